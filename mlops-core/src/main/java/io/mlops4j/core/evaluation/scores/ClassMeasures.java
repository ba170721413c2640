package io.mlops4j.core.evaluation.scores;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What can be measured of several classes or labels, and what is wanted of that.
 *
 * @param names of the classes or labels
 * @param topK among how many of the most probable classes the true one may be
 * @param confidence of the intervals in figures
 * @param all in the order that the rows measure in
 * @param wanted which of them are
 */
record ClassMeasures(List<String> names, List<Integer> topK, double confidence, List<Measure> all, Wanted wanted) {
    /** Metrics of more classes than this are computed only if asked for. */
    private static final int MOST_CLASSES = 100;

    /** Those of classes that exclude each other; all are wanted. */
    static ClassMeasures ofClasses(List<String> names, List<Integer> topK, double confidence) {
        List<Measure> all = new ArrayList<>();
        all.add(Measure.rate("accuracy"));
        all.add(Measure.score("balanced_accuracy"));
        all.add(Measure.score("precision_macro"));
        all.add(Measure.rate("precision_micro"));
        all.add(Measure.score("precision_weighted"));
        all.add(Measure.score("recall_macro"));
        all.add(Measure.rate("recall_micro"));
        all.add(Measure.rate("recall_weighted"));
        all.add(Measure.score("f1_macro"));
        all.add(Measure.rate("f1_micro"));
        all.add(Measure.score("f1_weighted"));
        all.add(Measure.loss("log_loss"));
        all.add(Measure.loss("brier"));
        all.add(Measure.loss("ece"));
        all.add(Measure.score("roc_auc_ovr_macro"));
        all.add(Measure.score("roc_auc_ovr_micro"));
        all.add(Measure.score("roc_auc_ovr_weighted"));
        all.add(Measure.score("roc_auc_ovo_macro"));
        all.add(Measure.score("roc_auc_ovo_weighted"));
        all.add(Measure.score("average_precision_macro"));
        all.add(Measure.score("average_precision_weighted"));
        topK.forEach(count -> all.add(Measure.rate(topName(count))));
        all.add(Measure.score("matthews"));
        all.add(Measure.score("cohen_kappa"));
        return of(names, topK, confidence, all);
    }

    /** Those of labels of which a row may have several; all are wanted. */
    static ClassMeasures ofLabels(List<String> names, double confidence) {
        List<Measure> all = new ArrayList<>();
        all.add(Measure.rate("accuracy"));
        all.add(Measure.loss("hamming_loss"));
        for (String name : List.of("precision", "recall", "f1", "jaccard")) {
            for (String average : List.of("_micro", "_macro", "_weighted", "_samples")) {
                all.add(Measure.score(name + average));
            }
        }
        all.add(Measure.score("roc_auc_micro"));
        all.add(Measure.score("roc_auc_macro"));
        all.add(Measure.score("roc_auc_weighted"));
        all.add(Measure.score("average_precision_micro"));
        all.add(Measure.score("average_precision_macro"));
        all.add(Measure.score("average_precision_weighted"));
        all.add(Measure.score("average_precision_samples"));
        all.add(Measure.loss("coverage_error"));
        all.add(Measure.score("label_ranking_average_precision"));
        all.add(Measure.loss("label_ranking_loss"));
        all.add(Measure.loss("log_loss"));
        return of(names, List.of(), confidence, all);
    }

    private static ClassMeasures of(List<String> names, List<Integer> topK, double confidence, List<Measure> together) {
        List<Measure> all = new ArrayList<>(together);
        names.forEach(name -> all.addAll(ofClass(name)));
        return new ClassMeasures(names, topK, confidence, List.copyOf(all), Wanted.of(all, all));
    }

    /** What so many are called; by their numbers if nothing is said. */
    static List<String> names(String what, List<String> given, int columns) {
        if (given.isEmpty()) {
            return IntStream.range(0, columns).mapToObj(Integer::toString).toList();
        }
        if (given.size() != columns) {
            throw new InvalidInput("There are " + given.size() + " names of " + what + ", but " + columns
                    + " scores a row; give one name for each.");
        }
        return given;
    }

    static String topName(int count) {
        return "top_" + count + "_accuracy";
    }

    /** What is measured of one class or label, in the order that they are measured in. */
    static List<Measure> ofClass(String name) {
        return List.of(
                Measure.rate("precision[" + name + "]"),
                Measure.rate("recall[" + name + "]"),
                Measure.score("f1[" + name + "]"),
                Measure.score("roc_auc[" + name + "]"),
                Measure.score("average_precision[" + name + "]"));
    }

    /** Which of all are wanted; of very many classes none apart unless they are asked for. */
    static List<Measure> bounded(List<Measure> wanted, int classes, Set<String> only) {
        return classes <= MOST_CLASSES || !only.isEmpty()
                ? wanted
                : wanted.stream()
                        .filter(measure -> measure.name().indexOf('[') < 0)
                        .toList();
    }

    /** The same, of which some are wanted. */
    ClassMeasures wanting(List<Measure> some) {
        return new ClassMeasures(names, topK, confidence, all, Wanted.of(all, some));
    }

    List<Measure> measures() {
        return wanted.measures();
    }

    /** Whether a metric is wanted whose name begins so. */
    boolean wants(String prefix) {
        return wanted.wants(prefix);
    }

    /** Those that are wanted of all values. */
    double[] select(double[] values) {
        return wanted.select(values);
    }
}
