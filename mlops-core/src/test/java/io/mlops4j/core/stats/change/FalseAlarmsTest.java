package io.mlops4j.core.stats.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.stats.AdwinSettings;
import io.mlops4j.stats.ChangeDetector;
import io.mlops4j.stats.ChangeState;
import io.mlops4j.stats.CusumSettings;
import io.mlops4j.stats.DdmSettings;
import io.mlops4j.stats.DetectorSettings;
import io.mlops4j.stats.EddmSettings;
import io.mlops4j.stats.HddmSettings;
import io.mlops4j.stats.KswinSettings;
import io.mlops4j.stats.PageHinkleySettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often detectors alarm on streams that do not change: what their Javadoc says. */
class FalseAlarmsTest {
    /** A detector that has grown old alarms less, so the length is part of the result. */
    private static final int LENGTH = 10_000;

    /** Alarms per 100 000 values, in so many streams. */
    private static double rate(DetectorSettings settings, DoubleSupplier values, int streams) {
        long alarms = 0;
        for (int i = 0; i < streams; i++) {
            ChangeDetector detector = ChangeDetector.of(settings);
            for (int k = 0; k < LENGTH; k++) {
                detector.update(values.getAsDouble());
            }
            alarms += detector.changes();
        }
        return alarms * 100_000.0 / LENGTH / streams;
    }

    private static DoubleSupplier normal(double deviation, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return () -> deviation * random.nextGaussian();
    }

    private static DoubleSupplier errors(double share, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return () -> random.nextDouble() < share ? 1 : 0;
    }

    /** How many values after a shift of the mean a detector took to alarm, in the middle of 21 streams; -1 for none in 20 000. */
    private static long delay(DetectorSettings settings, double shift, long seed) {
        long[] delays = new long[21];
        for (int i = 0; i < delays.length; i++) {
            DoubleSupplier values = normal(1, seed + i);
            ChangeDetector detector = ChangeDetector.of(settings);
            for (int k = 0; k < 1000; k++) {
                detector.update(values.getAsDouble());
            }
            long taken = 1;
            while (taken <= 20_000 && detector.update(values.getAsDouble() + shift) != ChangeState.CHANGE) {
                taken++;
            }
            delays[i] = taken;
        }
        Arrays.sort(delays);
        return delays[10] > 20_000 ? -1 : delays[10];
    }

    @Test
    void adwinHardlyEverAlarmsWithoutAChange() {
        assertThat(rate(AdwinSettings.defaults(), normal(1, 1), 50)).isLessThanOrEqualTo(1);
        assertThat(rate(AdwinSettings.defaults(), errors(0.2, 2), 50)).isLessThanOrEqualTo(1);
    }

    @Test
    void hddmHardlyEverAlarmsWithoutAChange() {
        assertThat(rate(HddmSettings.defaults(), errors(0.2, 3), 50)).isLessThanOrEqualTo(4);
    }

    @Test
    void standardisedPageHinkleyAlarmsAlikeInAnyUnit() {
        PageHinkleySettings settings = PageHinkleySettings.standardised();

        assertThat(rate(settings, normal(1, 4), 50))
                .isEqualTo(rate(settings, normal(1024, 4), 50))
                .isLessThan(4);
    }

    @Test
    void theLegacyDetectorsAlarmAHundredTimes() {
        assertThat(rate(EddmSettings.defaults(), errors(0.2, 5), 30)).isBetween(120.0, 300.0);
        assertThat(rate(KswinSettings.defaults(), normal(1, 6), 10)).isBetween(80.0, 200.0);
    }

    @Test
    @Tag("stress")
    void printsTheRates() {
        StringBuilder table = new StringBuilder(
                "\n| detector | N(0, 1) | N(0, 0.1) | errors 0.2 | errors 0.02 | delay 0.5 σ | delay 1 σ |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        int streams = 300;
        for (DetectorSettings settings : List.of(
                AdwinSettings.defaults(),
                PageHinkleySettings.defaults(),
                PageHinkleySettings.standardised(),
                CusumSettings.defaults(),
                KswinSettings.defaults())) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f | %.2f | %d | %d |%n",
                    settings,
                    rate(settings, normal(1, 11), streams),
                    rate(settings, normal(0.1, 12), streams),
                    rate(settings, errors(0.2, 13), streams),
                    rate(settings, errors(0.02, 14), streams),
                    delay(settings, 0.5, 15),
                    delay(settings, 1, 16)));
        }
        for (DetectorSettings settings :
                List.of(DdmSettings.defaults(), HddmSettings.defaults(), EddmSettings.defaults())) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | | | %.2f | %.2f | | |%n",
                    settings,
                    rate(settings, errors(0.2, 13), streams),
                    rate(settings, errors(0.02, 14), streams)));
        }
        System.out.println(table);
        assertThat(rate(AdwinSettings.defaults(), normal(1, 17), streams)).isLessThan(0.5);
        assertThat(rate(HddmSettings.defaults(), errors(0.2, 18), streams)).isLessThan(2);
        assertThat(rate(DdmSettings.defaults(), errors(0.2, 19), streams)).isBetween(2.0, 8.0);
        assertThat(rate(PageHinkleySettings.standardised(), normal(1, 20), streams))
                .isLessThan(2);
    }
}
