package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Brier's score of any probabilities is the sum of its parts. */
class BrierProperties {
    @Property(tries = 200)
    void itIsReliabilityLessResolutionPlusUncertainty(@ForAll @IntRange(min = 1, max = 200) int n, @ForAll long seed) {
        Random random = new Random(seed);
        Evaluation evaluation = Evaluator.binary()
                .weights(random.doubles(n, 0.1, 3).toArray())
                .evaluate(
                        random.ints(n, 0, 2).toArray(), random.doubles(n, 0, 1).toArray());
        double reliability = evaluation.metric("brier_reliability").value();
        double uncertainty = evaluation.metric("brier_uncertainty").value();
        assertThat(reliability).isNotNegative();
        assertThat(uncertainty).isBetween(0.0, 0.25);
        assertThat(reliability - evaluation.metric("brier_resolution").value() + uncertainty)
                .isCloseTo(evaluation.metric("brier").value(), within(1e-12));
    }

    /** One score a bin leaves nothing to spread within, so the resolution is Murphy's (1973), which is no less than 0 and no more than all there is. */
    @Property(tries = 200)
    void withOneScoreABinTheResolutionIsMurphys(@ForAll @IntRange(min = 1, max = 200) int n, @ForAll long seed) {
        Random random = new Random(seed);
        int[] labels = random.ints(n, 0, 2).toArray();
        int[] fifths = random.ints(n, 0, 6).toArray();
        double[] rows = new double[6];
        double[] hits = new double[6];
        double[] scores = new double[n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            scores[i] = fifths[i] / 5.0;
            rows[fifths[i]]++;
            hits[fifths[i]] += labels[i];
            all += labels[i] / (double) n;
        }
        double resolution = 0;
        for (int bin = 0; bin < 6; bin++) {
            resolution += rows[bin] == 0 ? 0 : rows[bin] / n * Math.pow(hits[bin] / rows[bin] - all, 2);
        }
        Evaluation evaluation = Evaluator.binary().evaluate(labels, scores);
        assertThat(evaluation.metric("brier_resolution").value()).isCloseTo(resolution, within(1e-12));
        assertThat(resolution)
                .isLessThanOrEqualTo(evaluation.metric("brier_uncertainty").value() + 1e-12);
    }
}
