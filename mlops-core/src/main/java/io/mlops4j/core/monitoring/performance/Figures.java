package io.mlops4j.core.monitoring.performance;

import io.mlops4j.MlopsException;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.monitoring.PerformanceFigures;
import io.mlops4j.monitoring.PerformanceSettings;
import io.mlops4j.monitoring.PerformanceTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Measures predictions by their labels, with the evaluators of the library. Immutable. */
final class Figures {
    /** What a class alone tells: these begin the names of metrics that need no probability. */
    private static final Set<String> OF_CLASSES = Set.of(
            "accuracy",
            "precision",
            "recall",
            "specificity",
            "f1",
            "balanced",
            "matthews",
            "cohen",
            "hamming",
            "jaccard");

    private final PerformanceSettings settings;
    private final Reference reference;

    Figures(PerformanceSettings settings, Reference reference) {
        this.settings = settings;
        this.reference = reference;
    }

    /** What is predicted: as it was set, or as the first answer and the labels show. */
    Optional<PerformanceTask> task(Collection<JoinedRow> rows) {
        return settings.findTask().or(() -> rows.stream().findFirst().map(row -> task(row.answer(), rows)));
    }

    private PerformanceTask task(Answer answer, Collection<JoinedRow> rows) {
        int width = answer.probabilities().length;
        if (width > 2) {
            return PerformanceTask.MULTICLASS;
        }
        if (width == 2) {
            return PerformanceTask.BINARY;
        }
        int classes = reference.classes().size();
        boolean share = answer.number() >= 0 && answer.number() <= 1;
        if (answer.className() == null) {
            return share && (classes == 2 || (classes == 0 && areOfTwoClasses(rows)))
                    ? PerformanceTask.BINARY
                    : PerformanceTask.REGRESSION;
        }
        return share || classes == 2 ? PerformanceTask.BINARY : PerformanceTask.MULTICLASS;
    }

    /** Whether all answers are shares, and all labels 0 or 1. */
    private static boolean areOfTwoClasses(Collection<JoinedRow> rows) {
        boolean labelled = false;
        for (JoinedRow row : rows) {
            double number = row.answer().number();
            Truth truth = row.truth();
            if (!(number >= 0 && number <= 1) || (truth != null && truth.number() != 0 && truth.number() != 1)) {
                return false;
            }
            labelled |= truth != null;
        }
        return labelled;
    }

    /** The metrics of rows by their labels. */
    PerformanceFigures realised(PerformanceTask task, List<JoinedRow> rows) {
        List<JoinedRow> labelled = new ArrayList<>();
        for (JoinedRow row : rows) {
            if (row.truth() != null) {
                labelled.add(row);
            }
        }
        List<String> warnings = new ArrayList<>();
        Map<String, Metric> metrics = new LinkedHashMap<>();
        if (!labelled.isEmpty()) {
            try {
                metrics.putAll(
                        switch (task) {
                            case BINARY -> binary(labelled, warnings);
                            case MULTICLASS -> multiclass(labelled, warnings);
                            case REGRESSION -> regression(labelled, warnings);
                        });
            } catch (MlopsException e) {
                warnings.add("The labels do not fit the predictions: " + e.getMessage());
            }
        }
        return new PerformanceFigures(rows.size(), labelled.size(), metrics, Map.of(), warnings);
    }

    /** The class that a place among probabilities stands for: as the model names it, else as the reference's label has it, else the place. */
    private List<String> classes(List<JoinedRow> rows, int width) {
        @Nullable String[] names = new String[width];
        for (JoinedRow row : rows) {
            Answer answer = row.answer();
            if (answer.className() != null && answer.probabilities().length == width) {
                names[Answer.greatest(answer.probabilities())] = answer.className();
            }
        }
        List<String> classes = new ArrayList<>();
        boolean known = reference.classes().size() == width;
        for (int k = 0; k < width; k++) {
            String name = names[k];
            classes.add(name != null ? name : known ? reference.classes().get(k) : Integer.toString(k));
        }
        return classes;
    }

    /** The place of the class that two classes are measured by. */
    private int positive(List<JoinedRow> rows) {
        int at = classes(rows, 2).indexOf(settings.positiveClass());
        return at < 0 ? 1 : at;
    }

    /** The classes in the order in which scores of them are told: of two classes the one that is measured comes second. */
    List<String> order(List<JoinedRow> rows) {
        int width = rows.isEmpty() ? 0 : rows.get(0).answer().probabilities().length;
        if (width > 2) {
            return classes(rows, width);
        }
        return List.of("not " + settings.positiveClass(), settings.positiveClass());
    }

    /** What an answer says of each class in that order; empty if it says nothing. */
    double[] scores(Answer answer, List<String> order) {
        double[] given = answer.probabilities();
        if (order.size() > 2) {
            return given.length == order.size() ? normed(given) : new double[0];
        }
        double score = given.length == 2 ? given[positive(List.of(new JoinedRow(answer, true)))] : answer.number();
        return score >= 0 && score <= 1 ? new double[] {1 - score, score} : new double[0];
    }

    private Map<String, Metric> binary(List<JoinedRow> rows, List<String> warnings) {
        int positive = positive(rows);
        List<Integer> labels = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        boolean classesOnly = false;
        int strange = 0;
        for (JoinedRow row : rows) {
            Answer answer = row.answer();
            double score;
            if (answer.probabilities().length == 2) {
                score = answer.probabilities()[positive];
            } else if (answer.number() >= 0 && answer.number() <= 1) {
                score = answer.number();
            } else if (answer.className() != null) {
                classesOnly = true;
                score = answer.className().equals(settings.positiveClass()) ? 1 : 0;
            } else {
                strange++;
                continue;
            }
            labels.add(Objects.requireNonNull(row.truth()).className().equals(settings.positiveClass()) ? 1 : 0);
            scores.add(Math.min(1, Math.max(0, score)));
        }
        strange(strange, "is neither a class nor a probability", warnings);
        if (labels.isEmpty()) {
            return Map.of();
        }
        Evaluation evaluation = Evaluator.binary()
                .threshold(settings.threshold())
                .confidence(settings.confidence())
                .evaluate(
                        labels.stream().mapToInt(Integer::intValue).toArray(),
                        scores.stream().mapToDouble(Double::doubleValue).toArray());
        return of(evaluation, classesOnly, warnings);
    }

    private Map<String, Metric> multiclass(List<JoinedRow> rows, List<String> warnings) {
        int width = rows.get(0).answer().probabilities().length;
        List<String> classes = width > 1 ? classes(rows, width) : named(rows);
        List<Integer> labels = new ArrayList<>();
        List<double[]> probabilities = new ArrayList<>();
        int strange = 0;
        for (JoinedRow row : rows) {
            Answer answer = row.answer();
            int label = classes.indexOf(Objects.requireNonNull(row.truth()).className());
            double[] own = answer.probabilities().length == classes.size() && width > 1
                    ? normed(answer.probabilities())
                    : one(classes.indexOf(answer.className()), classes.size());
            if (label < 0 || own.length == 0) {
                strange++;
                continue;
            }
            labels.add(label);
            probabilities.add(own);
        }
        strange(strange, "is of none of the classes " + classes, warnings);
        if (labels.isEmpty() || classes.size() < 2) {
            return Map.of();
        }
        Evaluation evaluation = Evaluator.multiclass()
                .confidence(settings.confidence())
                .evaluate(
                        labels.stream().mapToInt(Integer::intValue).toArray(), probabilities.toArray(double[][]::new));
        return of(evaluation, width < 2, warnings);
    }

    private static List<String> named(List<JoinedRow> rows) {
        Set<String> names = new TreeSet<>();
        for (JoinedRow row : rows) {
            if (row.answer().className() != null) {
                names.add(row.answer().className());
            }
            names.add(Objects.requireNonNull(row.truth()).className());
        }
        return List.copyOf(names);
    }

    private static double[] one(int at, int size) {
        double[] own = new double[at < 0 ? 0 : size];
        if (at >= 0) {
            own[at] = 1;
        }
        return own;
    }

    /** Probabilities that were rounded to floats have the sum 1 again. */
    private static double[] normed(double[] probabilities) {
        double[] own = new double[probabilities.length];
        double sum = 0;
        for (int k = 0; k < own.length; k++) {
            own[k] = Math.max(0, probabilities[k]);
            sum += own[k];
        }
        for (int k = 0; k < own.length; k++) {
            own[k] /= sum;
        }
        return own;
    }

    private Map<String, Metric> regression(List<JoinedRow> rows, List<String> warnings) {
        List<Double> targets = new ArrayList<>();
        List<Double> predictions = new ArrayList<>();
        int strange = 0;
        for (JoinedRow row : rows) {
            double target = Objects.requireNonNull(row.truth()).number();
            if (Double.isFinite(target) && Double.isFinite(row.answer().number())) {
                targets.add(target);
                predictions.add(row.answer().number());
            } else {
                strange++;
            }
        }
        strange(strange, "is no number", warnings);
        if (targets.isEmpty()) {
            return Map.of();
        }
        Evaluation evaluation = Evaluator.regression()
                .confidence(settings.confidence())
                .evaluate(
                        targets.stream().mapToDouble(Double::doubleValue).toArray(),
                        predictions.stream().mapToDouble(Double::doubleValue).toArray());
        return of(evaluation, false, warnings);
    }

    private static void strange(int rows, String what, List<String> warnings) {
        if (rows > 0) {
            warnings.add(rows + " labelled predictions were left out: the prediction or the label " + what + ".");
        }
    }

    private static Map<String, Metric> of(Evaluation evaluation, boolean classesOnly, List<String> warnings) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        evaluation.metrics().forEach((name, metric) -> {
            int word = name.indexOf('_');
            if (!classesOnly || OF_CLASSES.contains(word < 0 ? name : name.substring(0, word))) {
                metrics.put(name, metric);
            }
        });
        warnings.addAll(evaluation.warnings());
        return metrics;
    }
}
