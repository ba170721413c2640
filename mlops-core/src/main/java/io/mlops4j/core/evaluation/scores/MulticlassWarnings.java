package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Agreement;
import io.mlops4j.core.evaluation.assess.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What people are told of metrics of several classes that are undefined, or need care. */
final class MulticlassWarnings {
    /** A sentence names no more classes than this. */
    private static final int MOST_NAMED = 10;

    private MulticlassWarnings() {}

    static String undefined(Measure measure, ClassMeasures measures, Tally tally) {
        return measure.name() + " is undefined: " + reason(measure.name(), measures.names(), tally) + ".";
    }

    private static String reason(String metric, List<String> names, Tally tally) {
        int bracket = metric.indexOf('[');
        if (bracket >= 0) {
            int k = names.indexOf(metric.substring(bracket + 1, metric.length() - 1));
            if (!tally.isPresent(k)) {
                return "no row has the label " + names.get(k) + " and none is predicted so";
            }
            return tally.truth[k] == 0
                    ? "no row has the label " + names.get(k)
                    : "all rows have the label " + names.get(k);
        }
        int present = Agreement.occupied(tally.truth);
        if (metric.equals("roc_auc_ovr_micro")) {
            return "there are too many probabilities to rank them all together";
        }
        if (metric.startsWith("roc_auc") && present < names.size()) {
            return "no row has the label "
                    + named(names, k -> tally.truth[k] == 0).replace(", ", " or ");
        }
        return present == 1 ? "all labels are the same class" : "it overflows";
    }

    static List<String> caveats(ClassMeasures measures, Tally tally) {
        List<String> names = measures.names();
        List<String> caveats = new ArrayList<>();
        String unpredicted = named(names, k -> tally.truth[k] > 0 && tally.predicted[k] == 0);
        if (measures.wants("precision") && !unpredicted.isEmpty()) {
            caveats.add("precision counts as 0 where nothing is predicted so, for the classes: " + unpredicted + ".");
        }
        String unlabelled = named(names, k -> tally.truth[k] == 0 && tally.predicted[k] > 0);
        if (measures.wants("recall_macro") && !unlabelled.isEmpty()) {
            caveats.add("recall_macro counts as 0 the recall of classes that no row has the label of, but some are"
                    + " predicted: " + unlabelled + ". balanced_accuracy leaves them out.");
        }
        String absent = named(names, k -> tally.truth[k] == 0);
        if (measures.wants("average_precision_macro") && !absent.isEmpty()) {
            caveats.add(
                    "average_precision_macro counts as 0 the classes that no row has the label of: " + absent + ".");
        }
        if (measures.wants("matthews")
                && Agreement.occupied(tally.truth) > 1
                && Agreement.occupied(tally.predicted) < 2) {
            caveats.add("matthews is set to 0: all rows are predicted the same class.");
        }
        for (int count : measures.topK()) {
            String name = ClassMeasures.topName(count);
            if (count >= names.size() && measures.wants(name)) {
                caveats.add(name + " is always 1 with "
                        + (names.size() == 2 ? "two classes." : names.size() + " classes."));
            }
        }
        return caveats;
    }

    /** The names of some classes, of very many the first. */
    static String named(List<String> names, IntPredicate some) {
        List<String> chosen = IntStream.range(0, names.size())
                .filter(some)
                .mapToObj(names::get)
                .toList();
        return chosen.size() <= MOST_NAMED
                ? String.join(", ", chosen)
                : String.join(", ", chosen.subList(0, MOST_NAMED)) + " and " + (chosen.size() - MOST_NAMED) + " more";
    }
}
