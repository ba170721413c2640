package io.mlops4j.core.evaluation.calibration;

import io.mlops4j.core.stats.Resamples;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Threshold;
import io.mlops4j.evaluation.ThresholdRule;
import java.util.Arrays;
import java.util.Optional;

/** Checks labels and scores and chooses thresholds by them. Stateless. */
public final class ThresholdTask {
    /** With fewer resamples that can do what the rule demands, the interval would tell of the lucky ones only. */
    private static final double LEAST_DEFINED = 0.9;

    private ThresholdTask() {}

    /** Chooses. */
    public static Threshold choose(ThresholdRule rule, int[] labels, double[] scores, double[] weights) {
        CalibrationTask.check("a threshold", labels, scores, weights);
        Goal goal = Goal.of(rule.objective());
        ThresholdScan scan = ThresholdScan.of(labels, scores, weights);
        Cut best = scan.findBest(goal, scan.weights()).orElseThrow(() -> goal.unreachable(scan));
        Optional<Interval> stability = rule.findResamples().stream()
                .mapToObj(resamples -> findStability(rule, goal, scan, resamples))
                .flatMap(Optional::stream)
                .findFirst();
        return new Threshold(
                best.score(), goal.description(), goal.metrics(best), stability, ThresholdPlot.of(scan, goal, best));
    }

    private static Optional<Interval> findStability(ThresholdRule rule, Goal goal, ThresholdScan scan, int resamples) {
        double[] chosen = Resamples.of(scan.weights(), scan.labels(), rule.seed())
                .measured(resamples, weights -> new double[] {
                    scan.findBest(goal, weights).map(Cut::score).orElse(Double.NaN)
                })[0];
        Arrays.sort(chosen);
        int defined = chosen.length;
        while (defined > 0 && Double.isNaN(chosen[defined - 1])) {
            defined--;
        }
        if (defined < LEAST_DEFINED * resamples) {
            return Optional.empty();
        }
        double tail = (1 - rule.confidence()) / 2;
        int low = (int) Math.floor(tail * (defined - 1));
        String count = defined == resamples ? "" + resamples : defined + " of " + resamples;
        return Optional.of(new Interval(
                chosen[low],
                chosen[defined - 1 - low],
                rule.confidence(),
                "percentile bootstrap, " + count + " resamples"));
    }
}
