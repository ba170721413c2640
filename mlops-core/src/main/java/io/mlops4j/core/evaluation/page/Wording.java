package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How reports call things. */
final class Wording {
    /** What a report shows first, by task. */
    private static final Map<String, List<String>> KEY_METRICS = Map.of(
            "binary", List.of("roc_auc", "average_precision", "recall", "precision", "brier"),
            "multiclass", List.of("accuracy", "f1_macro", "roc_auc_ovr_macro", "log_loss"),
            "multilabel", List.of("f1_micro", "f1_macro", "hamming_loss", "accuracy"),
            "regression", List.of("rmse", "mae", "r2", "mape"),
            "ranking", List.of("ndcg", "map", "mrr"),
            "detection", List.of("ap_50_95", "ap_50", "ar_100"));

    private static final int KEY_COUNT = 4;

    private Wording() {}

    /** The metrics that matter most, at most five, of those that an evaluation has. */
    static List<Metric> keyMetrics(Evaluation evaluation) {
        List<String> known = KEY_METRICS.getOrDefault(evaluation.task(), List.of());
        Stream<String> names =
                known.isEmpty() ? evaluation.metrics().keySet().stream().limit(KEY_COUNT) : known.stream();
        return names.flatMap(name -> evaluation.findMetric(name).stream()).toList();
    }

    /** {@code [0.81, 0.92]}, or a dash. */
    static String interval(Metric metric) {
        return metric.findInterval().map(Wording::interval).orElse("–");
    }

    static String interval(Interval interval) {
        return "[" + Figures.number(interval.low()) + ", " + Figures.number(interval.high()) + "]";
    }

    /** {@code binary evaluation of 569 rows, threshold 0.5}. */
    static String subject(Evaluation evaluation) {
        StringBuilder text = new StringBuilder(evaluation.task())
                .append(" evaluation of ")
                .append(Figures.count(evaluation.rows()))
                .append(evaluation.rows() == 1 ? " row" : " rows");
        evaluation
                .settings()
                .forEach((name, value) ->
                        text.append(", ").append(name).append(' ').append(value));
        return text.append("; intervals at ")
                .append(Figures.percent(evaluation.confidence()))
                .toString();
    }

    static String verdict(Difference difference) {
        return difference.better() ? "better" : difference.worse() ? "worse" : "undecided";
    }

    static String pValue(double p) {
        return p < 0.0001 ? "<0.0001" : Figures.number(p);
    }
}
