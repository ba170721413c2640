/**
 * Rules held against rows: {@link io.mlops4j.core.data.rules.RuleChecks} batch by batch while data are committed, {@link
 * io.mlops4j.core.data.rules.SingleRowCheck} one row at a time before inference. Both ask the same {@code CellTest} of a rule.
 */
@NullMarked
package io.mlops4j.core.data.rules;

import org.jspecify.annotations.NullMarked;
