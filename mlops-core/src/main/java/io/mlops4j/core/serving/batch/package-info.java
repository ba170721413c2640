/** Predictions for all rows of a dataset or table, part by part. Start at {@link io.mlops4j.core.serving.batch.BatchPlan}; {@link io.mlops4j.core.serving.batch.BatchRun} does it. */
@NullMarked
package io.mlops4j.core.serving.batch;

import org.jspecify.annotations.NullMarked;
