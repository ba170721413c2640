package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Agreement;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rate;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.Plot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of several classes, in the caller's order. What does not depend on weights is computed once. */
public final class MulticlassRows implements RowSource<int[], double[][]> {
    private final ClassMeasures measures;
    private final int classes;
    private final int[] original;
    private final int[] labels;
    private final int[] predictions;
    private final double[][] probabilities;
    private final double[] weights;

    /** How many classes are ahead of the true one. */
    private final int[] ahead;

    /** The logarithmic losses, if they are wanted. */
    private final double[] losses;

    /** The squared distances of the probabilities from the true class. */
    private final double[] distances;

    private final TopLabel topLabel;
    private final MulticlassAreas areas;

    private MulticlassRows(
            ClassMeasures measures, int[] original, int[] labels, double[][] probabilities, double[] weights) {
        int n = labels.length;
        this.measures = measures;
        this.classes = measures.names().size();
        this.original = original;
        this.labels = labels;
        this.probabilities = probabilities;
        this.weights = weights;
        predictions = new int[n];
        ahead = new int[n];
        distances = new double[n];
        for (int i = 0; i < n; i++) {
            predictions[i] = mostProbable(probabilities[i]);
            ahead[i] = ahead(probabilities[i], labels[i]);
            distances[i] = distance(probabilities[i], labels[i]);
        }
        losses = new double[measures.wants("log_loss") ? n : 0];
        Arrays.parallelSetAll(losses, i -> LogLoss.of(labels[i], probabilities[i]));
        topLabel = new TopLabel(measures.wants("ece") ? labels : new int[0], predictions, probabilities);
        areas = MulticlassAreas.of(measures, labels, probabilities);
    }

    /** Sorts what has to be sorted for what is wanted. */
    static MulticlassRows of(ClassMeasures measures, int[] labels, double[][] probabilities, double[] weights) {
        int[] original = new int[labels.length];
        Arrays.setAll(original, i -> i);
        return new MulticlassRows(measures, original, labels, probabilities, weights);
    }

    /** The most probable class, the first of equals. */
    static int mostProbable(double[] probabilities) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            best = probabilities[k] > probabilities[best] ? k : best;
        }
        return best;
    }

    /** Of equal probabilities the later class goes first, as in scikit-learn's top_k_accuracy_score. */
    static int ahead(double[] probabilities, int label) {
        int ahead = 0;
        for (int k = 0; k < probabilities.length; k++) {
            if (probabilities[k] > probabilities[label] || (probabilities[k] == probabilities[label] && k > label)) {
                ahead++;
            }
        }
        return ahead;
    }

    /** What Brier's score is the mean of. */
    static double distance(double[] probabilities, int label) {
        double sum = 0;
        for (int k = 0; k < probabilities.length; k++) {
            double difference = probabilities[k] - (k == label ? 1 : 0);
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public String task() {
        return "multiclass";
    }

    @Override
    public List<Measure> measures() {
        return measures.measures();
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public int[] strata() {
        return labels;
    }

    @Override
    public int[] truth() {
        return labels.clone();
    }

    @Override
    public double[][] predictions() {
        return copies(probabilities);
    }

    @Override
    public int[] truth(int[] positions) {
        return SortedOrder.permuted(labels, positions);
    }

    @Override
    public double[][] predictions(int[] positions) {
        return copies(chosen(probabilities, positions));
    }

    /** Copies, as a user's function may write to what it is handed. */
    static double[][] copies(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    static double[][] chosen(double[][] rows, int[] positions) {
        return Arrays.stream(positions).mapToObj(i -> rows[i]).toArray(double[][]::new);
    }

    @Override
    public int[] original() {
        return original;
    }

    @Override
    public MulticlassRows at(int[] kept) {
        // Few rows of each of many classes are sorted sooner than they are picked out of the orders of all rows.
        return new MulticlassRows(
                measures,
                SortedOrder.permuted(original, kept),
                SortedOrder.permuted(labels, kept),
                chosen(probabilities, kept),
                SortedOrder.permuted(weights, kept));
    }

    @Override
    public double[] measure(double[] w) {
        double[] values = new double[measures.all().size()];
        Tally tally = tally(w);
        double total = Agreement.sum(tally.truth);
        if (total == 0) {
            Arrays.fill(values, Double.NaN);
            return measures.select(values);
        }
        double correct = Agreement.sum(tally.hits);
        int next = 0;
        values[next++] = correct / total;
        values[next++] = tally.mean(k -> tally.truth[k] > 0, tally::recall);
        values[next++] = tally.mean(tally::isPresent, tally::precision);
        values[next++] = correct / total;
        values[next++] = tally.weighted(tally::precision);
        values[next++] = tally.mean(tally::isPresent, tally::recall);
        values[next++] = correct / total;
        values[next++] = correct / total;
        values[next++] = tally.mean(tally::isPresent, tally::f1);
        values[next++] = correct / total;
        values[next++] = tally.weighted(tally::f1);
        values[next++] = mean(losses, w, total);
        values[next++] = mean(distances, w, total);
        values[next++] = measures.wants("ece") ? topLabel.calibrationError(w) : Double.NaN;
        MulticlassAreas.Values found = areas.measure(w, tally.truth);
        for (double average : found.averages) {
            values[next++] = average;
        }
        for (int count : measures.topK()) {
            values[next++] = among(count, w) / total;
        }
        values[next++] = Agreement.occupied(tally.truth) > 1
                ? Agreement.matthews(correct, tally.truth, tally.predicted)
                : Double.NaN;
        values[next++] = Agreement.kappa(correct, tally.truth, tally.predicted);
        for (int k = 0; k < classes; k++) {
            boolean present = tally.isPresent(k);
            values[next++] = present ? tally.precision(k) : Double.NaN;
            values[next++] = present ? tally.recall(k) : Double.NaN;
            values[next++] = present ? tally.f1(k) : Double.NaN;
            values[next++] = found.areas[k];
            values[next++] = found.precisions[k];
        }
        return measures.select(values);
    }

    private Tally tally(double[] w) {
        Tally tally = Tally.ofClasses(classes);
        for (int i = 0; i < labels.length; i++) {
            tally.add(labels[i], predictions[i], w[i]);
        }
        return tally;
    }

    private static double mean(double[] values, double[] w, double total) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += w[i] == 0 ? 0 : w[i] * values[i];
        }
        return sum / total;
    }

    private double among(int count, double[] w) {
        double sum = 0;
        for (int i = 0; i < ahead.length; i++) {
            sum += ahead[i] < count ? w[i] : 0;
        }
        return sum;
    }

    @Override
    public Map<String, Rate> rates() {
        double[] ones = new double[labels.length];
        Arrays.fill(ones, 1);
        Tally tally = tally(ones);
        Rate accuracy = new Rate(Agreement.sum(tally.hits), labels.length);
        Map<String, Rate> rates = new HashMap<>();
        for (String name : List.of("accuracy", "precision_micro", "recall_micro", "recall_weighted", "f1_micro")) {
            rates.put(name, accuracy);
        }
        for (int count : measures.topK()) {
            rates.put(ClassMeasures.topName(count), new Rate(among(count, ones), labels.length));
        }
        for (int k = 0; k < classes; k++) {
            String name = "[" + measures.names().get(k) + "]";
            rates.put("precision" + name, new Rate(tally.hits[k], tally.predicted[k]));
            rates.put("recall" + name, new Rate(tally.hits[k], tally.truth[k]));
        }
        return rates;
    }

    @Override
    public List<Plot> plots() {
        return new MulticlassPlots(measures.names(), labels, predictions, weights)
                .all(areas.curves(weights), topLabel.reliability(weights, measures.confidence()));
    }

    @Override
    public List<Plot> slicePlots() {
        return new MulticlassPlots(measures.names(), labels, predictions, weights)
                .all(List.of(), topLabel.reliability(weights, measures.confidence()));
    }

    @Override
    public String undefined(Measure measure) {
        return MulticlassWarnings.undefined(measure, measures, tally(weights));
    }

    @Override
    public List<String> caveats() {
        return MulticlassWarnings.caveats(measures, tally(weights));
    }
}
