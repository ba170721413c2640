package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.Mlops;
import io.mlops4j.data.DatasetDiff;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Source;
import io.mlops4j.data.Split;
import io.mlops4j.data.Split.Part;
import io.mlops4j.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two years of weather, and four. */
class WeatherSplitTest {
    @TempDir
    Path dir;

    private Mlops ml;
    private DatasetVersion twoYears;
    private DatasetVersion fourYears;

    @BeforeEach
    void commit() throws IOException {
        ml = Mlops.builder().inMemory().build();
        try (InputStream csv =
                Objects.requireNonNull(getClass().getResourceAsStream("/io/mlops4j/core/data/seattle-weather.csv"))) {
            List<String> lines = new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            twoYears = commit(lines.subList(0, 732));
            fourYears = commit(lines);
        }
    }

    private DatasetVersion commit(List<String> lines) throws IOException {
        Path file = Files.write(dir.resolve(lines.size() + ".csv"), lines);
        return ml.dataset("weather")
                .from(Source.csv(file))
                .schema(Schema.infer().label("weather").key("date"))
                .commit();
    }

    @AfterEach
    void close() {
        ml.close();
    }

    @Test
    void twoMoreYearsAreAddedRows() {
        DatasetDiff diff = ml.dataset("weather").diff(1, 2);
        assertThat(diff.rowsAdded()).isEqualTo(730);
        assertThat(diff.rowsRemoved() + diff.rowsChanged()).isZero();
        assertThat(diff.rowsUnchanged()).isEqualTo(731);
        assertThat(diff.rows().addedKeys()).hasSize(5).first().isEqualTo("date=2014-01-01");
    }

    @Test
    void noDayMovesWhenYearsAreAdded() {
        Split earlier = split(twoYears);
        Split later = split(fourYears);
        for (int row = 0; row < 731; row++) {
            assertThat(later.findPart(row)).isEqualTo(earlier.findPart(row));
        }
        assertThat(earlier.spec().keyedBy()).containsExactly("date");
    }

    private static Split split(DatasetVersion version) {
        return version.split().train(0.7).validation(0.15).test(0.15).seed(42).apply();
    }

    @Test
    void everyPartHasItsShareOfRain() {
        Split split = fourYears
                .split()
                .train(0.7)
                .validation(0.15)
                .test(0.15)
                .stratifiedBy("weather")
                .seed(42)
                .apply();
        for (Part part : Part.values()) {
            assertThat(rain(split.part(part))).isEqualTo(rain(fourYears.read()), within(0.005));
        }
    }

    private static double rain(Table table) {
        return Arrays.stream(table.strings("weather")).filter("rain"::equals).count() / (double) table.rowCount();
    }
}
