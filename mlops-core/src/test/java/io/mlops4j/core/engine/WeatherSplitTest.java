package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.Mlops;
import io.mlops4j.StorageFailure;
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
    void thePageOfTheDifferenceIsSelfContained() throws IOException {
        Path page = dir.resolve("diff.html");
        ml.dataset("weather").diff(1, 2).toHtml(page);
        String html = Files.readString(page);
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("weather, version 1 to 2", "730", "<h3>temp_max", "date=2014-01-01")
                .doesNotContain("<script", "http:", "https:", "NaN");
        assertThat(html.length()).isLessThan(60_000);
        ml.dataset("weather").diff(1, 2).toHtml(page);
        assertThat(Files.readString(page)).isEqualTo(html);
    }

    @Test
    void whatTheDataSaysIsEscapedOnThePage() throws IOException {
        Path page = dir.resolve("diff.html");
        DatasetVersion plain = ml.dataset("names")
                .from(Source.table(Table.builder().strings("<b>", "x").build()))
                .commit();
        DatasetVersion marked = ml.dataset("names")
                .from(Source.table(Table.builder()
                        .strings("<b>", "<script>alert('x')</script>", "x")
                        .build()))
                .commit();
        ml.dataset("names").diff(marked, plain).toHtml(page);
        assertThat(Files.readString(page))
                .contains("&lt;b&gt;", "&lt;script&gt;alert(&#39;x&#39;)")
                .doesNotContain("<script", "<b>");
    }

    @Test
    void aPageThatCannotBeWrittenIsNamed() {
        DatasetDiff diff = ml.dataset("weather").diff(1, 2);
        assertThatThrownBy(() -> diff.toHtml(dir.resolve("nowhere").resolve("diff.html")))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("nowhere");
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
