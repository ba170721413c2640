package io.mlops4j.core.monitoring.performance;

import io.mlops4j.core.monitoring.estimate.Cbpe;
import io.mlops4j.core.monitoring.estimate.Dle;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.monitoring.PerformanceFigures;
import io.mlops4j.monitoring.PerformanceSettings;
import io.mlops4j.monitoring.PerformanceTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Estimates how good predictions are before their labels come, by what the reference has shown. Immutable, thread-safe. */
final class Estimates {
    private final PerformanceSettings settings;
    private final Figures figures;
    private final Reference reference;
    private final Optional<Cbpe> cbpe;
    private final Optional<Dle> dle;
    private final List<String> classes;

    Estimates(PerformanceSettings settings, Figures figures, Reference reference) {
        this.settings = settings;
        this.figures = figures;
        this.reference = reference;
        Optional<PerformanceTask> task = figures.task(reference.rows());
        this.classes = figures.order(reference.rows());
        this.cbpe = task.filter(what -> what != PerformanceTask.REGRESSION).flatMap(what -> cbpe(reference.rows()));
        this.dle = task.filter(what -> what == PerformanceTask.REGRESSION).flatMap(what -> dle());
    }

    private Optional<Cbpe> cbpe(List<JoinedRow> rows) {
        List<double[]> scores = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (JoinedRow row : rows) {
            double[] own = figures.scores(row.answer(), classes);
            int label = classes.indexOf(Objects.requireNonNull(row.truth()).className());
            if (own.length > 0 && (label >= 0 || classes.size() == 2)) {
                scores.add(own);
                labels.add(Math.max(0, label));
            }
        }
        return scores.isEmpty()
                ? Optional.empty()
                : Optional.of(Cbpe.learn(
                        labels.stream().mapToInt(Integer::intValue).toArray(),
                        scores.toArray(double[][]::new),
                        settings.threshold()));
    }

    private Optional<Dle> dle() {
        List<double[]> rows = new ArrayList<>();
        List<Double> predictions = new ArrayList<>();
        List<Double> truths = new ArrayList<>();
        for (int i = 0; i < reference.features().size(); i++) {
            JoinedRow row = reference.rows().get(i);
            double truth = Objects.requireNonNull(row.truth()).number();
            if (Double.isFinite(truth) && Double.isFinite(row.answer().number())) {
                rows.add(reference.features().get(i));
                predictions.add(row.answer().number());
                truths.add(truth);
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Dle.learn(
                        rows.toArray(double[][]::new),
                        predictions.stream().mapToDouble(Double::doubleValue).toArray(),
                        truths.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** The model of the error to expect of a row, if there is one. */
    Optional<Dle> dle(String version) {
        return dle.filter(model -> model.refusal().isEmpty() && version.equals(reference.version()));
    }

    /** Whether errors of a number are estimated, for which what was asked is needed. */
    static boolean areOfErrors(Figures figures, Reference reference) {
        return !reference.features().isEmpty()
                && figures.task(reference.rows())
                        .filter(PerformanceTask.REGRESSION::equals)
                        .isPresent();
    }

    /** Figures with what is estimated of all rows. */
    PerformanceFigures with(PerformanceFigures realised, List<JoinedRow> rows) {
        List<String> warnings = new ArrayList<>(realised.warnings());
        List<JoinedRow> own = rows.stream()
                .filter(row -> row.answer().version().equals(reference.version()))
                .toList();
        Map<String, Metric> estimated = Map.of();
        if (reference.whyNot().isPresent()) {
            warnings.add(reference.whyNot().get());
        } else if (own.isEmpty()) {
            warnings.add("What scores mean was learned for version '" + reference.version()
                    + "', which gave none of these predictions; start the monitor again to learn it for another.");
        } else {
            Optional<String> refusal = cbpe.flatMap(Cbpe::refusal).or(() -> dle.flatMap(Dle::refusal));
            refusal.ifPresent(warnings::add);
            if (cbpe.isPresent() && refusal.isEmpty()) {
                double[][] scores = own.stream()
                        .map(row -> figures.scores(row.answer(), classes))
                        .filter(scored -> scored.length > 0)
                        .toArray(double[][]::new);
                estimated = scores.length == 0 ? Map.of() : cbpe.get().estimate(scores, settings.confidence());
            } else if (dle.isPresent() && refusal.isEmpty()) {
                double[][] losses = own.stream()
                        .map(row -> row.answer().losses())
                        .filter(loss -> loss.length > 0)
                        .toArray(double[][]::new);
                estimated = losses.length == 0 ? Map.of() : dle.get().estimate(losses, settings.confidence());
            }
            if (!estimated.isEmpty()) {
                reference.caution().ifPresent(warnings::add);
            }
            if (own.size() < rows.size() && !estimated.isEmpty()) {
                warnings.add("The estimate is of the " + own.size() + " predictions of version '" + reference.version()
                        + "', not of the " + (rows.size() - own.size()) + " of others.");
            }
        }
        return new PerformanceFigures(
                realised.predictions(), realised.labelled(), realised.realised(), estimated, warnings);
    }
}
