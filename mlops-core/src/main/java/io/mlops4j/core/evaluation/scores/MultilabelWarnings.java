package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Agreement;
import io.mlops4j.core.evaluation.assess.Measure;
import java.util.ArrayList;
import java.util.List;

/** What people are told of metrics of several labels that are undefined, or need care. */
final class MultilabelWarnings {
    private MultilabelWarnings() {}

    static String undefined(Measure measure, List<String> names, Tally tally, double[] negatives) {
        return measure.name() + " is undefined: " + reason(measure.name(), names, tally, negatives) + ".";
    }

    private static String reason(String metric, List<String> names, Tally tally, double[] negatives) {
        int bracket = metric.indexOf('[');
        if (bracket >= 0) {
            int k = names.indexOf(metric.substring(bracket + 1, metric.length() - 1));
            if (!tally.isPresent(k)) {
                return "no row has the label " + names.get(k) + " and none is predicted so";
            }
            return (tally.truth[k] == 0 ? "no row has the label " : "all rows have the label ") + names.get(k);
        }
        if (Agreement.sum(tally.truth) == 0) {
            return "no row has a label";
        }
        if (Agreement.sum(negatives) == 0) {
            return "all rows have all labels";
        }
        if (metric.endsWith("_micro")) {
            return "there are too many scores to rank them all together";
        }
        return "of some labels there are no two kinds of rows to tell apart: "
                + MulticlassWarnings.named(names, k -> tally.truth[k] == 0 || negatives[k] == 0);
    }

    static List<String> caveats(ClassMeasures measures, Tally tally, long unpredicted, long unlabelled) {
        List<String> names = measures.names();
        List<String> caveats = new ArrayList<>();
        String never = MulticlassWarnings.named(names, k -> tally.predicted[k] == 0);
        if (measures.wants("precision") && !never.isEmpty()) {
            caveats.add("precision counts as 0 where nothing is predicted so, for the labels: " + never + ".");
        }
        String absent = MulticlassWarnings.named(names, k -> tally.truth[k] == 0);
        if ((measures.wants("recall") || measures.wants("average_precision_macro")) && !absent.isEmpty()) {
            caveats.add("recall and average precision count as 0 for the labels that no row has: " + absent + ".");
        }
        if (measures.wants("precision_samples") && unpredicted > 0) {
            caveats.add(
                    "precision_samples counts as 0 the rows without a predicted label, which are " + unpredicted + ".");
        }
        if (measures.wants("recall_samples") && unlabelled > 0) {
            caveats.add("recall_samples and average_precision_samples count as 0 the rows without a label, which are "
                    + unlabelled + ".");
        }
        return caveats;
    }
}
