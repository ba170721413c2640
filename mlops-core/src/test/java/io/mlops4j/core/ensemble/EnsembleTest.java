package io.mlops4j.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.experiment.Ensemble;
import io.mlops4j.experiment.EnsembleSelection;
import io.mlops4j.experiment.StackedWeights;
import io.mlops4j.experiment.Stacking;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Reference values are those of NumPy 1.24.2, SciPy 1.10.1 and scikit-learn 1.2.1 for the same members. */
class EnsembleTest {
    private static final int ROWS = 40;
    private static final double[] TARGETS =
            IntStream.range(0, ROWS).mapToDouble(i -> i * 7 % 10 < 4 ? 1 : 0).toArray();
    private static final List<double[]> MEMBERS = List.of(
            member(3, 11, 0.7),
            member(5, 13, 0.5),
            member(7, 17, 0.3),
            Arrays.stream(member(3, 7, 0.2)).map(value -> 1 - value).toArray(),
            member(2, 19, 0));
    private static final Offset<Double> CLOSE = within(1e-9);

    private static double[] member(int a, int b, double skill) {
        return IntStream.range(0, ROWS)
                .mapToDouble(i -> (1 - skill) * 0.5 + skill * TARGETS[i] + ((double) (i * a % b) / b - 0.5) * 0.6)
                .map(value -> Math.min(0.98, Math.max(0.02, value)))
                .toArray();
    }

    private static void starts(double[] values, double... expected) {
        assertThat(Arrays.copyOf(values, expected.length)).containsExactly(expected, CLOSE);
    }

    @Test
    void membersAreAveragedByWeight() {
        starts(
                Ensemble.weighted(MEMBERS, 1, 2, 0, 3, 4),
                0.43499999999999994,
                0.3362741469057259,
                0.3462755665387244,
                0.5208224407171775);
        starts(Ensemble.mean(List.of(new double[] {1, 2}, new double[] {3, 6})), 2, 4);
    }

    @Test
    void membersAreAveragedAsProducts() {
        starts(
                Ensemble.geometricMean(MEMBERS),
                0.4137654814583104,
                0.1785934668666522,
                0.34652118907380086,
                0.5572604732857337);
        starts(Ensemble.geometricMean(List.of(new double[] {0}, new double[] {5})), 0);
    }

    @Test
    void membersAreAveragedAsLogOdds() {
        starts(
                Ensemble.logitMean(MEMBERS),
                0.4423556636213142,
                0.20730816559605236,
                0.3586623679751155,
                0.6766040532926135);
        starts(Ensemble.logitMean(List.of(new double[] {0, 1}, new double[] {1, 1})), 0.5, 1 - 1e-15);
    }

    @Test
    void membersAreAveragedAsRanks() {
        starts(Ensemble.rankMean(MEMBERS), 0.47000000000000003, 0.2975, 0.41, 0.625);
        starts(Ensemble.rankMean(List.of(new double[] {5, 5, -0.0, 0.0})), 0.875, 0.875, 0.375, 0.375);
    }

    @Test
    void theMajorityWinsAndOfEqualsTheLeastClass() {
        List<int[]> votes = List.of(new int[] {1, 2, 0}, new int[] {1, 0, 2}, new int[] {0, 1, 2});
        assertThat(Ensemble.vote(votes)).containsExactly(1, 0, 2);
        assertThat(Ensemble.vote(votes, 3, 1, 1)).containsExactly(1, 2, 0);
    }

    @Test
    void aNonNegativeStackIsThatOfSciPysNnls() {
        StackedWeights stack = Stacking.nonNegative().fit(TARGETS, MEMBERS);
        starts(doubles(stack.weights()), 1.0675248808048288, 0.04592851038942061, 0, 0, 0);
        assertThat(stack.combine(MEMBERS)[0])
                .isCloseTo(1.0675248808048288 * MEMBERS.get(0)[0] + 0.04592851038942061 * MEMBERS.get(1)[0], CLOSE);
    }

    @Test
    void aRidgeStackIsThatOfScikitLearn() {
        StackedWeights stack = Stacking.ridge(0.5).fit(TARGETS, MEMBERS);
        starts(
                doubles(stack.weights()),
                0.7935552373809868,
                0.33843731719558773,
                0.2398286470037214,
                -0.29919030913627503,
                -0.19813703443175834);
        assertThat(stack.intercept()).isCloseTo(0.08774307730453751, CLOSE);
    }

    /** Newton's method in NumPy; scikit-learn's LogisticRegression(C=2) agrees to 6 digits. */
    @Test
    void aLogisticStackIsThatOfScikitLearn() {
        StackedWeights stack = Stacking.logistic(0.5).fit(TARGETS, MEMBERS);
        starts(
                doubles(stack.weights()),
                3.2168504373102738,
                1.8648007448174366,
                1.4084333894658994,
                -1.1070059485581802,
                -0.6324210899916287);
        assertThat(stack.intercept()).isCloseTo(-2.4133010222559728, CLOSE);
        assertThat(Arrays.stream(stack.combine(MEMBERS))).allMatch(p -> p > 0 && p < 1);
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The conditions of Karush, Kuhn and Tucker hold at the optimum of a convex problem, and only there. */
    @Property(tries = 200)
    void nonNegativeWeightsAreOptimal(@ForAll @IntRange(min = 1, max = 6) int count, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] columns = new double[count][30];
        double[] target = random.doubles(30, -1, 1).toArray();
        double[][] products = new double[count][count];
        double[] right = new double[count];
        for (int i = 0; i < count; i++) {
            columns[i] = random.doubles(30, -1, 1).toArray();
        }
        for (int i = 0; i < count; i++) {
            for (int row = 0; row < 30; row++) {
                right[i] += columns[i][row] * target[row];
                for (int j = 0; j < count; j++) {
                    products[i][j] += columns[i][row] * columns[j][row];
                }
            }
        }
        double[] weights = NonNegativeLeastSquares.solve(products, right);
        for (int i = 0; i < count; i++) {
            double slope = right[i];
            for (int j = 0; j < count; j++) {
                slope -= products[i][j] * weights[j];
            }
            assertThat(weights[i]).isNotNegative();
            assertThat(slope).isLessThan(1e-9);
            assertThat(slope * weights[i]).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void aMemberThatIsThereTwiceCountsOnce() {
        double[] member = MEMBERS.get(0);
        StackedWeights stack = Stacking.nonNegative().fit(TARGETS, List.of(member, member));
        StackedWeights alone = Stacking.nonNegative().fit(TARGETS, List.of(member));
        assertThat(stack.weights()).containsExactly(alone.weights().get(0), 0.0);
    }

    private static final ToDoubleFunction<double[]> SQUARED_ERROR = mean -> IntStream.range(0, ROWS)
            .mapToDouble(i -> (mean[i] - TARGETS[i]) * (mean[i] - TARGETS[i]))
            .sum();

    @Test
    void climbingIsNeverWorseThanTheBestMember() {
        EnsembleSelection chosen = EnsembleSelection.climb(MEMBERS, 20, Direction.LOWER_IS_BETTER, SQUARED_ERROR);
        double best = MEMBERS.stream().mapToDouble(SQUARED_ERROR).min().orElseThrow();
        assertThat(chosen.score()).isLessThanOrEqualTo(best);
        assertThat(SQUARED_ERROR.applyAsDouble(chosen.combine(MEMBERS))).isCloseTo(chosen.score(), CLOSE);
        assertThat(chosen.weights().stream().mapToDouble(w -> w).sum()).isCloseTo(1, CLOSE);
    }

    @Test
    void climbingFindsTheMeanThatHitsTheTargets() {
        double[] above = Arrays.stream(TARGETS).map(t -> t + 1).toArray();
        double[] below = Arrays.stream(TARGETS).map(t -> t - 0.5).toArray();
        EnsembleSelection chosen =
                EnsembleSelection.climb(List.of(above, below), 10, Direction.LOWER_IS_BETTER, SQUARED_ERROR);
        assertThat(chosen.picks()).containsExactly(1, 0, 1);
        assertThat(chosen.score()).isCloseTo(0, CLOSE);
    }

    @Test
    void climbingMayBeginWithTheBestFew() {
        EnsembleSelection chosen = EnsembleSelection.climb(MEMBERS, 3, 3, Direction.LOWER_IS_BETTER, SQUARED_ERROR);
        assertThat(chosen.picks()).containsExactly(0, 1, 2);
    }

    @Test
    void whatDoesNotFitIsRefusedInASentence() {
        refused("no members", () -> Ensemble.mean(List.of()));
        refused("Member 1 of the ensemble predicts 1 rows", () -> Ensemble.mean(List.of(new double[2], new double[1])));
        refused("NaN for row 1", () -> Ensemble.mean(List.of(new double[] {1, Double.NaN})));
        refused("log-odds need probabilities", () -> Ensemble.logitMean(List.of(new double[] {1.5})));
        refused("2 weights for 1 members", () -> Ensemble.weighted(List.of(new double[1]), 1, 2));
        refused("have weight 0", () -> Ensemble.weighted(List.of(new double[1]), 0));
        refused("3 targets", () -> Stacking.nonNegative().fit(new double[3], List.of(new double[2])));
        refused("learns from 0 and 1", () -> Stacking.logistic(1).fit(new double[] {2}, List.of(new double[1])));
        refused("both classes", () -> Stacking.logistic(1).fit(new double[2], List.of(new double[2])));
        refused("not unique", () -> Stacking.ridge(0).fit(TARGETS, List.of(MEMBERS.get(0), MEMBERS.get(0))));
        refused("No member", () -> Stacking.nonNegative().fit(new double[] {1}, List.of(new double[] {-1})));
        refused("needs a penalty above 0", () -> Stacking.logistic(0));
        refused(
                "1 members but 5 weights",
                () -> Stacking.ridge(1).fit(TARGETS, MEMBERS).combine(List.of(TARGETS)));
        refused(
                "cannot begin with 6",
                () -> EnsembleSelection.climb(MEMBERS, 6, 9, Direction.LOWER_IS_BETTER, SQUARED_ERROR));
    }

    private static void refused(String message, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOf(InvalidInput.class).hasMessageContaining(message);
    }
}
