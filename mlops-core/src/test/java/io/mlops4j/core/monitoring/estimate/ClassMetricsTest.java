package io.mlops4j.core.monitoring.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The expected values are sums over rows and over pairs of rows, written out in numpy 1.24. */
class ClassMetricsTest {
    @Test
    void twoClassesAreTheSumsOfTheirProbabilities() {
        double[] scores = {0.42, 0.72, 0.0, 0.15, 0.15, 0.09, 0.19, 0.35, 0.4, 0.54, 0.42, 0.69};
        double[] ones = {0.204, 0.878, 0.027, 0.67, 0.417, 0.559, 0.14, 0.198, 0.801, 0.968, 0.313, 0.692};
        Map<String, Double> metrics = new ClassMetrics(pairs(scores), 0.5).of(pairs(ones));
        Map<String, Double> expected = new LinkedHashMap<>();
        expected.put("roc_auc", 0.6815197473002779);
        expected.put("accuracy", 0.6840833333333333);
        expected.put("precision", 0.846);
        expected.put("recall", 0.43258905743991816);
        expected.put("specificity", 0.9246698190119028);
        expected.put("f1", 0.5724596819668434);
        expected.put("brier", 0.24327333333333334);
        expected.put("balanced_accuracy", 0.6786294382259105);
        assertThat(metrics.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((name, value) -> assertThat(metrics.get(name)).as(name).isCloseTo(value, within(1e-12)));
    }

    @Test
    void severalClassesAreTheSumsOfTheirProbabilities() {
        double[][] scores = {
            {0.472, 0.508, 0.02}, {0.017, 0.08, 0.903}, {0.027, 0.143, 0.83}, {0.329, 0.508, 0.163},
            {0.39, 0.604, 0.006}, {0.191, 0.619, 0.19}, {0.165, 0.78, 0.055}, {0.178, 0.718, 0.104}
        };
        double[][] truth = {
            {0.681, 0.28, 0.039}, {0.675, 0.141, 0.184}, {0.427, 0.035, 0.538}, {0.07, 0.395, 0.535},
            {0.059, 0.292, 0.649}, {0.395, 0.038, 0.567}, {0.232, 0.154, 0.614}, {0.262, 0.694, 0.044}
        };
        Map<String, Double> metrics = new ClassMetrics(scores, 0.5).of(truth);
        Map<String, Double> expected = Map.of(
                "accuracy", 0.321875,
                "precision_macro", 0.22327777777777777,
                "recall_macro", 0.3803393382701616,
                "f1_macro", 0.24696015306859506,
                "roc_auc_ovr_macro", 0.50451308682105);
        expected.forEach((name, value) -> assertThat(metrics.get(name)).as(name).isCloseTo(value, within(1e-12)));
    }

    @Property(tries = 100)
    void withTrueClassesTheyAreTheMetricsOfTheEvaluator(
            @ForAll long seed, @ForAll @IntRange(min = 30, max = 200) int rows) {
        Random random = new Random(seed);
        double[] scores = new double[rows];
        int[] labels = new int[rows];
        double[] ones = new double[rows];
        for (int i = 0; i < rows; i++) {
            scores[i] = random.nextInt(20) / 19.0;
            labels[i] = i < 2 ? i : random.nextInt(2);
            ones[i] = labels[i];
        }
        Map<String, Double> metrics = new ClassMetrics(pairs(scores), 0.5).of(pairs(ones));
        Evaluation evaluation = Evaluator.binary().evaluate(labels, scores);
        metrics.forEach((name, value) ->
                assertThat(value).as(name).isCloseTo(evaluation.metric(name).value(), within(1e-9)));
    }

    private static double[][] pairs(double[] ones) {
        double[][] pairs = new double[ones.length][];
        for (int i = 0; i < ones.length; i++) {
            pairs[i] = new double[] {1 - ones[i], ones[i]};
        }
        return pairs;
    }
}
