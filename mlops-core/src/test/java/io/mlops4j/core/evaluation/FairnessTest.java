package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Fairness;
import io.mlops4j.evaluation.Fairness.Disparity;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FairnessTest {
    /** Group a: 4 of 6 selected, 3 of 4 true, 1 of 2 false positives; group b: 2 of 6 selected, 1 of 2 true, 1 of 4 false positives. */
    private final int[] labels = {1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0};

    private final double[] scores = {.9, .8, .7, .2, .6, .1, .9, .3, .8, .2, .1, .1};
    private final String[] groups = {"a", "a", "a", "a", "a", "a", "b", "b", "b", "b", "b", "b"};

    private Evaluation evaluation() {
        return Evaluator.binary().slice("group", groups).evaluate(labels, scores);
    }

    @Test
    void differencesAndRatiosAreFairlearns() {
        Fairness fairness = evaluation().fairness("group");
        assertDisparity(fairness, "demographic_parity", 4 / 6.0 - 2 / 6.0, 0.5);
        assertDisparity(fairness, "equal_opportunity", 0.75 - 0.5, 0.5 / 0.75);
        // The greater of 0.25 in true and 0.25 in false positive rates; the smaller of the ratios 2/3 and 1/2.
        assertDisparity(fairness, "equalized_odds", 0.25, 0.5);
        assertDisparity(fairness, "predictive_parity", 0.75 - 0.5, 0.5 / 0.75);
        assertThat(fairness.disparity("demographic_parity").least()).isEqualTo("b");
        assertThat(fairness.disparity("demographic_parity").greatest()).isEqualTo("a");
    }

    private static void assertDisparity(Fairness fairness, String notion, double difference, double ratio) {
        Disparity disparity = fairness.disparity(notion);
        assertThat(disparity.difference()).as(notion).isCloseTo(difference, within(1e-12));
        assertThat(disparity.ratio()).as(notion).isCloseTo(ratio, within(1e-12));
    }

    /** Newcombe 1998, table II, example (a): 56/70 against 48/80, difference 0.2000, method 10: 0.0524 to 0.3339. */
    @Test
    void theIntervalOfADifferenceIsNewcombes() {
        int rows = 150;
        int[] truth = new int[rows];
        double[] selected = new double[rows];
        String[] column = new String[rows];
        for (int i = 0; i < rows; i++) {
            column[i] = i < 70 ? "first" : "second";
            selected[i] = i < 56 || (i >= 70 && i < 118) ? 1 : 0;
            truth[i] = i % 2;
        }
        Disparity disparity = Evaluator.binary()
                .slice("group", column)
                .evaluate(truth, selected)
                .fairness("group")
                .disparity("demographic_parity");
        assertThat(disparity.difference()).isCloseTo(0.2, within(1e-12));
        assertThat(disparity.interval().orElseThrow().low()).isCloseTo(0.0524, within(5e-5));
        assertThat(disparity.interval().orElseThrow().high()).isCloseTo(0.3339, within(5e-5));
    }

    @Test
    void aGroupWithoutPositivesIsLeftOutOfWhatCountsThem() {
        int[] noneInB = labels.clone();
        Arrays.fill(noneInB, 6, 12, 0);
        String[] three = groups.clone();
        three[3] = "c";
        three[4] = "c";
        Fairness fairness = Evaluator.binary()
                .slice("group", three)
                .evaluate(noneInB, scores)
                .fairness("group");
        assertThat(fairness.warnings()).anyMatch(warning -> warning.contains("'b' has no true_positive_rate"));
        assertThat(fairness.disparity("equal_opportunity").least()).isEqualTo("c");
    }

    @Test
    void calibrationIsComparedByGroup() {
        Fairness fairness = evaluation().fairness("group");
        assertThat(fairness.disparity("calibration").difference())
                .isCloseTo(
                        Math.abs(fairness.groups().get("a").calibrationError()
                                - fairness.groups().get("b").calibrationError()),
                        within(1e-12));
    }

    @Test
    void whatCannotBeComparedIsSaid() {
        assertThatThrownBy(() -> evaluation().fairness("gender")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> evaluation().fairness("group").disparity("parity"))
                .isInstanceOf(NotFound.class);
        Evaluation regression = Evaluator.regression().slice("group", groups).evaluate(scores, scores);
        assertThatThrownBy(() -> regression.fairness("group"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("this regression evaluation");
    }
}
