package io.mlops4j.core.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.data.Column;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import io.mlops4j.monitoring.EffectMeasure;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The size of a change, less what chance has. */
class BinEffectTest {
    private static Column normal(long seed, int rows, double shift) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = random.nextGaussian() + shift;
        }
        return Table.builder().doubles("x", values).build().column("x");
    }

    private static double effect(EffectMeasure measure, int reference, int current, double shift, long seed) {
        Column before = normal(seed, reference, 0);
        Column after = normal(seed + 1, current, shift);
        Binning bins = Binning.of(before, Kind.NUMBER);
        ColumnReference column = bins.reference(before);
        return BinEffect.of(measure, column, column.counts(), bins.count(after), Math.min(reference, current))
                .value();
    }

    @Test
    void withoutAChangeItIsNearZeroWhateverTheRows() {
        for (EffectMeasure measure : EffectMeasure.values()) {
            double mean = 0;
            for (int i = 0; i < 50; i++) {
                mean += effect(measure, 1_000, 200, 0, 2L * i) / 50;
            }
            // Unadjusted, the index alone is 9 (1/200 + 1/1000) = 0.054 in the mean.
            assertThat(mean).as(measure.title()).isLessThan(measure == EffectMeasure.PSI ? 0.02 : 0.08);
        }
    }

    /** The symmetric Kullback-Leibler divergence of two normal distributions d apart is d². Ten bins keep nine tenths of it. */
    @Test
    void halfADeviationIsAnIndexOfAboutAQuarter() {
        assertThat(effect(EffectMeasure.PSI, 100_000, 100_000, 0.5, 7)).isCloseTo(0.235, within(0.015));
    }

    /** Two distributions of one shape d apart have the Wasserstein distance d. */
    @Test
    void wassersteinIsInDeviationsOfTheReference() {
        assertThat(effect(EffectMeasure.WASSERSTEIN, 100_000, 100_000, 0.3, 11)).isCloseTo(0.3, within(0.02));
    }

    @Test
    void theIntervalHoldsTheTrueIndexInMostSamples() {
        double truth = effect(EffectMeasure.PSI, 400_000, 400_000, 0.3, 99);
        int held = 0;
        for (int i = 0; i < 200; i++) {
            Column before = normal(1_000 + 2L * i, 5_000, 0);
            Column after = normal(1_001 + 2L * i, 1_000, 0.3);
            Binning bins = Binning.of(before, Kind.NUMBER);
            ColumnReference column = bins.reference(before);
            held += BinEffect.of(EffectMeasure.PSI, column, column.counts(), bins.count(after), 1_000)
                            .interval()
                            .orElseThrow()
                            .contains(truth)
                    ? 1
                    : 0;
        }
        assertThat(held).isBetween(180, 200);
    }

    @Test
    void equalCountsHaveNoEffect() {
        long[] counts = {10, 20, 30, 5, 0};
        Column words = Table.builder().strings("x", "a", "b", "b", "c").build().column("x");
        ColumnReference column = Binning.of(words, Kind.CATEGORY).reference(words);
        for (EffectMeasure measure : EffectMeasure.values()) {
            assertThat(BinEffect.of(measure, column, counts, counts, 65).value())
                    .isZero();
        }
    }
}
