package io.mlops4j.spi;

import io.mlops4j.NotFound;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.FeaturePlan;
import io.mlops4j.data.FeatureSelection;
import io.mlops4j.data.FittedFeatures;
import io.mlops4j.data.Table;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.ToDoubleFunction;

/**
 * What the values of {@code io.mlops4j.data} need an implementation for, without a store: found by {@link ServiceLoader}, brought by {@code
 * mlops-core}. Users call the values; only who writes another engine implements this. Implementations are stateless and thread-safe.
 */
public interface DataEngine {
    /**
     * The implementation on the class or module path.
     *
     * @throws NotFound if there is none
     */
    static DataEngine installed() {
        return ServiceLoader.load(DataEngine.class, DataEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new NotFound("No engine of mlops4j is on the class or module path: add the dependency"
                                + " io.mlops4j:mlops-core."));
    }

    /** Fits a plan; see {@link FeaturePlan}. */
    FittedFeatures fitFeatures(FeaturePlan plan, Table table, Optional<String> label);

    /** Reads what {@link FeaturePipeline#toBytes} wrote; see {@link FeaturePipeline#fromBytes}. */
    FeaturePipeline readFeatures(byte[] bytes);

    /** See {@link FeatureSelection#variance}. */
    FeatureSelection featureVariance(Table table);

    /** See {@link FeatureSelection#correlation}. */
    FeatureSelection featureCorrelation(Table table, double most);

    /** See {@link FeatureSelection#mutualInformation}. */
    FeatureSelection featureMutualInformation(Table table, String label);

    /** See {@link FeatureSelection#permutationImportance}. */
    FeatureSelection featurePermutationImportance(
            Table table, String label, ToDoubleFunction<Table> scorer, int repeats, long seed);
}
