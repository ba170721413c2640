package io.mlops4j.core.stats.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.stats.AdwinSettings;
import io.mlops4j.stats.ChangeDetector;
import io.mlops4j.stats.ChangeState;
import io.mlops4j.stats.CusumSettings;
import io.mlops4j.stats.DdmSettings;
import io.mlops4j.stats.KswinSettings;
import io.mlops4j.stats.PageHinkleySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningDetectorTest {
    @Test
    void aNewDetectorHasSeenNothing() {
        ChangeDetector detector = ChangeDetector.adwin();

        assertThat(detector.state()).isEqualTo(ChangeState.STABLE);
        assertThat(detector.seen()).isZero();
        assertThat(detector.estimate()).isEmpty();
        assertThat(detector.settings()).isEqualTo(AdwinSettings.defaults());
    }

    @Test
    void theNextValueAfterAChangeStartsARegime() {
        ChangeDetector detector = ChangeDetector.adwin();
        for (int i = 0; i <= 1023; i++) {
            detector.update(i < 1000 ? 0 : 10);
        }
        assertThat(detector.state()).isEqualTo(ChangeState.CHANGE);
        assertThat(detector.sinceChange()).isZero();

        assertThat(detector.update(10)).isEqualTo(ChangeState.STABLE);
        assertThat(detector.seen()).isEqualTo(1025);
        assertThat(detector.sinceChange()).isEqualTo(1);
        assertThat(detector.changes()).isEqualTo(1);
        assertThat(detector.estimate()).hasValue(10);
    }

    @Test
    void adwinHasDroppedMostOfTheOldValuesAtAChange() {
        ChangeDetector detector = ChangeDetector.adwin();
        for (int i = 0; i <= 1023; i++) {
            detector.update(i < 1000 ? 0 : 10);
        }

        assertThat(detector.estimate().orElseThrow()).isGreaterThan(7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e101})
    void whatIsNoNumberIsRefusedAndLeavesTheDetectorAsItWas(double value) {
        ChangeDetector detector = ChangeDetector.cusum();
        detector.update(1);
        String before = detector.toJson();

        assertThatThrownBy(() -> detector.update(value)).isInstanceOf(InvalidInput.class);
        assertThat(detector.toJson()).isEqualTo(before);
    }

    @Test
    void aDetectorOfErrorsSaysWhatItTakes() {
        assertThatThrownBy(() -> ChangeDetector.ddm().update(0.5))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("DDM takes 1 for an error and 0 for none, not 0.5; for other numbers use ADWIN or CUSUM.");
        assertThatThrownBy(() -> ChangeDetector.eddm().update(2)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> ChangeDetector.hddmA().update(-0.1)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void theEstimateIsTheErrorRate() {
        for (ChangeDetector detector : new ChangeDetector[] {
            ChangeDetector.ddm(), ChangeDetector.eddm(), ChangeDetector.hddmA(), ChangeDetector.pageHinkley()
        }) {
            for (int i = 0; i < 400; i++) {
                detector.update(i % 4 == 3 ? 1 : 0);
            }
            assertThat(detector.estimate().orElseThrow()).isCloseTo(0.25, within(1e-12));
        }
    }

    @Test
    void theEstimateOfKswinIsTheMeanOfItsRecentValues() {
        ChangeDetector detector = ChangeDetector.kswin();
        for (int i = 0; i < 250; i++) {
            detector.update(i % 30);
        }

        assertThat(detector.estimate().orElseThrow()).isCloseTo(14.5, within(1e-12));
    }

    @Test
    void kswinOfOneSeedAlarmsAtTheSamePlaces() {
        double[] values = Streams.river("levels");
        KswinSettings settings = KswinSettings.defaults().seed(42);

        assertThat(Streams.changes(ChangeDetector.kswin(settings), values))
                .isEqualTo(Streams.changes(ChangeDetector.kswin(settings), values))
                .anyMatch(place -> place >= 1000 && place < 1030);
    }

    @Test
    void settingsOutsideTheirRangesAreRefused() {
        assertThatThrownBy(() -> AdwinSettings.defaults().delta(0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> AdwinSettings.defaults().clock(0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> DdmSettings.defaults().levels(3, 2))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("a warning comes first");
        assertThatThrownBy(() -> KswinSettings.defaults().window(40, 30))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("give at least 60");
        assertThatThrownBy(() -> PageHinkleySettings.defaults().memory(1.5)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> CusumSettings.defaults().threshold(Double.NaN)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void theStoredFormIsStable() {
        ChangeDetector detector = ChangeDetector.adwin();
        for (int i = 1; i <= 7; i++) {
            detector.update(i);
        }
        String stored = "{\"settings\":{\"kind\":\"adwin\",\"delta\":0.002,\"clock\":32,\"bucketsPerSize\":5,"
                + "\"minimumPart\":5,\"grace\":10},\"state\":\"stable\",\"seen\":7,\"taken\":7,\"changes\":0,"
                + "\"scheme\":{\"origin\":1.0,\"values\":7,\"count\":7,\"sum\":21.0,\"squares\":28.0,"
                + "\"rows\":[{\"sums\":[2.0,3.0,4.0,5.0,6.0],\"squares\":[0.0,0.0,0.0,0.0,0.0]},"
                + "{\"sums\":[1.0],\"squares\":[0.5]}]}}";

        assertThat(detector.toJson()).isEqualTo(stored);
        assertThat(ChangeDetector.fromJson(stored).toJson()).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"settings\":{\"kind\":\"oracle\"}}",
                "{\"settings\":{\"kind\":\"ddm\",\"minimum\":30,\"warningLevel\":3,\"changeLevel\":2}}",
                "{\"settings\":{\"kind\":\"kswin\",\"alpha\":0.01,\"window\":100,\"recent\":30,\"seed\":0},"
                        + "\"scheme\":{\"values\":5,\"random\":1,\"window\":[1,2]}}",
                "{\"settings\":{\"kind\":\"adwin\",\"delta\":0.002,\"clock\":32,\"bucketsPerSize\":5,"
                        + "\"minimumPart\":5,\"grace\":10},\"scheme\":{\"origin\":1,\"values\":7,\"count\":9,"
                        + "\"sum\":2,\"squares\":0,\"rows\":[{\"sums\":[2],\"squares\":[0]}]}}"
            })
    void whatIsNoStoredDetectorIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> ChangeDetector.fromJson(text)).isInstanceOf(IntegrityViolation.class);
    }

    /** SciPy 1.10.1: ks_2samp of 30 distinct values a side, method "exact". */
    @Test
    void theProbabilityOfADistanceIsExact() {
        assertThat(EqualSamples.probability(30, 10)).isCloseTo(0.07088798, within(1e-8));
        assertThat(EqualSamples.critical(30, 0.005)).isEqualTo(14);
        assertThat(EqualSamples.steps(new double[] {1, 2, 2, 3}, new double[] {2, 2, 3, 4}))
                .isEqualTo(1);
    }
}
