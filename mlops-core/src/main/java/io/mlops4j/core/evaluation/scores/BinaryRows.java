package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Agreement;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rate;
import io.mlops4j.core.evaluation.assess.ScoreIntervals;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.core.evaluation.assess.Wanted;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Confusion;
import io.mlops4j.evaluation.Plot.Reliability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows of two classes, by ascending score. */
public final class BinaryRows implements RowSource<int[], double[]> {
    /** All that can be measured, in the order of {@link #measureAll}. */
    static final List<Measure> MEASURES = List.of(
            Measure.rate("roc_auc"),
            Measure.score("average_precision"),
            Measure.loss("log_loss"),
            Measure.loss("brier"),
            Measure.rate("accuracy"),
            Measure.rate("precision"),
            Measure.rate("recall"),
            Measure.rate("specificity"),
            Measure.score("f1"),
            Measure.score("balanced_accuracy"),
            Measure.score("matthews"),
            Measure.score("cohen_kappa"),
            Measure.rate("negative_predictive_value"),
            Measure.score("ks"),
            Measure.loss("ece"),
            Measure.loss("brier_reliability"),
            Measure.score("brier_resolution"),
            Measure.loss("brier_uncertainty"));

    private static final List<String> CURVES = List.of("roc_auc", "average_precision", "ks");
    private static final List<String> BINS =
            List.of("ece", "brier_reliability", "brier_resolution", "brier_uncertainty");

    private static final double[] UNMEASURED = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};

    private final Demand demand;
    private final int[] original;
    private final byte[] labels;
    private final double[] scores;
    private final double[] weights;

    /** The logarithmic loss of each row, if it is wanted: logarithms are what takes time. */
    private final double[] losses;

    private final ScoreBins bins;

    /** What is wanted of the rows. */
    private record Demand(
            double threshold, double confidence, Wanted wanted, boolean curves, boolean losses, boolean bins) {
        /** Whether anything depends on the order of the scores; figures do, and are drawn with all measures only. */
        boolean isOrdered() {
            return curves || bins;
        }
    }

    private BinaryRows(
            Demand demand, int[] original, byte[] labels, double[] scores, double[] weights, double[] losses) {
        this.demand = demand;
        this.original = original;
        this.labels = labels;
        this.scores = scores;
        this.weights = weights;
        this.losses = losses;
        this.bins = new ScoreBins(demand.isOrdered() ? scores : new double[0]);
    }

    /** All measures of rows that may be looked at by slices. */
    public static BinaryRows of(double threshold, int[] labels, double[] scores, double[] weights) {
        return of(threshold, 0.95, MEASURES, labels, scores, weights);
    }

    /** Sorts rows that may be looked at by slices. */
    static BinaryRows of(
            double threshold,
            double confidence,
            List<Measure> measures,
            int[] labels,
            double[] scores,
            double[] weights) {
        Demand demand = demand(threshold, confidence, measures);
        int[] order = SortedOrder.order(keys(labels, scores));
        byte[] sortedLabels = new byte[order.length];
        for (int i = 0; i < order.length; i++) {
            sortedLabels[i] = (byte) labels[order[i]];
        }
        double[] sortedScores = SortedOrder.permuted(scores, order);
        return new BinaryRows(
                demand,
                order,
                sortedLabels,
                sortedScores,
                SortedOrder.permuted(weights, order),
                losses(demand, sortedLabels, sortedScores));
    }

    /** Sorts rows that all count the same and are looked at together only: their numbers are not carried along. */
    static BinaryRows together(
            double threshold, double confidence, List<Measure> measures, int[] labels, double[] scores) {
        Demand demand = demand(threshold, confidence, measures);
        long[] keys = keys(labels, scores);
        long[] sorted = demand.isOrdered() ? SortedOrder.sorted(keys) : keys;
        byte[] sortedLabels = new byte[sorted.length];
        double[] sortedScores = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            sortedLabels[i] = (byte) (sorted[i] & 1);
            sortedScores[i] = Double.longBitsToDouble(sorted[i] >>> 1);
        }
        double[] weights = new double[labels.length];
        Arrays.fill(weights, 1);
        return new BinaryRows(
                demand, new int[0], sortedLabels, sortedScores, weights, losses(demand, sortedLabels, sortedScores));
    }

    /**
     * Score and label as one key: the bits of a probability leave room for the label. Rows of one score are so in one order, whether they were
     * sorted with or without their numbers.
     */
    private static long[] keys(int[] labels, double[] scores) {
        long[] keys = new long[labels.length];
        Arrays.parallelSetAll(keys, i -> Double.doubleToRawLongBits(scores[i] + 0.0) << 1 | labels[i]);
        return keys;
    }

    private static Demand demand(double threshold, double confidence, List<Measure> measures) {
        Wanted wanted = Wanted.of(MEASURES, measures);
        return new Demand(
                threshold,
                confidence,
                wanted,
                CURVES.stream().anyMatch(wanted::wants),
                wanted.wants("log_loss"),
                BINS.stream().anyMatch(wanted::wants));
    }

    private static double[] losses(Demand demand, byte[] labels, double[] scores) {
        if (!demand.losses()) {
            return new double[0];
        }
        double[] losses = new double[labels.length];
        Arrays.parallelSetAll(losses, i -> LogLoss.of(labels[i], scores[i]));
        return losses;
    }

    @Override
    public String task() {
        return "binary";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("threshold", Double.toString(demand.threshold()));
    }

    @Override
    public List<Measure> measures() {
        return demand.wanted().measures();
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public int[] strata() {
        return truth();
    }

    @Override
    public int[] truth() {
        return IntStream.range(0, labels.length).map(i -> labels[i]).toArray();
    }

    @Override
    public double[] predictions() {
        return scores.clone();
    }

    @Override
    public int[] truth(int[] positions) {
        return Arrays.stream(positions).map(i -> labels[i]).toArray();
    }

    @Override
    public double[] predictions(int[] positions) {
        return SortedOrder.permuted(scores, positions);
    }

    @Override
    public int[] original() {
        return original;
    }

    @Override
    public BinaryRows at(int[] kept) {
        byte[] keptLabels = new byte[kept.length];
        for (int i = 0; i < kept.length; i++) {
            keptLabels[i] = labels[kept[i]];
        }
        return new BinaryRows(
                demand,
                SortedOrder.permuted(original, kept),
                keptLabels,
                SortedOrder.permuted(scores, kept),
                SortedOrder.permuted(weights, kept),
                demand.losses() ? SortedOrder.permuted(losses, kept) : losses);
    }

    @Override
    public double[] measure(double[] w) {
        return demand.wanted().select(measureAll(w));
    }

    /** All measures; those are NaN that take a pass of their own and are not wanted. */
    private double[] measureAll(double[] w) {
        double positives = 0;
        double negatives = 0;
        double logLoss = 0;
        double brier = 0;
        double truePositives = 0;
        double falsePositives = 0;
        double threshold = demand.threshold();
        for (int i = 0; i < labels.length; i++) {
            double weight = w[i];
            if (weight == 0) {
                continue;
            }
            int label = labels[i];
            double distance = label - scores[i];
            brier += weight * distance * distance;
            boolean predicted = scores[i] >= threshold;
            if (label == 1) {
                positives += weight;
                truePositives += predicted ? weight : 0;
            } else {
                negatives += weight;
                falsePositives += predicted ? weight : 0;
            }
        }
        for (int i = 0; i < losses.length; i++) {
            logLoss += w[i] == 0 ? 0 : w[i] * losses[i];
        }
        double total = positives + negatives;
        double trueNegatives = negatives - falsePositives;
        double falseNegatives = positives - truePositives;
        double predictedPositives = truePositives + falsePositives;
        double predictedNegatives = trueNegatives + falseNegatives;
        double correct = truePositives + trueNegatives;
        double recall = truePositives / positives;
        double specificity = trueNegatives / negatives;
        double[] truth = {negatives, positives};
        double[] predictions = {predictedNegatives, predictedPositives};
        double[] curves = demand.curves() ? curves(w, positives, negatives) : UNMEASURED;
        double[] binned = demand.bins() ? bins.measure(labels, scores, w, brier / total) : UNMEASURED;
        return new double[] {
            curves[0],
            curves[1],
            logLoss / total,
            brier / total,
            correct / total,
            predictedPositives > 0 ? truePositives / predictedPositives : total > 0 ? 0 : Double.NaN,
            recall,
            specificity,
            2 * truePositives / (2 * truePositives + falsePositives + falseNegatives),
            (recall + specificity) / 2,
            positives > 0 && negatives > 0 ? Agreement.matthews(correct, truth, predictions) : Double.NaN,
            Agreement.kappa(correct, truth, predictions),
            trueNegatives / predictedNegatives,
            curves[2],
            binned[0],
            binned[1],
            binned[2],
            binned[3]
        };
    }

    /**
     * The areas under the ROC curve, by trapezoids over ties, and under the precision-recall curve, by steps, and the greatest distance between
     * the true and the false positive rate (Kolmogorov and Smirnov's); from the highest score down.
     */
    private double[] curves(double[] w, double positives, double negatives) {
        double pairs = 0;
        double precisions = 0;
        double above = 0;
        double seen = 0;
        double distance = 0;
        for (int end = labels.length; end > 0; ) {
            double tiedPositives = 0;
            double tied = 0;
            int i = end - 1;
            for (double score = scores[i]; i >= 0 && scores[i] == score; i--) {
                tied += w[i];
                tiedPositives += labels[i] * w[i];
            }
            end = i + 1;
            pairs += (tied - tiedPositives) * (above + tiedPositives / 2);
            above += tiedPositives;
            seen += tied;
            if (tiedPositives > 0) {
                precisions += tiedPositives * above / seen;
            }
            distance = Math.max(distance, above * negatives - (seen - above) * positives);
        }
        boolean both = positives > 0 && negatives > 0;
        return new double[] {
            both ? Math.min(1, pairs / positives / negatives) : Double.NaN,
            positives > 0 ? Math.min(1, precisions / positives) : Double.NaN,
            both ? Math.min(1, distance / positives / negatives) : Double.NaN
        };
    }

    @Override
    public Map<String, Interval> intervals(double confidence) {
        if (!demand.wanted().wants("roc_auc")) {
            return Map.of();
        }
        double[] classes = classes();
        double area = curves(weights, classes[1], classes[0])[0];
        double variance = areaVariance(area);
        return variance > 0 ? Map.of("roc_auc", ScoreIntervals.deLong(area, variance, confidence)) : Map.of();
    }

    @Override
    public Map<String, Rate> rates() {
        int[][] table = new int[2][2];
        for (int i = 0; i < labels.length; i++) {
            table[labels[i]][scores[i] >= demand.threshold() ? 1 : 0]++;
        }
        return Map.of(
                "accuracy", new Rate(table[0][0] + table[1][1], labels.length),
                "precision", new Rate(table[1][1], table[0][1] + table[1][1]),
                "recall", new Rate(table[1][1], table[1][0] + table[1][1]),
                "specificity", new Rate(table[0][0], table[0][0] + table[0][1]),
                "negative_predictive_value", new Rate(table[0][0], table[0][0] + table[1][0]));
    }

    @Override
    public List<Plot> plots() {
        BinaryPlots drawn = new BinaryPlots(labels, scores, weights);
        List<Plot> plots = new ArrayList<>(drawn.all());
        plots.addAll(slicePlots());
        return plots;
    }

    @Override
    public List<Plot> slicePlots() {
        return List.of(
                new Reliability(
                        "reliability", "Reliability", bins.reliability(labels, scores, weights, demand.confidence())),
                confusion());
    }

    private Confusion confusion() {
        double[][] counts = new double[2][2];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]][scores[i] >= demand.threshold() ? 1 : 0] += weights[i];
        }
        return new Confusion(
                "confusion",
                "Confusion at the threshold " + demand.threshold(),
                List.of("0", "1"),
                Arrays.stream(counts)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList());
    }

    /**
     * DeLong's variance of the area for equally weighted rows, by the structural components' mid-ranks as in Sun and Xu
     * (doi:10.1109/LSP.2014.2337313): linear once sorted. NaN with fewer than two rows of a class.
     */
    public double areaVariance(double area) {
        int positives = 0;
        for (byte label : labels) {
            positives += label;
        }
        int negatives = labels.length - positives;
        double squaresOfPositives = 0;
        double squaresOfNegatives = 0;
        int positivesBelow = 0;
        int negativesBelow = 0;
        for (int start = 0; start < labels.length; ) {
            int end = start;
            int tiedPositives = 0;
            while (end < labels.length && scores[end] == scores[start]) {
                tiedPositives += labels[end++];
            }
            int tiedNegatives = end - start - tiedPositives;
            double ofPositive = (negativesBelow + tiedNegatives / 2.0) / negatives - area;
            double ofNegative = (positives - positivesBelow - tiedPositives / 2.0) / positives - area;
            squaresOfPositives += tiedPositives * ofPositive * ofPositive;
            squaresOfNegatives += tiedNegatives * ofNegative * ofNegative;
            positivesBelow += tiedPositives;
            negativesBelow += tiedNegatives;
            start = end;
        }
        if (positives < 2 || negatives < 2) {
            return Double.NaN;
        }
        return squaresOfPositives / (positives - 1.0) / positives + squaresOfNegatives / (negatives - 1.0) / negatives;
    }

    @Override
    public String undefined(Measure measure) {
        double[] truth = classes();
        String lacking =
                truth[1] == 0 ? "no row has the label 1" : truth[0] == 0 ? "no row has the label 0" : "it overflows";
        return measure.name() + " is undefined: "
                + switch (measure.name()) {
                    case "f1" -> "no row has the label 1 and none is predicted 1";
                    case "negative_predictive_value" -> "no row is predicted 0";
                    case "cohen_kappa" -> "all labels and predictions are the same class";
                    default -> lacking;
                }
                + ".";
    }

    @Override
    public List<String> caveats() {
        List<String> caveats = new ArrayList<>();
        double predictedPositives = 0;
        double predictedNegatives = 0;
        for (int i = 0; i < labels.length; i++) {
            if (scores[i] >= demand.threshold()) {
                predictedPositives += weights[i];
            } else {
                predictedNegatives += weights[i];
            }
        }
        boolean bothTrue = Agreement.occupied(classes()) == 2;
        if (predictedPositives == 0) {
            caveats.add("precision is set to 0: no score reaches the threshold " + demand.threshold()
                    + ", so no row is predicted 1.");
        }
        if (bothTrue && (predictedPositives == 0 || predictedNegatives == 0)) {
            caveats.add("matthews is set to 0: all rows are predicted " + (predictedPositives == 0 ? "0." : "1."));
        }
        return caveats;
    }

    private double[] classes() {
        double[] truth = new double[2];
        for (int i = 0; i < labels.length; i++) {
            truth[labels[i]] += weights[i];
        }
        return truth;
    }
}
