package io.mlops4j.core.serving.batch;

import io.mlops4j.core.serving.rows.RowInputs;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.spi.LoadedModel;

/**
 * The version that predicts in a run.
 *
 * @param version the version
 * @param rows how rows become its inputs
 * @param model a copy of it in memory, which the run closes
 */
public record BatchModel(ModelVersion version, RowInputs rows, LoadedModel model) {}
