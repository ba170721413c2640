package io.mlops4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Golden;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.Quality;
import io.mlops4j.data.Schema;
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
            new VersionCommitted.Content("b".repeat(64), 4_294_967_296L),
            CsvOptions.defaults().delimiter(';'),
            Schema.of(ColumnSchema.of("age", ColumnType.INTEGER), ColumnSchema.of("late", ColumnType.BOOLEAN))
                    .label("late"),
            "c".repeat(64),
            new Quality(List.of(new ExpectationResult(Expectation.notNull("age"), 569, 0, List.of()))),
            Map.of("source", "crm \"ü\""));

    @TestFactory
    Stream<DynamicTest> theEventIsStoredForGood() {
        return Golden.tests("dataset", DatasetProjection.INSTANCE, Map.of("version-committed", COMMITTED));
    }

    @Test
    void anUnknownTypeIsSkipped() {
        assertThat(DatasetProjection.INSTANCE.read("invented-later", Json.object()))
                .isEmpty();
    }
}
