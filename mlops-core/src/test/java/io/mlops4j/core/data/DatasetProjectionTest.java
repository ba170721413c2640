package io.mlops4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.content.ContentRef;
import io.mlops4j.core.data.cells.Format;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Golden;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.Quality;
import io.mlops4j.data.RowRule;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Split;
import io.mlops4j.data.SplitSpec;
import io.mlops4j.data.TableRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DatasetProjectionTest {
    private static final VersionCommitted COMMITTED = new VersionCommitted(
            3,
            "a".repeat(64),
            569,
            ContentRef.blob("b".repeat(64), 4_294_967_296L),
            Format.csv(CsvOptions.defaults().delimiter(';')),
            Schema.of(ColumnSchema.of("age", ColumnType.INTEGER), ColumnSchema.of("late", ColumnType.BOOLEAN))
                    .label("late"),
            "c".repeat(64),
            new Quality(List.of(new ExpectationResult(Expectation.notNull("age"), 569, 0, List.of()))),
            Map.of("source", "crm \"ü\""),
            null);

    /** In chunks, of another format, with files. */
    private static final VersionCommitted CHUNKED = new VersionCommitted(
            1,
            "a".repeat(64),
            2,
            new ContentRef("b".repeat(64), 5_000_000, "d".repeat(64)),
            new Format.JsonLines(),
            Schema.of(ColumnSchema.of("path", ColumnType.STRING)).key("path"),
            "c".repeat(64),
            new Quality(List.of()),
            Map.of(),
            new ContentRef("e".repeat(64), 9_000_000, "f".repeat(64)));

    private static final List<Expectation> EVERY_RULE = List.of(
            Expectation.notNull("id"),
            Expectation.unique("id", "day"),
            Expectation.between("age", 18, Double.POSITIVE_INFINITY).mostly(0.99),
            Expectation.in("grade", "A", "B").warning(),
            Expectation.matches("zip", "\\d{5}").mostly(0.5).warning(),
            Expectation.length("name", 1, 80),
            Expectation.ofType("code", ColumnType.INTEGER),
            Expectation.increasing("day"),
            Expectation.strictlyIncreasing("at"),
            new RowRule.Foreign("customer", "customers", 3, "id"),
            RowRule.Custom.named("end after begin"),
            Expectation.missingAtMost("income", 0.05),
            Expectation.rowCount(1, Long.MAX_VALUE),
            Expectation.meanBetween("age", 30, 50),
            Expectation.quantileBetween("age", 0.5, Double.NEGATIVE_INFINITY, 45),
            Expectation.correlationBetween("age", "income", 0.1, 0.9),
            Expectation.fresh("day", Duration.ofHours(36)),
            TableRule.Custom.named("balanced"));

    private static SplitSaved split(SplitSpec.Method method, List<String> keys, int leftOut) {
        return new SplitSaved(
                3,
                "hold \"out\"",
                new SplitSpec(
                        Map.of(Split.Part.TRAIN, 0.7, Split.Part.TEST, 0.3),
                        method,
                        keys,
                        -42,
                        keys.isEmpty() ? "" : "e".repeat(64)),
                Map.of(Split.Part.TRAIN, 400, Split.Part.TEST, 169 - leftOut),
                leftOut,
                "d".repeat(64));
    }

    @TestFactory
    Stream<DynamicTest> theEventIsStoredForGood() {
        return Golden.tests(
                "dataset",
                DatasetProjection.INSTANCE,
                Map.of(
                        "version-committed",
                        COMMITTED,
                        "version-committed+files",
                        CHUNKED,
                        "rules-set",
                        new DatasetEvent.RulesSet(EVERY_RULE),
                        "split-saved",
                        split(new SplitSpec.ByHash(List.of()), List.of("id"), 0),
                        "split-saved+grouped",
                        split(new SplitSpec.ByHash(List.of("customer")), List.of(), 0),
                        "split-saved+stratified",
                        split(
                                new SplitSpec.Stratified(
                                        List.of(
                                                new SplitSpec.Stratum("late", SplitSpec.Stratum.AUTOMATIC),
                                                new SplitSpec.Stratum("age", 4)),
                                        List.of("customer")),
                                List.of(),
                                0),
                        "split-saved+time",
                        split(new SplitSpec.ByTime("day", Duration.ofDays(7)), List.of(), 12)));
    }

    @Test
    void anUnknownTypeIsSkipped() {
        assertThat(DatasetProjection.INSTANCE.read("invented-later", Json.object()))
                .isEmpty();
    }
}
