package io.mlops4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HalfFloatsProperties {
    /** IEEE 754-2008, 3.4: sign, exponent with bias 15, fraction of 10 bits. */
    private static double byDefinition(int bits) {
        int sign = bits >>> 15 == 0 ? 1 : -1;
        int exponent = (bits >>> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 31) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return exponent == 0
                ? sign * Math.scalb(fraction / 1024.0, -14)
                : sign * Math.scalb(1 + fraction / 1024.0, exponent - 15);
    }

    @Example
    void everyHalfHasTheValueThatTheStandardDefines() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            // Boxed, so that what is no number equals itself.
            Double value = (double) HalfFloats.fromFloat16((short) bits);
            assertThat(value).isEqualTo(Double.valueOf(byDefinition(bits)));
        }
    }

    @Example
    void everyHalfThatIsANumberComesBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloats.fromFloat16((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfFloats.toFloat16(value)).isEqualTo((short) bits);
            }
        }
    }

    @Property
    void aFloatBecomesTheNearestHalf(@ForAll float value) {
        short half = HalfFloats.toFloat16(value);
        double chosen = Math.abs((double) HalfFloats.fromFloat16(half) - value);
        if (Math.abs(value) < 65_504) {
            for (int step : new int[] {-1, 1}) {
                int neighbour = (half & 0xFFFF) + step;
                double other = byDefinition(neighbour & 0xFFFF);
                if (Double.isFinite(other)) {
                    assertThat(chosen).isLessThanOrEqualTo(Math.abs(other - value));
                }
            }
        }
    }

    @Example
    void aTieGoesToTheEvenHalf() {
        assertThat(HalfFloats.toFloat16(1 + 0x1p-11f)).isEqualTo((short) 0x3C00);
        assertThat(HalfFloats.toFloat16(1 + 3 * 0x1p-11f)).isEqualTo((short) 0x3C02);
    }

    @Example
    void whatIsTooLargeForAHalfIsInfinite() {
        assertThat(HalfFloats.toFloat16(65_519.996f)).isEqualTo((short) 0x7BFF);
        assertThat(HalfFloats.toFloat16(65_520f)).isEqualTo((short) 0x7C00);
        assertThat(HalfFloats.toFloat16(-1e30f)).isEqualTo((short) 0xFC00);
    }

    @Example
    void whatIsNoNumberStaysNone() {
        assertThat(HalfFloats.fromFloat16(HalfFloats.toFloat16(Float.NaN))).isNaN();
        assertThat(HalfFloats.fromBfloat16(HalfFloats.toBfloat16(Float.NaN))).isNaN();
    }

    @Property
    void aFloatBecomesTheNearestBfloat(@ForAll float value) {
        short chosen = HalfFloats.toBfloat16(value);
        double distance = Math.abs((double) HalfFloats.fromBfloat16(chosen) - value);
        for (int step : new int[] {-1, 1}) {
            float other = HalfFloats.fromBfloat16((short) (chosen + step));
            if (Float.isFinite(other) && Double.isFinite(distance)) {
                assertThat(distance).isLessThanOrEqualTo(Math.abs((double) other - value));
            }
        }
    }
}
