package io.mlops4j.core.data;

import io.mlops4j.core.data.feature.FeatureFitting;
import io.mlops4j.core.data.feature.PipelineJson;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.FeaturePlan;
import io.mlops4j.data.FittedFeatures;
import io.mlops4j.data.Table;
import io.mlops4j.spi.DataEngine;
import java.util.Optional;

/** Where the values of {@code io.mlops4j.data} find what is behind them. */
public final class DataFunctions implements DataEngine {
    /** For {@link java.util.ServiceLoader}. */
    public DataFunctions() {}

    @Override
    public FittedFeatures fitFeatures(FeaturePlan plan, Table table, Optional<String> label) {
        return FeatureFitting.fit(plan, table, label);
    }

    @Override
    public FeaturePipeline readFeatures(byte[] bytes) {
        return PipelineJson.read(bytes);
    }
}
