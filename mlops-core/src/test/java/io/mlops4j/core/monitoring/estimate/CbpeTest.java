package io.mlops4j.core.monitoring.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.evaluation.Metric;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CbpeTest {
    private final SplittableRandom random = new SplittableRandom(9);

    /** Scores, the labels that fall to them, and what is told of the scores instead. */
    private record Rows(double[] truths, int[] labels, double[][] told) {}

    private interface Telling {
        double of(double truth);
    }

    private Rows rows(int size, Telling telling) {
        double[] truths = new double[size];
        int[] labels = new int[size];
        double[][] told = new double[size][];
        for (int i = 0; i < size; i++) {
            truths[i] = random.nextDouble();
            labels[i] = random.nextDouble() < truths[i] ? 1 : 0;
            double score = telling.of(truths[i]);
            told[i] = new double[] {1 - score, score};
        }
        return new Rows(truths, labels, told);
    }

    @Test
    void trueProbabilitiesAreTakenAsTheyAre() {
        Rows reference = rows(5_000, p -> p);
        Cbpe cbpe = Cbpe.learn(reference.labels(), reference.told(), 0.5);
        assertThat(cbpe.refusal()).isEmpty();
        // Of probabilities that are spread evenly, E max(p, 1 - p) = 3/4.
        assertThat(cbpe.estimate(rows(5_000, p -> p).told(), 0.95)
                        .get("accuracy")
                        .value())
                .isBetween(0.74, 0.76);
    }

    @Test
    void scoresThatAreTooSureAreBent() {
        Telling tooSure = p -> p * p / (p * p + (1 - p) * (1 - p));
        Rows reference = rows(5_000, tooSure);
        Cbpe cbpe = Cbpe.learn(reference.labels(), reference.told(), 0.5);
        assertThat(cbpe.refusal()).isEmpty();
        assertThat(cbpe.isCalibrated()).isTrue();
        assertThat(cbpe.estimate(rows(5_000, tooSure).told(), 0.95)
                        .get("accuracy")
                        .value())
                .isBetween(0.73, 0.77);
    }

    @Test
    void intervalsHoldWhatTheLabelsShow() {
        Rows reference = rows(2_000, p -> Math.sqrt(p));
        Cbpe cbpe = Cbpe.learn(reference.labels(), reference.told(), 0.5);
        int held = 0;
        for (int i = 0; i < 100; i++) {
            Rows window = rows(300, p -> Math.sqrt(p));
            Map<String, Double> truth = new ClassMetrics(window.told(), 0.5).of(ones(window.labels()));
            Metric estimate = cbpe.estimate(window.told(), 0.95).get("roc_auc");
            held += estimate.interval().contains(truth.get("roc_auc")) ? 1 : 0;
        }
        // 95 % of them, and fewer than 88 of 100 then comes once in 300 such tests; the seed is fixed.
        assertThat(held).isBetween(88, 100);
    }

    private static double[][] ones(int[] labels) {
        double[][] ones = new double[labels.length][];
        for (int i = 0; i < labels.length; i++) {
            ones[i] = new double[] {1 - labels[i], labels[i]};
        }
        return ones;
    }

    @Test
    void tooFewRowsAreRefusedWithTheirNumber() {
        Rows reference = rows(50, p -> p);
        assertThat(Cbpe.learn(reference.labels(), reference.told(), 0.5).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("50 rows").contains("100"));
    }

    @Test
    void aClassThatIsHardlyThereIsRefused() {
        Rows reference = rows(500, p -> p);
        int[] labels = new int[500];
        labels[3] = 1;
        assertThat(Cbpe.learn(labels, reference.told(), 0.5).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("1 of 500"));
    }

    @Test
    void theSameRowsGiveTheSameEstimate() {
        Rows reference = rows(500, p -> p);
        Rows window = rows(100, p -> p);
        assertThat(Cbpe.learn(reference.labels(), reference.told(), 0.5).estimate(window.told(), 0.9))
                .isEqualTo(Cbpe.learn(reference.labels(), reference.told(), 0.5).estimate(window.told(), 0.9));
    }
}
