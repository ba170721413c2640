package io.mlops4j.core.data.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NumberAccumulatorTest {
    static Stream<JsonNode> reference() throws IOException {
        try (InputStream in =
                NumberAccumulatorTest.class.getResourceAsStream("/io/mlops4j/core/data/profile-reference.json")) {
            return StreamSupport.stream(
                    new JsonMapper().readTree(in.readAllBytes()).spliterator(), false);
        }
    }

    /** Against NumPy 1.24.2: mean, std(ddof=1), quantile(method='linear'). */
    @ParameterizedTest
    @MethodSource("reference")
    void aColumnIsDescribedAsNumPyDoes(JsonNode reference) {
        ColumnProfile profile =
                describe(StreamSupport.stream(reference.get("values").spliterator(), false)
                        .mapToDouble(JsonNode::doubleValue));
        JsonNode expected = reference.get("expected");
        assertThat(profile.mean()).isCloseTo(expected.get("mean").doubleValue(), relative(expected.get("mean")));
        assertThat(profile.min()).isEqualTo(expected.get("min").doubleValue());
        assertThat(profile.max()).isEqualTo(expected.get("max").doubleValue());
        if (expected.get("stddev_sample").isNull()) {
            assertThat(profile.findStddev()).isEmpty();
        } else {
            assertThat(profile.stddev())
                    .isCloseTo(expected.get("stddev_sample").doubleValue(), relative(expected.get("stddev_sample")));
        }
        expected.get("quantiles_linear")
                .properties()
                .forEach(entry -> assertThat(profile.quantile(Double.parseDouble(entry.getKey())))
                        .isCloseTo(entry.getValue().doubleValue(), relative(entry.getValue())));
        assertThat(profile.quantilesAreExact()).isTrue();
        assertThat(profile.distinct()).isEqualTo(expected.get("distinct").longValue());
        if (expected.get("skewness").isNull()) {
            assertThat(profile.findSkewness()).isEmpty();
            assertThat(profile.findKurtosis()).isEmpty();
        } else {
            // SciPy 1.10.1: stats.skew and stats.kurtosis with their defaults.
            assertThat(profile.skewness())
                    .isCloseTo(expected.get("skewness").doubleValue(), relative(expected.get("skewness")));
            assertThat(profile.kurtosis())
                    .isCloseTo(
                            expected.get("kurtosis_excess").doubleValue(), relative(expected.get("kurtosis_excess")));
        }
    }

    @Test
    void theMeanOfNumbersThatNearlyCancelIsNotLost() {
        assertThat(describe(DoubleStream.of(1e100, 1, -1e100, 1)).mean()).isEqualTo(0.5);
    }

    @Test
    void aSumBeyondTheRangeOfDoublesStillHasAMean() {
        assertThat(describe(DoubleStream.of(1e308, 1e308, 1e308)).mean()).isCloseTo(1e308, within(1e294));
    }

    @Test
    void infinitiesAreValuesAndLeaveUndefinedWhatTheyMakeUndefined() {
        ColumnProfile one = describe(DoubleStream.of(1, Double.POSITIVE_INFINITY));
        assertThat(one.mean()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(one.findStddev()).isEmpty();
        ColumnProfile both = describe(DoubleStream.of(Double.NEGATIVE_INFINITY, 1, Double.POSITIVE_INFINITY));
        assertThat(both.findMean()).isEmpty();
        assertThat(both.quantile(0.5)).isEqualTo(1);
        assertThat(both.min()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aLongColumnIsDescribedByASampleWithinTheStatedError() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 4 * UniformSample.MOST;
        ColumnProfile profile =
                describe(DoubleStream.generate(random::nextDouble).limit(n));
        assertThat(profile.quantilesAreExact()).isFalse();
        // Uniform on [0, 1): a value is its own rank, but for the 0.3 % by which these n values themselves may be off.
        profile.quantiles().forEach((share, value) -> assertThat(value).isCloseTo(share, within(0.009)));
        assertThat(profile.quantile(1)).isEqualTo(profile.max());
    }

    @Test
    void equalValuesHaveNoSpreadAndNoShape() {
        ColumnProfile profile = describe(DoubleStream.generate(() -> 0.1).limit(5_001));
        assertThat(profile.mean()).isCloseTo(0.1, within(1e-17));
        assertThat(profile.stddev()).isZero();
        assertThat(profile.findSkewness()).isEmpty();
        assertThat(profile.findKurtosis()).isEmpty();
        assertThat(profile.histogram().counts()).containsExactly(5_001L);
    }

    /**
     * SciPy 1.17.1: stats.skew([1, 2, 4]) is 0.3818017741606059, which an offset does not change; but a mean near 1e9 is rounded to 1.2e-7,
     * and the deviations from it are as exact. Sums of powers would have no digit right.
     */
    @Test
    void theShapeOfNumbersFarFromZeroIsNotLost() {
        assertThat(describe(DoubleStream.of(1e9 + 1, 1e9 + 2, 1e9 + 4)).skewness())
                .isCloseTo(0.3818017741606059, within(1e-6));
    }

    @Test
    void aSpreadTooSmallForItsFourthPowerHasNoShape() {
        ColumnProfile profile = describe(DoubleStream.of(1e-100, 2e-100, 4e-100));
        assertThat(profile.stddev()).isCloseTo(1.5275252316519467e-100, within(1e-112));
        assertThat(profile.findSkewness()).isEmpty();
        assertThat(profile.findKurtosis()).isEmpty();
    }

    @Test
    void noNumbersHaveNoStatistics() {
        ColumnProfile profile = describe(DoubleStream.of(Double.NaN, Double.NaN));
        assertThat(profile.missing()).isEqualTo(2);
        assertThat(profile.findMean()).isEmpty();
        assertThat(profile.quantiles()).isEmpty();
        assertThat(profile.findHistogram()).isEmpty();
    }

    @Test
    void infinitiesAreInNoBin() {
        ColumnProfile profile = describe(DoubleStream.of(0, 1, 2, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        assertThat(profile.histogram().counts()).containsExactly(1L, 1L, 1L);
    }

    private static ColumnProfile describe(DoubleStream values) {
        CellVector cells = new CellVector(ColumnSchema.of("x", ColumnType.REAL));
        values.forEach(cells::addNumber);
        ColumnAccumulator column = new ColumnAccumulator(cells.column());
        column.add(cells);
        return column.profile("");
    }

    private static Offset<Double> relative(JsonNode value) {
        return within(1e-12 * Math.max(1, Math.abs(value.doubleValue())));
    }
}
