package io.mlops4j.core.evaluation.page;

import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What metrics and tasks are called among people, and which metric of several tells most. A name that is not known is shown as it is. Stateless. */
final class MetricNames {
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("roc_auc", "ROC AUC"),
            Map.entry("roc_auc_ovr_macro", "ROC AUC, one against rest"),
            Map.entry("roc_auc_ovo_macro", "ROC AUC, one against one"),
            Map.entry("average_precision", "Average precision"),
            Map.entry("log_loss", "Log loss"),
            Map.entry("brier", "Brier score"),
            Map.entry("accuracy", "Accuracy"),
            Map.entry("balanced_accuracy", "Balanced accuracy"),
            Map.entry("precision", "Precision"),
            Map.entry("recall", "Recall"),
            Map.entry("specificity", "Specificity"),
            Map.entry("f1", "F1"),
            Map.entry("matthews", "Matthews correlation"),
            Map.entry("cohen_kappa", "Cohen’s kappa"),
            Map.entry("negative_predictive_value", "Negative predictive value"),
            Map.entry("ks", "Kolmogorov–Smirnov"),
            Map.entry("ece", "Calibration error (ECE)"),
            Map.entry("brier_reliability", "Brier: reliability"),
            Map.entry("brier_resolution", "Brier: resolution"),
            Map.entry("brier_uncertainty", "Brier: uncertainty"),
            Map.entry("precision_macro", "Precision, macro"),
            Map.entry("recall_macro", "Recall, macro"),
            Map.entry("f1_macro", "F1, macro"),
            Map.entry("f1_micro", "F1, micro"),
            Map.entry("f1_weighted", "F1, weighted"),
            Map.entry("mse", "MSE"),
            Map.entry("rmse", "RMSE"),
            Map.entry("mae", "MAE"),
            Map.entry("median_ae", "Median absolute error"),
            Map.entry("mape", "MAPE"),
            Map.entry("smape", "sMAPE"),
            Map.entry("msle", "MSLE"),
            Map.entry("r2", "R²"),
            Map.entry("explained_variance", "Explained variance"),
            Map.entry("max_error", "Greatest error"),
            Map.entry("mrr", "MRR"),
            Map.entry("mase", "MASE"),
            Map.entry("rmsse", "RMSSE"),
            Map.entry("bias", "Bias (forecast less actual)"),
            Map.entry("wape", "WAPE"),
            Map.entry("map", "MAP"),
            Map.entry("ndcg", "NDCG"),
            Map.entry("hit_rate", "Hit rate"),
            Map.entry("mean_pinball", "Pinball loss, mean"),
            Map.entry("interval_coverage", "Interval coverage"),
            Map.entry("coverage_error", "Coverage error"),
            Map.entry("log_score", "Log score"),
            Map.entry("adjusted_mutual_info", "Adjusted mutual information"),
            Map.entry("normalized_mutual_info", "Normalized mutual information"),
            Map.entry("homogeneity", "Homogeneity"),
            Map.entry("completeness", "Completeness"),
            Map.entry("v_measure", "V-measure"),
            Map.entry("fowlkes_mallows", "Fowlkes–Mallows index"),
            Map.entry("calinski_harabasz", "Calinski–Harabasz index"),
            Map.entry("davies_bouldin", "Davies–Bouldin index"),
            Map.entry("rouge_1", "ROUGE-1"),
            Map.entry("rouge_2", "ROUGE-2"),
            Map.entry("mean_cost", "Mean cost"),
            Map.entry("crps", "CRPS"),
            Map.entry("silhouette", "Silhouette"),
            Map.entry("adjusted_rand", "Adjusted Rand index"),
            Map.entry("bleu", "BLEU"),
            Map.entry("rouge_l", "ROUGE-L"),
            Map.entry("exact_match", "Exact match"),
            Map.entry("token_f1", "Token F1"),
            Map.entry("selection_rate", "Selection rate"),
            Map.entry("true_positive_rate", "True positive rate"),
            Map.entry("false_positive_rate", "False positive rate"),
            Map.entry("base_rate", "Base rate"),
            Map.entry("calibration_error", "Calibration error"));

    private static final Map<String, String> TASKS = Map.ofEntries(
            Map.entry("binary", "Binary classification"),
            Map.entry("multiclass", "Classification of several classes"),
            Map.entry("multilabel", "Multilabel classification"),
            Map.entry("regression", "Regression"),
            Map.entry("ranking", "Ranking"),
            Map.entry("forecasting", "Forecasting"),
            Map.entry("probabilistic", "Predicted distributions"),
            Map.entry("clustering", "Clustering"),
            Map.entry("detection", "Object detection"),
            Map.entry("text", "Text overlap"),
            Map.entry("retrieval", "Retrieval"));

    /** The metric that tells most comes first. */
    private static final List<String> TELLING = List.of(
            "roc_auc",
            "accuracy",
            "ap_50_95",
            "ndcg",
            "ndcg_at_10",
            "map_at_10",
            "mrr",
            "mase",
            "crps",
            "rmse",
            "adjusted_rand",
            "silhouette",
            "token_f1",
            "bleu",
            "rouge_l");

    /** The metric that says most about a figure. */
    private static final Map<String, String> OF_PLOT = Map.of(
            "roc", "roc_auc",
            "precision_recall", "average_precision",
            "reliability", "ece",
            "gains", "ks",
            "confusion", "accuracy",
            "residuals", "rmse",
            "actual_predicted", "r2");

    private MetricNames() {}

    static String title(String metric) {
        String title = TITLES.get(metric);
        return title != null ? title : MetricFamilies.title(metric).orElse(metric);
    }

    static String task(String task) {
        return TASKS.getOrDefault(task, task);
    }

    /** The metric of an evaluation that tells most: one that is known to, or else the first. */
    static Optional<Metric> headline(Evaluation evaluation) {
        return TELLING.stream()
                .flatMap(name -> evaluation.findMetric(name).stream())
                .findFirst()
                .or(() -> evaluation.metrics().values().stream().findFirst());
    }

    /** What slices are compared by, the most telling first: metrics of at least half of them, or else those that any has. */
    static List<String> comparable(Evaluation whole, Collection<Evaluation> slices) {
        List<String> names = new ArrayList<>(whole.metrics().keySet());
        List<String> common = names.stream()
                .filter(name -> 2 * having(name, slices) >= slices.size())
                .toList();
        List<String> ordered =
                new ArrayList<>(TELLING.stream().filter(common::contains).toList());
        common.stream().filter(name -> !ordered.contains(name)).forEach(ordered::add);
        names.stream()
                .filter(name -> !ordered.contains(name) && having(name, slices) > 0)
                .forEach(ordered::add);
        return ordered;
    }

    private static long having(String metric, Collection<Evaluation> slices) {
        return slices.stream()
                .filter(slice -> slice.metrics().containsKey(metric))
                .count();
    }

    /** The metric that says most about a figure, if it was computed. */
    static Optional<Metric> of(String plot, Evaluation evaluation) {
        return Optional.ofNullable(OF_PLOT.get(plot)).flatMap(evaluation::findMetric);
    }
}
