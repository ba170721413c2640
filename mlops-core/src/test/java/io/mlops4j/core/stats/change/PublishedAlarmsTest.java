package io.mlops4j.core.stats.change;

import static io.mlops4j.core.stats.change.Streams.bits;
import static io.mlops4j.core.stats.change.Streams.changes;
import static io.mlops4j.core.stats.change.Streams.places;
import static io.mlops4j.core.stats.change.Streams.river;
import static io.mlops4j.core.stats.change.Streams.sevens;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.stats.ChangeDetector;
import io.mlops4j.stats.ChangeDirection;
import io.mlops4j.stats.ChangeState;
import io.mlops4j.stats.EddmSettings;
import io.mlops4j.stats.HddmSettings;
import io.mlops4j.stats.KswinSettings;
import io.mlops4j.stats.PageHinkleySettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where detectors alarm on the streams that River's tests and docstrings publish (see the README beside {@code river-streams.json}), and on streams without chance. */
class PublishedAlarmsTest {
    @Test
    void adwinAlarmsAtTheFirstLookAfterZerosBecomeOnes() {
        assertThat(changes(ChangeDetector.adwin(), Streams.of(2000, i -> i < 1000 ? 0 : 1)))
                .containsExactly(1023);
    }

    @Test
    void adwinAlarmsOnStreamsWithoutChance() {
        assertThat(changes(ChangeDetector.adwin(), sevens())).containsExactly(1055);
        assertThat(changes(ChangeDetector.adwin(), bits())).containsExactly(1087);
    }

    /** River's {@code test_adwin} and {@code test_basic_drift_at_expected_index}. */
    @Test
    void adwinAlarmsWhereRiversTestSays() {
        assertThat(changes(ChangeDetector.adwin(), river("steps"))).containsExactly(1023);
    }

    /** River's {@code test_multiple_drifts}, and the docstring of {@code ADWIN}. */
    @Test
    void adwinFindsThreeChanges() {
        assertThat(changes(ChangeDetector.adwin(), river("alternating"))).containsExactly(1023, 2015, 3007);
        assertThat(changes(ChangeDetector.adwin(), river("levels"))).containsExactly(1023);
    }

    @Test
    void pageHinkleyAlarmsOnTheStreamWithoutChance() {
        assertThat(changes(ChangeDetector.pageHinkley(), sevens())).containsExactly(1106);
    }

    /** River's {@code test_page_hinkley}. */
    @Test
    void pageHinkleyAlarmsWhereRiversTestSays() {
        assertThat(pageHinkleyOnSigns(ChangeDirection.UP)).containsExactly(588, 1681);
        assertThat(pageHinkleyOnSigns(ChangeDirection.DOWN)).containsExactly(1172);
        assertThat(pageHinkleyOnSigns(ChangeDirection.EITHER)).containsExactly(588, 1097, 1585);
    }

    private static List<Integer> pageHinkleyOnSigns(ChangeDirection direction) {
        return changes(ChangeDetector.pageHinkley(PageHinkleySettings.defaults().direction(direction)), river("signs"));
    }

    /** The docstring of River's {@code PageHinkley}. */
    @Test
    void pageHinkleyAlarmsWhereRiversDocstringSays() {
        assertThat(changes(ChangeDetector.pageHinkley(), river("levels"))).containsExactly(1006);
    }

    @Test
    void ddmAlarmsOnTheStreamWithoutChance() {
        assertThat(changes(ChangeDetector.ddm(), bits())).containsExactly(1087);
    }

    /** River's {@code test_ddm}. */
    @Test
    void ddmAlarmsWhereRiversTestSays() {
        assertThat(changes(ChangeDetector.ddm(), river("binomial"))).containsExactly(1049);
        assertThat(changes(ChangeDetector.ddm(), Streams.of(1000, i -> 1))).isEmpty();
    }

    /** The docstring of River's {@code DDM}, which prints the first warning of each regime. */
    @Test
    void ddmWarnsAndAlarmsWhereRiversDocstringSays() {
        assertThat(changes(ChangeDetector.ddm(), river("errors"))).containsExactly(1334);
        assertThat(places(ChangeDetector.ddm(), river("errors"), ChangeState.WARNING))
                .startsWith(1084)
                .filteredOn(place -> place > 1334)
                .startsWith(1492);
    }

    /** River's {@code test_eddm}, with the settings of today. */
    @Test
    void eddmAlarmsWhereRiversTestsSay() {
        assertThat(changes(ChangeDetector.eddm(EddmSettings.defaults().shares(0.9, 0.8)), river("binomial")))
                .containsExactly(1059);
    }

    /** The docstring of River's {@code EDDM}. */
    @Test
    void eddmWarnsAndAlarmsWhereRiversDocstringSays() {
        EddmSettings settings = EddmSettings.defaults().shares(0.8, 0.75);

        assertThat(changes(ChangeDetector.eddm(settings), river("errors"))).containsExactly(1278);
        assertThat(places(ChangeDetector.eddm(settings), river("errors"), ChangeState.WARNING))
                .startsWith(1059);
    }

    @Test
    void hddmAlarmsOnTheStreamWithoutChance() {
        assertThat(changes(ChangeDetector.hddmA(), bits())).containsExactly(1047);
    }

    /** River's {@code test_hddm_a}. */
    @Test
    void hddmAlarmsWhereRiversTestSays() {
        ChangeDetector both = ChangeDetector.hddmA(HddmSettings.defaults().direction(ChangeDirection.EITHER));

        assertThat(changes(ChangeDetector.hddmA(), river("binomial"))).containsExactly(1047);
        assertThat(changes(both, river("signs"))).containsExactly(531, 1015, 1545);
    }

    /** The docstring of River's {@code HDDMA}. */
    @Test
    void hddmWarnsAndAlarmsWhereRiversDocstringSays() {
        assertThat(changes(ChangeDetector.hddmA(), river("errors"))).containsExactly(1206);
        assertThat(places(ChangeDetector.hddmA(), river("errors"), ChangeState.WARNING))
                .startsWith(451);
    }

    /** River's {@code test_kswin}; half the window is recent, so all of the other half is drawn and no generator matters. */
    @Test
    void kswinAlarmsWhereRiversTestSays() {
        KswinSettings settings = KswinSettings.defaults().alpha(0.0001).window(200, 100);

        assertThat(changes(ChangeDetector.kswin(settings), river("steps"))).containsExactly(1042);
    }

    /** The docstring of River's {@code CUSUM}. */
    @Test
    void cusumAlarmsWhereRiversDocstringSays() {
        assertThat(changes(ChangeDetector.cusum(), river("normal"))).containsExactly(201, 251);
    }
}
