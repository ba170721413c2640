/**
 * Rows as inputs of a model, and its outputs as rows: named columns, tables, and records of the caller's own. Start at {@link
 * io.mlops4j.core.serving.rows.RowInputs}, and at {@link io.mlops4j.core.serving.rows.RecordInputs} for records.
 */
@NullMarked
package io.mlops4j.core.serving.rows;

import org.jspecify.annotations.NullMarked;
