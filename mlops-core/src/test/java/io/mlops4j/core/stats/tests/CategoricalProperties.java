package io.mlops4j.core.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.Categorical;
import io.mlops4j.stats.EmptyBins;
import io.mlops4j.stats.TestResult;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CategoricalProperties {
    /** The same if the sides are swapped. */
    private static final List<ToDoubleBiFunction<long[], long[]>> SYMMETRIC = List.of(
            (a, b) -> Categorical.chiSquare(a, b).statistic(),
            (a, b) -> Categorical.chiSquare(a, b).pValue(),
            (a, b) -> Categorical.gTest(a, b).statistic(),
            (a, b) -> Categorical.gTest(a, b).pValue(),
            Categorical::psi,
            (a, b) -> Categorical.populationStability(a, b, EmptyBins.HALF).index(),
            Categorical::jensenShannon,
            Categorical::hellinger,
            Categorical::totalVariation);

    /** Of the shares alone. */
    private static final List<ToDoubleBiFunction<long[], long[]>> OF_SHARES = List.of(
            Categorical::psi,
            Categorical::kullbackLeibler,
            Categorical::jensenShannon,
            Categorical::hellinger,
            Categorical::totalVariation);

    @Provide
    Arbitrary<long[][]> tables() {
        return Arbitraries.integers()
                .between(1, 8)
                .flatMap(k -> Arbitraries.longs()
                        .between(0, 60)
                        .array(long[].class)
                        .ofSize(k)
                        .filter(counts -> Arrays.stream(counts).sum() > 0)
                        .array(long[][].class)
                        .ofSize(2));
    }

    @Property(tries = 300)
    void theSidesCanBeSwapped(@ForAll("tables") long[][] table) {
        for (ToDoubleBiFunction<long[], long[]> statistic : SYMMETRIC) {
            assertThat(statistic.applyAsDouble(table[1], table[0]))
                    .isCloseTo(statistic.applyAsDouble(table[0], table[1]), within(1e-10));
        }
    }

    @Property(tries = 300)
    void theOrderOfTheCategoriesDoesNotMatter(@ForAll("tables") long[][] table) {
        long[] a = reversed(table[0]);
        long[] b = reversed(table[1]);
        for (ToDoubleBiFunction<long[], long[]> statistic : SYMMETRIC) {
            assertThat(statistic.applyAsDouble(a, b))
                    .isCloseTo(statistic.applyAsDouble(table[0], table[1]), within(1e-10));
        }
    }

    @Property(tries = 300)
    void aCategoryThatIsEmptyOnBothSidesChangesNothing(@ForAll("tables") long[][] table) {
        long[] a = Arrays.copyOf(table[0], table[0].length + 2);
        long[] b = Arrays.copyOf(table[1], table[1].length + 2);
        for (ToDoubleBiFunction<long[], long[]> statistic : SYMMETRIC) {
            assertThat(statistic.applyAsDouble(a, b)).isEqualTo(statistic.applyAsDouble(table[0], table[1]));
        }
        assertThat(Categorical.chiSquare(a, b, 20, 3)).isEqualTo(Categorical.chiSquare(table[0], table[1], 20, 3));
    }

    @Property(tries = 300)
    void distancesDoNotChangeWithTheNumberOfRows(@ForAll("tables") long[][] table) {
        long[] a = Arrays.stream(table[0]).map(count -> 7 * count).toArray();
        long[] b = Arrays.stream(table[1]).map(count -> 1_000 * count).toArray();
        for (ToDoubleBiFunction<long[], long[]> distance : OF_SHARES) {
            assertThat(distance.applyAsDouble(a, b))
                    .isCloseTo(distance.applyAsDouble(table[0], table[1]), within(1e-7));
        }
    }

    @Property(tries = 300)
    void everyStatisticKeepsItsBounds(@ForAll("tables") long[][] table) {
        long[] a = table[0];
        long[] b = table[1];
        double rows = Arrays.stream(a).sum() + Arrays.stream(b).sum();
        assertThat(Categorical.chiSquare(a, b).statistic()).isBetween(0.0, rows + 1e-9);
        assertThat(Categorical.gTest(a, b).statistic()).isNotNegative();
        assertThat(Categorical.psi(a, b)).isNotNegative();
        assertThat(Categorical.kullbackLeibler(a, b, EmptyBins.HALF)).isGreaterThan(-1e-15);
        double hellinger = Categorical.hellinger(a, b);
        double variation = Categorical.totalVariation(a, b);
        assertThat(Categorical.jensenShannon(a, b)).isBetween(0.0, 1.0);
        // Le Cam: H² ≤ TV ≤ H √(2 − H²). Lin: the divergence is at most the total variation.
        assertThat(variation)
                .isBetween(hellinger * hellinger - 1e-12, hellinger * Math.sqrt(2 - hellinger * hellinger) + 1e-12);
        assertThat(Math.pow(Categorical.jensenShannon(a, b), 2)).isLessThan(variation + 1e-12);
    }

    @Property(tries = 300)
    void aSampleIsLikeItself(@ForAll("tables") long[][] table) {
        long[] a = table[0];
        for (ToDoubleBiFunction<long[], long[]> distance : OF_SHARES) {
            assertThat(distance.applyAsDouble(a, a)).isCloseTo(0, within(1e-7));
        }
        assertThat(Categorical.chiSquare(a, a).pValue()).isOne();
        assertThat(Categorical.chiSquare(a, a, 20, 1).pValue()).isOne();
    }

    @Property(tries = 300)
    void psiIsBothDivergencesTogether(@ForAll("tables") long[][] table) {
        for (EmptyBins rule : EmptyBins.values()) {
            assertThat(Categorical.populationStability(table[0], table[1], rule).index())
                    .isCloseTo(
                            Categorical.kullbackLeibler(table[0], table[1], rule)
                                    + Categorical.kullbackLeibler(table[1], table[0], rule),
                            within(1e-12));
        }
    }

    @Property(tries = 200)
    void fishersPValueIsOneOfItsTransposedTable(@ForAll("tables") long[][] table) {
        long[] a = {table[0][0], Arrays.stream(table[0]).sum()};
        long[] b = {table[1][0], Arrays.stream(table[1]).sum()};
        double p = Categorical.fisherExact(a, b).pValue();
        assertThat(p).isBetween(0.0, 1.0);
        assertThat(Categorical.fisherExact(b, a).pValue()).isCloseTo(p, within(1e-12));
        if (a[0] + b[0] > 0) {
            TestResult transposed = Categorical.fisherExact(new long[] {a[0], b[0]}, new long[] {a[1], b[1]});
            assertThat(transposed.pValue()).isCloseTo(p, within(1e-12));
        }
    }

    private static long[] reversed(long[] counts) {
        long[] reversed = new long[counts.length];
        Arrays.setAll(reversed, i -> counts[counts.length - 1 - i]);
        return reversed;
    }
}
