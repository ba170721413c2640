package io.mlops4j.core.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.MultipleTesting;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MultipleTestingProperties {
    @Property(tries = 300)
    void benjaminiHochbergDecidesAsItsStepUpRule(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 100) Integer> drawn,
            @ForAll @IntRange(min = 1, max = 99) int level) {
        int[] percents = drawn.stream().mapToInt(Integer::intValue).toArray();
        // In whole percents p_(i) ≤ i α / m has no rounding: 100 p m ≤ i α.
        int m = percents.length;
        int[] sorted = percents.clone();
        Arrays.sort(sorted);
        int limit = -1;
        for (int i = 1; i <= m; i++) {
            limit = sorted[i - 1] * m <= i * level ? sorted[i - 1] : limit;
        }
        double[] adjusted = MultipleTesting.benjaminiHochberg(
                Arrays.stream(percents).mapToDouble(p -> p / 100.0).toArray());
        for (int i = 0; i < m; i++) {
            boolean rejected = adjusted[i] <= level / 100.0 + 1e-12;
            assertThat(rejected).isEqualTo(percents[i] <= limit);
        }
    }

    @Property(tries = 300)
    void holmDecidesAsItsStepDownRule(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 100) Integer> drawn,
            @ForAll @IntRange(min = 1, max = 99) int level) {
        int[] percents = drawn.stream().mapToInt(Integer::intValue).toArray();
        int m = percents.length;
        int[] sorted = percents.clone();
        Arrays.sort(sorted);
        int rejections = 0;
        while (rejections < m && sorted[rejections] * (m - rejections) <= level) {
            rejections++;
        }
        int limit = rejections == 0 ? -1 : sorted[rejections - 1];
        double[] adjusted = MultipleTesting.holm(
                Arrays.stream(percents).mapToDouble(p -> p / 100.0).toArray());
        for (int i = 0; i < m; i++) {
            boolean rejected = adjusted[i] <= level / 100.0 + 1e-12;
            assertThat(rejected).isEqualTo(percents[i] <= limit);
        }
    }

    @Property(tries = 300)
    void anAdjustedPValueIsBetweenThePValueAndBonferronis(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 1) Double> drawn) {
        double[] pValues = doubles(drawn);
        double[] rate = MultipleTesting.benjaminiHochberg(pValues);
        double[] any = MultipleTesting.holm(pValues);
        for (int i = 0; i < pValues.length; i++) {
            assertThat(rate[i]).isBetween(pValues[i], 1.0);
            assertThat(any[i]).isBetween(rate[i] - 1e-15, Math.min(1, pValues[i] * pValues.length) + 1e-15);
        }
    }

    @Property(tries = 300)
    void theOrderOfTheTestsDoesNotMatter(@ForAll @Size(max = 15) List<@DoubleRange(min = 0, max = 1) Double> drawn) {
        double[] pValues = doubles(drawn);
        double[] adjusted = MultipleTesting.benjaminiHochberg(pValues);
        double[] holm = MultipleTesting.holm(pValues);
        assertThat(reversed(MultipleTesting.benjaminiHochberg(reversed(pValues))))
                .isEqualTo(adjusted);
        assertThat(reversed(MultipleTesting.holm(reversed(pValues)))).isEqualTo(holm);
    }

    private static double[] doubles(List<Double> drawn) {
        return drawn.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] reversed(double[] values) {
        double[] reversed = new double[values.length];
        Arrays.setAll(reversed, i -> values[values.length - 1 - i]);
        return reversed;
    }

    @Property(tries = 300)
    void eValuesDecideAsTheirReciprocals(
            @ForAll @Size(max = 15) List<@DoubleRange(min = 1, max = 1000) Double> drawn,
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double level) {
        double[] eValues = doubles(drawn);
        double[] reciprocals = Arrays.stream(eValues).map(e -> 1 / e).toArray();
        double[] adjusted = MultipleTesting.benjaminiHochberg(reciprocals);
        boolean[] rejected = MultipleTesting.eBenjaminiHochberg(eValues, level);
        for (int i = 0; i < eValues.length; i++) {
            if (Math.abs(adjusted[i] - level) > 1e-12) {
                assertThat(rejected[i]).isEqualTo(adjusted[i] < level);
            }
        }
    }

    @Example
    void aDecisionAtTheLimitIsForTheAlternative() {
        assertThat(MultipleTesting.atMost(new double[] {0.05, 0.0501}, 0.05)).containsExactly(true, false);
        // m / (α i) = 40 and 20.
        assertThat(MultipleTesting.eBenjaminiHochberg(new double[] {20, 20}, 0.05))
                .containsExactly(true, true);
        assertThat(MultipleTesting.eBenjaminiHochberg(new double[] {40, 19.9}, 0.05))
                .containsExactly(true, false);
        assertThat(MultipleTesting.eBenjaminiHochberg(new double[] {39.9, 19.9}, 0.05))
                .containsExactly(false, false);
    }

    @Example
    void anEValueBeyondTheDoublesCounts() {
        assertThat(MultipleTesting.eBenjaminiHochberg(new double[] {0, Double.POSITIVE_INFINITY}, 0.01))
                .containsExactly(false, true);
    }

    @Example
    void noneGiveNone() {
        assertThat(MultipleTesting.benjaminiHochberg(new double[0])).isEmpty();
        assertThat(MultipleTesting.holm(new double[0])).isEmpty();
        assertThat(MultipleTesting.eBenjaminiHochberg(new double[0], 0.1)).isEmpty();
    }

    @Example
    void holmsOwnExample() {
        // p.adjust(c(0.01, 0.02, 0.03, 0.04), "holm") of R.
        assertThat(MultipleTesting.holm(new double[] {0.04, 0.01, 0.03, 0.02}))
                .containsExactly(new double[] {0.06, 0.04, 0.06, 0.06}, within(1e-15));
    }
}
