package io.mlops4j.spi;

import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.data.DatasetDiff;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.FeaturePlan;
import io.mlops4j.data.FeatureSelection;
import io.mlops4j.data.FittedFeatures;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Profiler;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Split;
import io.mlops4j.data.SplitDraft;
import io.mlops4j.data.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.ToDoubleFunction;

/**
 * What the values of {@code io.mlops4j.data} need an implementation for, without a store: found by {@link ServiceLoader}, brought by {@code
 * mlops-core}. Users call the values; only who writes another engine implements this. Implementations are stateless and thread-safe.
 */
public interface DataEngine {
    /** What {@link Expectation#rowCheck} gives. */
    RowCheck rowCheck(Schema schema, List<Expectation> rules);

    /** What {@link DatasetDiff#toHtml} writes. */
    String page(DatasetDiff diff);

    /** What {@link Split#of} gives. */
    SplitDraft split(Table table);

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

    /** An empty profiler; see {@link Profiler#of}. */
    Profiler profiler(Schema schema);

    /** A profiler from its state; see {@link Profiler#fromBytes}. */
    Profiler profiler(byte[] state);

    /** A profile as a page; see {@link Profile#toHtml()}. */
    String html(Profile profile);

    /**
     * Writes a page to a file, in UTF-8, and makes the directories above it.
     *
     * @throws StorageFailure if it cannot be written
     */
    void write(String html, Path file);

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
