package io.mlops4j.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;

class ScaleProperties {
    @Property(tries = 300)
    void aScaleReachesAroundItsValues(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double one,
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double other) {
        Scale scale = Scale.around(Math.min(one, other), Math.max(one, other), 0, 100, 5);
        assertThat(scale.low()).isLessThanOrEqualTo(Math.min(one, other) + 1e-6);
        assertThat(scale.high()).isGreaterThanOrEqualTo(Math.max(one, other) - 1e-6);
        assertThat(scale.at(one)).isBetween(0.0, 100.0);
    }

    /** Shrinking numbers of hundreds of digits would take minutes. */
    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void ticksAscendAndAreFew(@ForAll double one, @ForAll double other) {
        Scale scale = Scale.around(Math.min(one, other), Math.max(one, other), 0, 100, 5);
        List<Double> ticks = scale.ticks(5);
        assertThat(ticks).hasSizeBetween(2, 12).isSorted().doesNotHaveDuplicates();
        assertThat(ticks).allSatisfy(tick -> assertThat(scale.at(tick)).isBetween(0.0, 100.0));
    }
}
