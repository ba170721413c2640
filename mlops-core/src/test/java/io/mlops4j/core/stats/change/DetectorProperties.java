package io.mlops4j.core.stats.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.stats.AdwinSettings;
import io.mlops4j.stats.ChangeDetector;
import io.mlops4j.stats.CusumSettings;
import io.mlops4j.stats.DdmSettings;
import io.mlops4j.stats.DetectorSettings;
import io.mlops4j.stats.EddmSettings;
import io.mlops4j.stats.HddmSettings;
import io.mlops4j.stats.KswinSettings;
import io.mlops4j.stats.PageHinkleySettings;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

/** What holds for every stream. */
class DetectorProperties {
    @Provide
    Arbitrary<DetectorSettings> any() {
        return Arbitraries.of(
                AdwinSettings.defaults(),
                AdwinSettings.defaults().clock(1).delta(0.3),
                PageHinkleySettings.defaults().threshold(5),
                PageHinkleySettings.standardised(),
                CusumSettings.defaults(),
                DdmSettings.defaults(),
                HddmSettings.defaults(),
                EddmSettings.defaults(),
                KswinSettings.defaults());
    }

    /** Those whose alarms depend on differences of values only. */
    @Provide
    Arbitrary<DetectorSettings> ofDifferences() {
        return Arbitraries.of(
                AdwinSettings.defaults(),
                PageHinkleySettings.defaults(),
                PageHinkleySettings.standardised(),
                CusumSettings.defaults(),
                KswinSettings.defaults());
    }

    /** Those whose alarms do not depend on the unit either. */
    @Provide
    Arbitrary<DetectorSettings> ofAnyUnit() {
        return Arbitraries.of(PageHinkleySettings.standardised(), CusumSettings.defaults(), KswinSettings.defaults());
    }

    /** Zeros and ones whose rate changes, which every detector takes. */
    private static double[] errors(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        return Streams.of(length, i -> random.nextDouble() < (i / 400 % 2 == 0 ? 0.15 : 0.6) ? 1 : 0);
    }

    /** Sixty-fourths, so that shifts and scales by powers of two are exact. */
    private static double[] numbers(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        return Streams.of(length, i -> Math.rint(64 * (random.nextGaussian() + (i / 500 % 2 == 0 ? 0 : 2))) / 64);
    }

    @Property(tries = 60)
    void aRestoredDetectorGoesOnExactlyAlike(
            @ForAll("any") DetectorSettings settings, @ForAll long seed, @ForAll @IntRange(max = 2500) int at) {
        double[] values = errors(seed, 3000);
        ChangeDetector whole = ChangeDetector.of(settings);
        for (int i = 0; i < at; i++) {
            whole.update(values[i]);
        }
        ChangeDetector restored = ChangeDetector.fromJson(whole.toJson());

        for (int i = at; i < values.length; i++) {
            assertThat(restored.update(values[i])).isEqualTo(whole.update(values[i]));
        }
        assertThat(restored.toJson()).isEqualTo(whole.toJson());
        assertThat(restored.changes()).isEqualTo(whole.changes());
        assertThat(restored.estimate()).isEqualTo(whole.estimate());
    }

    @Property(tries = 100)
    void aConstantIsNoChange(
            @ForAll("ofDifferences") DetectorSettings settings,
            @ForAll @DoubleRange(min = -1e99, max = 1e99) double value) {
        ChangeDetector detector = ChangeDetector.of(settings);
        for (int i = 0; i < 2000; i++) {
            detector.update(value);
        }

        assertThat(detector.changes()).isZero();
        assertThat(detector.estimate()).hasValue(value);
    }

    @Property(tries = 4)
    void constantErrorsAreNoChange(@ForAll("any") DetectorSettings settings) {
        for (double value : new double[] {0, 1}) {
            assertThat(Streams.changes(ChangeDetector.of(settings), Streams.of(5000, i -> value)))
                    .isEmpty();
        }
    }

    @Property(tries = 60)
    void aShiftOfAllValuesMovesNoAlarm(
            @ForAll("ofDifferences") DetectorSettings settings,
            @ForAll long seed,
            @ForAll @IntRange(min = -1024, max = 1024) int shift) {
        double[] values = numbers(seed, 2500);

        assertThat(Streams.changes(ChangeDetector.of(settings), plus(values, shift)))
                .isEqualTo(Streams.changes(ChangeDetector.of(settings), values));
    }

    @Property(tries = 60)
    void aScaleOfAllValuesMovesNoAlarmWhereTheRuleHasNoUnit(
            @ForAll("ofAnyUnit") DetectorSettings settings,
            @ForAll long seed,
            @ForAll @IntRange(min = -20, max = 20) int power) {
        double[] values = numbers(seed, 2500);
        double[] scaled = Arrays.stream(values).map(x -> Math.scalb(x, power)).toArray();

        assertThat(Streams.changes(ChangeDetector.of(settings), scaled))
                .isEqualTo(Streams.changes(ChangeDetector.of(settings), values));
    }

    private static double[] plus(double[] values, double shift) {
        return Arrays.stream(values).map(x -> x + shift).toArray();
    }

    /** The bound of an exponential histogram with k buckets a size: (k + 1) (log2(n / k) + 2). */
    @Property(tries = 30)
    void adwinHoldsLogarithmicallyManyBuckets(
            @ForAll @IntRange(min = 2, max = 12) int perSize, @ForAll @IntRange(min = 1, max = 60_000) int values) {
        Buckets buckets = new Buckets(perSize);
        SplittableRandom random = new SplittableRandom(values);
        double sum = 0;
        for (int i = 0; i < values; i++) {
            double value = random.nextInt(9);
            sum += value;
            buckets.add(value);
        }

        double most = (perSize + 1) * (Math.max(0, Math.log((double) values / perSize) / Math.log(2)) + 2);
        assertThat(buckets.size()).isLessThanOrEqualTo((int) most);
        assertThat(buckets.count()).isEqualTo(values);
        assertThat(buckets.sum()).isEqualTo(sum);
    }

    @Property(tries = 50)
    void theVarianceOfAWindowIsThatOfItsValues(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int length) {
        double[] values = numbers(seed, length);
        Buckets buckets = new Buckets(5);
        for (double value : values) {
            buckets.add(value);
        }

        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / length;
        assertThat(buckets.variance()).isCloseTo(variance, Offset.offset(1e-9));
    }
}
