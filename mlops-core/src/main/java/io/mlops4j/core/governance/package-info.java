/** The audit trail and garbage collection: what reads every stream, whatever it is about. Start at {@link io.mlops4j.core.governance.JournaledAuditTrail}. */
@NullMarked
package io.mlops4j.core.governance;

import org.jspecify.annotations.NullMarked;
