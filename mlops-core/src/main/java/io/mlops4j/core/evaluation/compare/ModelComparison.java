package io.mlops4j.core.evaluation.compare;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Measure.Certainty;
import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Difference.Effect;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.IntervalMethod;
import io.mlops4j.spi.EvaluationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares two models on the same rows: areas under ROC curves by DeLong's paired test, shares of rows by McNemar's, all else, and
 * everything where rows are weighted, by the paired bootstrap.
 */
public final class ModelComparison {
    private final EvaluationOptions options;
    private final Contender model;
    private final Contender baseline;
    private final boolean formulas;
    private final List<Measure> measures;
    private final double[] values;
    private final double[] baselineValues;

    private ModelComparison(EvaluationOptions options, Contender model, Contender baseline) {
        this.options = options;
        this.model = model;
        this.baseline = baseline;
        this.formulas = !options.isWeighted() && options.intervals() != IntervalMethod.BOOTSTRAP;
        this.measures = model.rows().measures();
        this.values = model.rows().measure(model.rows().weights());
        this.baselineValues = baseline.rows().measure(baseline.rows().weights());
    }

    /**
     * The evaluation with comparisons.
     *
     * @param predictions of the model that was evaluated
     * @param baselines the predictions of others, by name, checked
     * @param contender what predictions amount to on the rows that were evaluated
     */
    public static <P> Evaluation added(
            Evaluation evaluation,
            EvaluationOptions options,
            P predictions,
            Map<String, P> baselines,
            Function<P, Contender> contender) {
        if (baselines.isEmpty()) {
            return evaluation;
        }
        Contender model = contender.apply(predictions);
        Evaluation.Builder compared = evaluation.toBuilder();
        baselines.forEach((name, others) ->
                new ModelComparison(options, model, contender.apply(others)).add(name, evaluation.rows(), compared));
        return compared.build();
    }

    private void add(String name, long rows, Evaluation.Builder compared) {
        List<Integer> comparable = new ArrayList<>();
        for (int m = 0; m < values.length; m++) {
            Measure measure = measures.get(m);
            if (!options.wants(measure.name())) {
                continue;
            }
            if (Double.isNaN(values[m]) || Double.isNaN(baselineValues[m])) {
                warn(compared, measure, name, "it is undefined for at least one of the two.");
            } else if (measure.certainty() == Certainty.NONE) {
                warn(compared, measure, name, "a sample says too little about an extreme.");
            } else {
                comparable.add(m);
            }
        }
        int[] drawn = comparable.stream()
                .filter(m -> !hasFormula(m))
                .mapToInt(Integer::intValue)
                .toArray();
        Optional<ResampledDifferences> resampled = drawn.length == 0
                ? Optional.empty()
                : Optional.of(new ResampledDifferences(options, model, baseline, drawn));
        List<Difference> differences = new ArrayList<>();
        for (int m : comparable) {
            (hasFormula(m) ? byFormula(m) : resampled.flatMap(found -> byBootstrap(m, found)))
                    .ifPresentOrElse(
                            differences::add,
                            () -> warn(compared, measures.get(m), name, "these rows do not show how it varies."));
        }
        compared.comparison(new Comparison(name, rows, differences));
    }

    private static void warn(Evaluation.Builder compared, Measure measure, String baseline, String why) {
        compared.warning(measure.name() + " is not compared with '" + baseline + "': " + why);
    }

    private boolean hasFormula(int m) {
        return formulas && model.hasFormula(measures.get(m).name());
    }

    private Optional<Difference> byFormula(int m) {
        String name = measures.get(m).name();
        return model.findAreas(name, baseline)
                .filter(PairedAreas::isTold)
                .map(areas -> byAreas(m, areas))
                .or(() -> model.findShares(name, baseline).map(shares -> byShares(m, shares)));
    }

    private Difference byAreas(int m, PairedAreas areas) {
        double confidence = options.confidence();
        return difference(
                m, areas.interval(confidence), areas.pValue(), "DeLong, paired", areas.separation(confidence));
    }

    private Difference byShares(int m, PairedShares shares) {
        boolean exact = options.intervals() == IntervalMethod.EXACT || shares.fewDiscordant();
        return difference(
                m,
                shares.interval(options.confidence()),
                exact ? shares.exactPValue() : shares.correctedPValue(),
                exact ? "McNemar, exact" : "McNemar, continuity-corrected",
                shares.oddsRatio(options.confidence()));
    }

    private Optional<Difference> byBootstrap(int m, ResampledDifferences resampled) {
        return resampled
                .find(m)
                .map(told -> difference(m, told.interval(), told.pValue(), "paired bootstrap", told.effect()));
    }

    private Difference difference(int m, Interval interval, double pValue, String test, Optional<Effect> effect) {
        Measure measure = measures.get(m);
        return new Difference(
                measure.name(), measure.direction(), values[m], baselineValues[m], interval, pValue, test, effect);
    }
}
