package io.mlops4j.core.data;

import io.mlops4j.core.data.feature.ColumnScores;
import io.mlops4j.core.data.feature.FeatureFitting;
import io.mlops4j.core.data.feature.MutualInformation;
import io.mlops4j.core.data.feature.PipelineJson;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.FeaturePlan;
import io.mlops4j.data.FeatureSelection;
import io.mlops4j.data.FittedFeatures;
import io.mlops4j.data.Table;
import io.mlops4j.spi.DataEngine;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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

    @Override
    public FeatureSelection featureVariance(Table table) {
        return ColumnScores.variance(table);
    }

    @Override
    public FeatureSelection featureCorrelation(Table table, double most) {
        return ColumnScores.correlation(table, most);
    }

    @Override
    public FeatureSelection featureMutualInformation(Table table, String label) {
        return MutualInformation.with(table, label);
    }

    @Override
    public FeatureSelection featurePermutationImportance(
            Table table, String label, ToDoubleFunction<Table> scorer, int repeats, long seed) {
        return ColumnScores.permutationImportance(table, label, scorer, repeats, seed);
    }
}
