package io.mlops4j.core.data;

import io.mlops4j.core.data.feature.ColumnScores;
import io.mlops4j.core.data.feature.FeatureFitting;
import io.mlops4j.core.data.feature.MutualInformation;
import io.mlops4j.core.data.feature.PipelineJson;
import io.mlops4j.core.data.page.DiffPage;
import io.mlops4j.core.data.page.ProfilePage;
import io.mlops4j.core.data.profile.DatasetAccumulator;
import io.mlops4j.core.data.profile.TableProfiler;
import io.mlops4j.core.data.rules.SingleRowCheck;
import io.mlops4j.core.data.split.PartingDraft;
import io.mlops4j.core.data.split.SplitSource;
import io.mlops4j.core.page.HtmlPage;
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
import io.mlops4j.data.SplitDraft;
import io.mlops4j.data.Table;
import io.mlops4j.spi.DataEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Where the values of {@code io.mlops4j.data} find what is behind them. */
public final class DataFunctions implements DataEngine {
    /** For {@link java.util.ServiceLoader}. */
    public DataFunctions() {}

    @Override
    public RowCheck rowCheck(Schema schema, List<Expectation> rules) {
        return SingleRowCheck.of(rules, schema);
    }

    @Override
    public Profiler profiler(Schema schema) {
        return new TableProfiler(new DatasetAccumulator(schema));
    }

    @Override
    public Profiler profiler(byte[] state) {
        return new TableProfiler(DatasetAccumulator.fromBytes(state));
    }

    @Override
    public String page(DatasetDiff diff) {
        return DiffPage.of(diff);
    }

    @Override
    public SplitDraft split(Table table) {
        return new PartingDraft(SplitSource.of(table));
    }

    @Override
    public String html(Profile profile) {
        return ProfilePage.html("Profile", profile);
    }

    @Override
    public void write(String html, Path file) {
        HtmlPage.write(html, file);
    }

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
