package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Interval;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** Differences of metrics that are better the closer they are to 0, beside a walk over their intervals. */
class CloserToZeroProperties {
    @Property(tries = 500)
    void aDifferenceIsBetterOrWorseIfItIsSoAllOverItsInterval(
            @ForAll @DoubleRange(min = -3, max = 3) double baseline,
            @ForAll @DoubleRange(min = -8, max = 8) double low,
            @ForAll @DoubleRange(min = 0, max = 4) double width) {
        double most = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= 4000; i++) {
            double loss = Math.abs(baseline + low + width * i / 4000) - Math.abs(baseline);
            most = Math.max(most, loss);
            least = Math.min(least, loss);
        }
        Difference difference = new Difference(
                "bias",
                Direction.CLOSER_TO_ZERO_IS_BETTER,
                baseline + low,
                baseline,
                new Interval(low, low + width, 0.95, "BCa"),
                0.01,
                "t",
                Optional.empty());
        assertThat(difference.worstCase()).isCloseTo(most, within(1e-9));
        if (Math.abs(most) > 0.01) {
            assertThat(difference.better()).isEqualTo(most < 0);
        }
        if (Math.abs(least) > 0.01) {
            assertThat(difference.worse()).isEqualTo(least > 0);
        }
    }
}
