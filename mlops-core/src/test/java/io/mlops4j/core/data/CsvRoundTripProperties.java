package io.mlops4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.content.Contents;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.Format;
import io.mlops4j.core.data.cells.Origin;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tables of every type, with odd text and missing cells, come back from their canonical CSV exactly. */
class CsvRoundTripProperties {
    @Property(tries = 300)
    void aTableReadsBackFromItsCanonicalForm(@ForAll("tables") Table table) throws IOException {
        assertThat(read(canonical(table), table)).isEqualTo(table);
    }

    @Property(tries = 50)
    void anIngestedTableReadsBackAndItsProfileCountsItsCells(@ForAll("tables") Table table) {
        Contents contents = new Contents(new Blobs(new InMemoryBlobStore()));
        Ingested ingested = new Ingestion(contents)
                .ingest(
                        Source.table(table),
                        new Ingestion.Demands("test", Schema.infer(), List.of(), new FixedContext()),
                        null);
        assertThat(read(contents.open(ingested.content()), ingested.schema())).isEqualTo(table);
        for (Column column : table.columns()) {
            assertThat(ingested.profile().column(column.name()).missing()).isEqualTo(column.missing());
            assertThat(ingested.profile().column(column.name()).count())
                    .isEqualTo(column.rowCount() - column.missing());
        }
    }

    @Property(tries = 100)
    void equalTablesGiveEqualBytes(@ForAll("tables") Table table) throws IOException {
        byte[] bytes = canonical(table);
        assertThat(canonical(read(bytes, table))).isEqualTo(bytes);
    }

    private static byte[] canonical(Table table) throws IOException {
        return new CanonicalCsv(new TableRows(table, "the test")).readAllBytes();
    }

    private static Table read(byte[] bytes, Table like) {
        Schema schema = new Schema(like.columns().stream()
                .map(column -> ColumnSchema.of(column.name(), column.type()))
                .toList());
        return read(new ByteArrayInputStream(bytes), schema);
    }

    private static Table read(InputStream bytes, Schema schema) {
        try (CellBatches cells = Format.csv(CsvOptions.defaults()).read(Origin.text("test"), bytes, schema)) {
            return TableReader.read("test", cells);
        }
    }

    @Provide
    Arbitrary<Table> tables() {
        return Arbitraries.integers()
                .between(1, 12)
                .flatMap(rows -> Arbitraries.integers()
                        .between(1, 4)
                        .flatMap(width -> column(rows).list().ofSize(width).map(columns -> {
                            Table.Builder table = Table.builder();
                            IntStream.range(0, width)
                                    .forEach(i -> columns.get(i).addTo(table, i == 0 ? "\uFEFFa, \"b\"" : "c" + i));
                            return table.build();
                        })));
    }

    private interface NamedLater {
        void addTo(Table.Builder table, String name);
    }

    private static Arbitrary<NamedLater> column(int rows) {
        Arbitrary<BitSet> missing = Arbitraries.integers()
                .between(0, rows - 1)
                .set()
                .ofMaxSize(rows)
                .map(set -> set.stream().collect(BitSet::new, BitSet::set, BitSet::or));
        Arbitrary<NamedLater> reals = Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .injectNull(0.1)
                .map(value -> value == null ? Double.NaN : value)
                .edgeCases(cases -> cases.add(-0.0, Double.MIN_VALUE, Double.POSITIVE_INFINITY))
                .array(Double[].class)
                .ofSize(rows)
                .map(values -> (table, name) -> table.doubles(
                        name,
                        java.util.Arrays.stream(values).mapToDouble(v -> v).toArray()));
        Arbitrary<NamedLater> integers = Arbitraries.longs()
                .array(long[].class)
                .ofSize(rows)
                .flatMap(values -> missing.map(gaps -> (table, name) -> table.longs(name, values, gaps)));
        Arbitrary<NamedLater> flags = Arbitraries.of(true, false)
                .array(boolean[].class)
                .ofSize(rows)
                .flatMap(values -> missing.map(gaps -> (table, name) -> table.booleans(name, values, gaps)));
        Arbitrary<NamedLater> texts = text().injectNull(0.2)
                .array(String[].class)
                .ofSize(rows)
                .map(values -> (table, name) -> table.strings(name, values));
        Arbitrary<NamedLater> days = Arbitraries.longs()
                .between(LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay())
                .map(LocalDate::ofEpochDay)
                .injectNull(0.2)
                .array(LocalDate[].class)
                .ofSize(rows)
                .map(values -> (table, name) -> table.dates(name, values));
        Arbitrary<NamedLater> moments = Arbitraries.longs()
                .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
                .flatMap(second ->
                        Arbitraries.integers().between(0, 999_999_999).map(nano -> Instant.ofEpochSecond(second, nano)))
                .injectNull(0.2)
                .array(Instant[].class)
                .ofSize(rows)
                .map(values -> (table, name) -> table.instants(name, values));
        Arbitrary<NamedLater> words = text().injectNull(0.2)
                .array(String[].class)
                .ofSize(rows)
                .map(values -> (table, name) -> table.categories(name, values));
        Arbitrary<NamedLater> binaries = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(8)
                .injectNull(0.2)
                .array(byte[][].class)
                .ofSize(rows)
                .map(values -> (table, name) -> table.binaries(name, values));
        return Arbitraries.oneOf(reals, integers, flags, texts, words, binaries, days, moments);
    }

    /** Quotes, delimiters, line breaks, marks and characters beyond 16 bits, next to plain words and anything else. */
    private static Arbitrary<String> text() {
        Arbitrary<String> odd = Arbitraries.of(
                        "", "\"", ",", "\n", "\r", "\r\n", " ", "\t", "\uFEFF", "#", "0", "NaN", "null", "😀", "ü",
                        "\u0000", "'")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(6).map(text -> {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return new String(utf8, StandardCharsets.UTF_8);
        });
        return Arbitraries.oneOf(odd, any);
    }
}
