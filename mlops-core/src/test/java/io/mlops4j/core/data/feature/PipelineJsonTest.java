package io.mlops4j.core.data.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineJsonTest {
    /** Every kind of step, and numbers of every kind. */
    private static FeaturePipeline everything() {
        Table table = Table.builder()
                .doubles("a", 0.1, 1e300, 5e-324, -0.5, Double.NaN)
                .doubles("b", 1, 2, 3, 4, 5)
                .longs("c", 7, 7, 8, 9, 9)
                .strings("grade", "A", "B", null, "ü\"\n", "A")
                .strings("zip", "x", "y", "x", "y", "z")
                .strings("town", "k", "l", "k", "l", "k")
                .strings("note", "a b", "", null, "c", "d")
                .dates("day", LocalDate.EPOCH, null, LocalDate.MAX, LocalDate.EPOCH, LocalDate.EPOCH)
                .instants("at", Instant.EPOCH, null, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH)
                .booleans("label", true, false, true, true, false)
                .build();
        return FeaturePipeline.of(
                        Feature.impute("a").withMedian(),
                        Feature.clip("a").between(Double.NEGATIVE_INFINITY, 1e10),
                        Feature.log("a"),
                        Feature.robustScale("a"),
                        Feature.outlierFlag("b"),
                        Feature.bucketize("b").quantiles(2),
                        Feature.oneHot("c"),
                        Feature.impute("grade").with("none"),
                        Feature.oneHot("grade"),
                        Feature.hash("zip").buckets(2),
                        Feature.ordinal("town").order("l", "k"),
                        Feature.textLength("note"),
                        Feature.tokenCount("note"),
                        Feature.targetEncode("note"),
                        Feature.dateParts("day"),
                        Feature.dateParts("at"),
                        Feature.drop("day:year"),
                        Feature.select("a", "b", "b:outlier", "c=7", "grade=A", "zip#1", "town", "note", "at:hour"))
                .fit(table, "label");
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                PipelineJsonTest.class.getResourceAsStream("pipeline.golden.json"), "pipeline.golden.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static FeaturePipeline read(String json) {
        return FeaturePipeline.fromBytes(json.getBytes(StandardCharsets.UTF_8));
    }

    private static FeaturePipeline withStep(String step) {
        return read("{\"format\":\"mlops4j-features\",\"version\":1,\"inputs\":[{\"name\":\"x\",\"type\":\"real\"},"
                + "{\"name\":\"w\",\"type\":\"string\"}],\"steps\":[" + step + "]}");
    }

    @Test
    void theStoredFormNeverChanges() throws IOException {
        assertThat(new String(everything().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(new String(golden(), StandardCharsets.UTF_8));
    }

    @Test
    void whatWasStoredIsReadBack() throws IOException {
        assertThat(FeaturePipeline.fromBytes(golden())).isEqualTo(everything());
    }

    @Test
    void theBytesAreTheCallersOwn() {
        FeaturePipeline pipeline = everything();
        pipeline.toBytes()[0] = 0;
        assertThat(pipeline.toBytes()[0]).isEqualTo((byte) '{');
    }

    @Test
    void fieldsOfALaterReleaseArePassedOver() {
        assertThat(withStep("{\"step\":\"log1p\",\"column\":\"x\",\"invented\":\"later\"}")
                        .outputs())
                .containsExactly("x", "w");
    }

    @Test
    void aStepOfALaterReleaseIsNotPassedOver() {
        assertThatThrownBy(() -> withStep("{\"step\":\"invented\",\"column\":\"x\"}"))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("step 'invented'")
                .hasMessageContaining("later one");
    }

    @Test
    void aFormOfALaterReleaseIsRefused() {
        assertThatThrownBy(() -> read("{\"format\":\"mlops4j-features\",\"version\":2}"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("form 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"step\":\"linear\",\"column\":\"x\",\"center\":0,\"scale\":0}",
                "{\"step\":\"linear\",\"column\":\"x\",\"center\":\"NaN\",\"scale\":1}",
                "{\"step\":\"linear\",\"column\":\"x\",\"center\":0}",
                "{\"step\":\"linear\",\"column\":\"w\",\"center\":0,\"scale\":1}",
                "{\"step\":\"linear\",\"column\":\"y\",\"center\":0,\"scale\":1}",
                "{\"step\":\"clamp\",\"column\":\"x\",\"low\":2,\"high\":1}",
                "{\"step\":\"buckets\",\"column\":\"x\",\"edges\":[2,1]}",
                "{\"step\":\"one-hot\",\"column\":\"w\",\"words\":[\"a\",\"a\"],\"outputs\":[\"b\",\"c\"]}",
                "{\"step\":\"one-hot\",\"column\":\"w\",\"words\":[\"a\"],\"outputs\":[]}",
                "{\"step\":\"one-hot\",\"column\":\"w\",\"words\":[\"a\"],\"outputs\":[\"x\"]}",
                "{\"step\":\"one-hot\",\"column\":\"w\",\"words\":[\"a\"],\"outputs\":[\"\"]}",
                "{\"step\":\"one-hot\",\"column\":\"w\",\"numbers\":[1],\"outputs\":[\"w=1\"]}",
                "{\"step\":\"means\",\"column\":\"w\",\"words\":[\"a\"],\"means\":[1,2],\"prior\":0}",
                "{\"step\":\"hash\",\"column\":\"w\",\"outputs\":[]}",
                "{\"step\":\"date-parts\",\"column\":\"x\",\"outputs\":[\"a\"]}",
                "{\"step\":\"drop\",\"columns\":[\"x\",\"w\"]}",
                "{\"column\":\"x\"}"
            })
    void aBrokenStepIsRefused(String step) {
        assertThatThrownBy(() -> withStep(step)).isInstanceOf(IntegrityViolation.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"format\":\"something\",\"version\":1}",
                "{\"format\":\"mlops4j-features\",\"version\":1,\"steps\":[]}",
                "{\"format\":\"mlops4j-features\",\"version\":1,\"inputs\":[{\"name\":\"x\",\"type\":\"odd\"}]}",
                "{\"format\":\"mlops4j-features\",\"version\":1,\"inputs\":[{\"name\":\"x\",\"type\":\"binary\"}]}"
            })
    void whatIsNoPipelineIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IntegrityViolation.class);
    }

    @Test
    void stepsThatWouldFillTheMemoryAreRefused() {
        // 80 times 15 000 columns, of which all but two are left out again.
        StringBuilder steps = new StringBuilder();
        for (int step = 0; step < 80; step++) {
            StringBuilder outputs = new StringBuilder();
            for (int i = 0; i < 15_000; i++) {
                outputs.append(i == 0 ? "" : ",").append("\"a").append(i).append('"');
            }
            String column = step == 0 ? "w" : "a0";
            steps.append(step == 0 ? "" : ",{\"step\":\"select\",\"columns\":[\"x\",\"a0\"]},")
                    .append("{\"step\":\"one-hot\",\"column\":\"")
                    .append(column)
                    .append(step == 0 ? "\",\"words\":[" + outputs + "]" : "\",\"numbers\":[" + numbers() + "]")
                    .append(",\"outputs\":[")
                    .append(outputs)
                    .append("]}");
        }
        assertThatThrownBy(() -> withStep(steps.toString()))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("more than 1048576 columns");
    }

    private static String numbers() {
        return IntStream.range(0, 15_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    @Test
    void aWordThatIsNoUnicodeTextIsStoredAllTheSame() {
        Table table = Table.builder().strings("w", "\uD800", "\uDC00x").build();
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.ordinal("w")).fit(table);
        FeaturePipeline again = FeaturePipeline.fromBytes(pipeline.toBytes());
        assertThat(again).isEqualTo(pipeline);
        assertThat(again.transform(table).doubles("w")).containsExactly(0, 1);
    }
}
