/**
 * What holds through all steps: the audit trail and the lineage. Start at {@link io.mlops4j.governance.AuditTrail} and {@link
 * io.mlops4j.governance.Lineage}.
 */
@NullMarked
package io.mlops4j.governance;

import org.jspecify.annotations.NullMarked;
