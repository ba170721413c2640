package io.mlops4j.core.stats;

import static io.mlops4j.core.evaluation.Resources.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BcaBootstrapTest {
    private static final JsonNode REFERENCE = reference();
    private static final BcaBootstrap BOOTSTRAP = BcaBootstrap.of(
                    REFERENCE.get("estimate").doubleValue(),
                    doubles(REFERENCE.get("replicates")),
                    doubles(REFERENCE.get("jackknife")))
            .orElseThrow();

    private static JsonNode reference() {
        try (InputStream in = Objects.requireNonNull(BcaBootstrapTest.class.getResourceAsStream("bca.json"))) {
            return JsonMapper.shared().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theIntervalsAreSciPys() {
        for (JsonNode expected : REFERENCE.get("intervals")) {
            double confidence = expected.get("confidence").doubleValue();
            assertThat(BOOTSTRAP.low(confidence)).isCloseTo(expected.get("low").doubleValue(), within(1e-9));
            assertThat(BOOTSTRAP.high(confidence))
                    .isCloseTo(expected.get("high").doubleValue(), within(1e-9));
        }
        assertThat(BOOTSTRAP.method()).isEqualTo("BCa bootstrap, 499 resamples");
    }

    @Test
    void thePValueOfAnEndIsWhatTheConfidenceLeaves() {
        for (double confidence : new double[] {0.5, 0.8, 0.9, 0.95}) {
            assertThat(BOOTSTRAP.pValue(BOOTSTRAP.low(confidence))).isCloseTo(1 - confidence, within(0.01));
            assertThat(BOOTSTRAP.pValue(BOOTSTRAP.high(confidence))).isCloseTo(1 - confidence, within(0.01));
        }
    }

    @Test
    void thePValueOfWhatNoResampleReachesIsTheLeastThatCanBeTold() {
        assertThat(BOOTSTRAP.pValue(-100)).isLessThan(0.01).isGreaterThanOrEqualTo(1.0 / 500);
        assertThat(BOOTSTRAP.pValue(100)).isLessThan(0.01).isGreaterThanOrEqualTo(1.0 / 500);
    }

    @Test
    void whatDoesNotVaryOrIsSeldomDefinedTellsNothing() {
        double[] jackknife = {1, 1, 1};
        assertThat(BcaBootstrap.of(1, new double[] {1, 1, 1, 1}, jackknife)).isEmpty();
        assertThat(BcaBootstrap.of(1, new double[] {1, 2, Double.NaN, 3}, jackknife))
                .isEmpty();
        assertThat(BcaBootstrap.of(1, new double[] {1, 2, Double.POSITIVE_INFINITY}, jackknife))
                .isEmpty();
    }

    @Test
    void resamplesThatAreUndefinedAreCounted() {
        double[] replicates = IntStream.range(0, 100)
                .mapToDouble(i -> i == 7 ? Double.NaN : i)
                .toArray();
        BcaBootstrap bootstrap =
                BcaBootstrap.of(50, replicates, new double[] {49, 50, 51}).orElseThrow();
        assertThat(bootstrap.method()).isEqualTo("BCa bootstrap, 99 of 100 resamples");
    }

    @Test
    void anIntervalIsWidenedToHoldItsEstimate() {
        double[] replicates = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
        BcaBootstrap bootstrap =
                BcaBootstrap.of(500, replicates, new double[] {1, 2, 3}).orElseThrow();
        assertThat(bootstrap.high(0.95)).isEqualTo(500);
    }

    @Test
    void resamplesKeepTheNumberOfEachStratum() {
        int[] kinds = {0, 1, 0, 1, 1, 0, 0, 0};
        double[] ones = new double[kinds.length];
        Arrays.fill(ones, 1);
        double[][] counts = Resamples.of(ones, kinds, 3).measured(50, weights -> new double[] {
            IntStream.range(0, kinds.length)
                    .filter(i -> kinds[i] == 1)
                    .mapToDouble(i -> weights[i])
                    .sum(),
            Arrays.stream(weights).sum()
        });
        assertThat(counts[0]).containsOnly(3);
        assertThat(counts[1]).containsOnly(8);
    }

    @Test
    void theJackknifeLeavesEachRowOutOnceWhereThereAreFew() {
        double[] powers = {1, 2, 4, 8, 16};
        double[] left = Resamples.of(powers, new int[5], 3)
                .jackknifed(weights -> new double[] {31 - Arrays.stream(weights).sum()})[0];
        assertThat(left).containsExactlyInAnyOrder(powers);
    }
}
