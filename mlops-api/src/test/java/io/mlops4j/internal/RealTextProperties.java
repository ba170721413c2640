package io.mlops4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RealTextProperties {
    @Property(tries = 5_000)
    void theTextReadsBackAsTheSameNumber(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (!Double.isNaN(value)) {
            assertThat(Double.doubleToRawLongBits(Double.parseDouble(RealText.of(value))))
                    .isEqualTo(Double.doubleToRawLongBits(value));
        }
    }

    @Property(tries = 2_000)
    void noShorterRoundingReadsBack(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value) && value != 0) {
            int digits = new BigDecimal(RealText.of(value)).stripTrailingZeros().precision();
            for (int fewer = 1; fewer < digits; fewer++) {
                assertThat(new BigDecimal(value).round(new MathContext(fewer)).doubleValue())
                        .isNotEqualTo(value);
            }
        }
    }

    /** Java 17 and 19 disagree on the first two. */
    @Example
    void theTextIsTheSameOnEveryJava() {
        assertThat(RealText.of(0x1p-44)).isEqualTo("5.6843418860808015E-14");
        assertThat(RealText.of(2 * Double.MIN_VALUE)).isEqualTo("1E-323");
        assertThat(RealText.of(2e23)).isEqualTo("2E+23");
        assertThat(RealText.of(1.0)).isEqualTo("1.0");
        assertThat(RealText.of(-0.1)).isEqualTo("-0.1");
        assertThat(RealText.of(1e7)).isEqualTo("10000000.0");
        assertThat(RealText.of(-0.0)).isEqualTo("-0.0");
        assertThat(RealText.of(Double.MIN_VALUE)).isEqualTo("5E-324");
        assertThat(RealText.of(Double.MAX_VALUE)).isEqualTo("1.7976931348623157E+308");
        assertThat(RealText.of(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    }
}
