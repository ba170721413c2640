package io.mlops4j.core.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.content.Contents;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.Origin;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Schema;
import io.mlops4j.data.SchemaRule;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each source becomes, and rows whose types only late ones tell. */
class SourcesTest {
    private final Contents contents = new Contents(new Blobs(new InMemoryBlobStore()));
    private final Ingestion ingestion = new Ingestion(contents);

    @Nested
    class LateRows {
        /** More than the rows that types are found in first. */
        private static final int MANY = 20_000;

        @Test
        void aDecimalBehindManyWholeNumbersMakesTheColumnReal() {
            Ingested ingested = ingest(csv("n\n" + "7\n".repeat(MANY) + "0.5\n"), Schema.infer());
            assertThat(ingested.schema().column("n").type()).isEqualTo(ColumnType.REAL);
            assertThat(ingested.profile().column("n").typeReason())
                    .isEqualTo("all values are numbers, and '0.5' at line 20002 is not whole");
            assertThat(ingested.profile().rowCount()).isEqualTo(MANY + 1);
            assertThat(ingested.profile().column("n").min()).isEqualTo(0.5);
            assertThat(read(ingested).doubles("n")).hasSize(MANY + 1).endsWith(7, 0.5);
        }

        @Test
        void theFirstValueOfAColumnMayComeLate() {
            Ingested ingested = ingest(csv("n,m\n" + "7,\n".repeat(MANY) + "8,9\n"), Schema.infer());
            assertThat(ingested.schema().column("m").type()).isEqualTo(ColumnType.INTEGER);
            assertThat(ingested.profile().column("m").missing()).isEqualTo(MANY);
            assertThat(ingested.profile().column("m").count()).isEqualTo(1);
        }

        @Test
        void aLateIdentifierKeepsItsDigits() {
            Ingested ingested = ingest(csv("n\n" + "1.5\n".repeat(MANY) + "007\n"), Schema.infer());
            assertThat(ingested.schema().column("n").type()).isEqualTo(ColumnType.STRING);
            assertThat(read(ingested).strings("n")).endsWith("1.5", "007");
        }

        @Test
        void rulesAreHeldAgainstEveryRowOnce() {
            Ingested ingested =
                    ingest(csv("n\n" + "7\n".repeat(MANY) + "0.5\n"), Schema.infer(), Expectation.between("n", 0, 7));
            assertThat(ingested.quality().results().get(0).checked()).isEqualTo(MANY + 1);
        }

        @Test
        void aDeclaredTypeIsNotFoundButDemanded() {
            assertThatThrownBy(() -> ingest(
                            csv("n\n" + "7\n".repeat(MANY) + "0.5\n"),
                            Schema.infer().override("n", ColumnType.INTEGER)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("line 20002, column 'n': '0.5' is not a whole number");
        }

        @Test
        void theBytesAreStoredOnceAndWhole() throws IOException {
            String text = "n\n" + "7\n".repeat(MANY) + "0.5\n";
            assertThat(bytes(ingest(csv(text), Schema.infer()))).isEqualTo(text.getBytes(UTF_8));
        }

        @Test
        void aKeyThatComesLateIsAColumnThatEarlierLinesMiss() {
            Ingested ingested =
                    ingest(jsonLines("{\"a\":1}\n".repeat(MANY) + "{\"a\":2,\"b\":true}\n"), Schema.infer());
            assertThat(ingested.schema().names()).containsExactly("a", "b");
            assertThat(ingested.profile().column("b").missing()).isEqualTo(MANY);
        }
    }

    @Nested
    class JsonLines {
        @Test
        void everyKindOfValueHasItsType() {
            Ingested ingested = ingest(jsonLines("""
                            {"id": 1, "x": 1.5, "ok": true, "day": "2026-01-02", "at": "2026-01-02T03:04:05Z", "word": "a\\u00e9", "code": "7"}

                            {"word": null, "id": 2, "x": -3, "tags": ["a", {"b": 1}]}
                            """), Schema.infer());
            assertThat(ingested.schema().columns())
                    .extracting(ColumnSchema::name, ColumnSchema::type)
                    .containsExactly(
                            tuple("id", ColumnType.INTEGER),
                            tuple("x", ColumnType.REAL),
                            tuple("ok", ColumnType.BOOLEAN),
                            tuple("day", ColumnType.DATE),
                            tuple("at", ColumnType.INSTANT),
                            tuple("word", ColumnType.STRING),
                            tuple("code", ColumnType.STRING),
                            tuple("tags", ColumnType.STRING));
            Table table = read(ingested);
            assertThat(table.doubles("x")).containsExactly(1.5, -3);
            assertThat(table.strings("word")).containsExactly("aé", "");
            assertThat(table.column("word").isMissing(1)).isTrue();
            assertThat(table.strings("tags")).containsExactly("", "[\"a\", {\"b\": 1}]");
            assertThat(table.column("at").instantAt(0)).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        }

        @Test
        void aTextOfDigitsIsANumberWhereThatIsDeclared() {
            Ingested ingested =
                    ingest(jsonLines("{\"n\":\"7\"}\n"), Schema.infer().override("n", ColumnType.INTEGER));
            assertThat(read(ingested).longs("n")).containsExactly(7);
        }

        @Test
        void malformedLinesAreNamedWithTheirColumn() {
            assertThatThrownBy(() -> ingest(jsonLines("{\"a\":1}\n{\"a\":}\n"), Schema.infer()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("line 2, column 6: it is no JSON");
            assertThatThrownBy(() -> ingest(jsonLines("[1]\n"), Schema.infer()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("line 1, column 1: it is no JSON object");
            assertThatThrownBy(() -> ingest(jsonLines("{\"a\":1} {}\n"), Schema.infer()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("more than one value");
            assertThatThrownBy(() -> ingest(jsonLines("{\"a\":1,\"a\":2}\n"), Schema.infer()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("the key 'a' appears twice");
            assertThatThrownBy(() -> ingest(jsonLines("\n\n"), Schema.infer()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("no rows");
        }

        @Test
        void aDemandedSchemaRefusesOtherKeys() {
            Schema schema = Schema.of(ColumnSchema.of("age", ColumnType.INTEGER));
            assertThatThrownBy(() -> ingest(jsonLines("{\"aeg\":1}\n"), schema))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("the schema does not name the key 'aeg'")
                    .hasMessageContaining("age");
        }
    }

    @Nested
    class Gzip {
        @Test
        void packedTextIsReadUnpackedAndKeptPacked() throws IOException {
            byte[] packed = gzip("a,b\n1,x\n2,y\n");
            Ingested ingested = ingest(Source.csv(new ByteArrayInputStream(packed)), Schema.infer());
            assertThat(read(ingested).longs("a")).containsExactly(1, 2);
            assertThat(bytes(ingested)).isEqualTo(packed);
        }

        @Test
        void aPackedTextThatIsCutShortIsRefused() throws IOException {
            byte[] packed = gzip("a,b\n" + "1,x\n".repeat(1_000));
            byte[] cut = Arrays.copyOf(packed, packed.length - 10);
            assertThatThrownBy(() -> ingest(Source.csv(new ByteArrayInputStream(cut)), Schema.infer()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("begins as a gzip file but cannot be unpacked");
        }

        private byte[] gzip(String text) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(text.getBytes(UTF_8));
            }
            return bytes.toByteArray();
        }
    }

    @Nested
    class Queries {
        private final JdbcDataSource database = new JdbcDataSource();

        Queries() throws SQLException {
            database.setURL("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
            execute("CREATE TABLE loans (id BIGINT, amount DECIMAL(10, 2), made DATE, moment TIMESTAMP WITH TIME ZONE,"
                    + " open BOOLEAN, grade VARCHAR(5), scan VARBINARY(10), score DOUBLE PRECISION)");
            execute(
                    "INSERT INTO loans VALUES (1, 12.50, DATE '2026-01-02', TIMESTAMP WITH TIME ZONE"
                            + " '2026-01-02 03:04:05+01', TRUE, 'A', X'0102', 0.1), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        }

        @Test
        void columnsKeepTheirTypes() {
            Ingested ingested = ingest(Source.query(database, "SELECT * FROM loans ORDER BY id"), Schema.infer());
            assertThat(ingested.schema().columns())
                    .extracting(ColumnSchema::type)
                    .containsExactly(
                            ColumnType.INTEGER,
                            ColumnType.REAL,
                            ColumnType.DATE,
                            ColumnType.INSTANT,
                            ColumnType.BOOLEAN,
                            ColumnType.STRING,
                            ColumnType.BINARY,
                            ColumnType.REAL);
            Table table = read(ingested);
            assertThat(table.longs("ID")).containsExactly(1, 2);
            assertThat(table.doubles("AMOUNT")).containsExactly(12.5, Double.NaN);
            assertThat(table.column("MADE").dateAt(0)).isEqualTo(LocalDate.of(2026, 1, 2));
            assertThat(table.column("MOMENT").instantAt(0)).isEqualTo(Instant.parse("2026-01-02T02:04:05Z"));
            assertThat(table.column("SCAN").bytesAt(0)).containsExactly(1, 2);
            assertThat(table.columns()).allMatch(column -> column.name().equals("ID") || column.isMissing(1));
        }

        @Test
        void parametersTakeTheirPlaces() {
            Ingested ingested = ingest(
                    Source.query(database, "SELECT id FROM loans WHERE id > ? AND id < ?", 1, 3), Schema.infer());
            assertThat(read(ingested).longs("ID")).containsExactly(2);
        }

        @Test
        void aWrongQueryIsInvalidInputThatShowsIt() {
            assertThatThrownBy(() -> ingest(Source.query(database, "SELECT nothing FROM nowhere"), Schema.infer()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("The query 'SELECT nothing FROM nowhere' failed");
        }

        private void execute(String sql) throws SQLException {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void categoriesAndBytesAreDeclared() {
        Ingested ingested = ingest(
                csv("grade,scan\nB,AQI=\nA,\nB,AA==\n"),
                Schema.infer().override("grade", ColumnType.CATEGORY).override("scan", ColumnType.BINARY));
        Table table = read(ingested);
        assertThat(table.column("grade").levels()).containsExactly("A", "B");
        assertThat(table.column("grade").codes()).containsExactly(1, 0, 1);
        assertThat(table.column("scan").bytesAt(0)).containsExactly(1, 2);
        assertThat(table.column("scan").isMissing(1)).isTrue();
        assertThatThrownBy(() -> ingest(csv("scan\n?!\n"), Schema.infer().override("scan", ColumnType.BINARY)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'?!' is not bytes in Base64");
    }

    private Ingested ingest(Source source, SchemaRule rule, Expectation... rules) {
        return ingestion.ingest(source, new Ingestion.Demands("test", rule, List.of(rules), new FixedContext()), null);
    }

    private static Source csv(String text) {
        return Source.csv(new ByteArrayInputStream(text.getBytes(UTF_8)), CsvOptions.defaults());
    }

    private static Source jsonLines(String text) {
        return Source.jsonLines(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private Table read(Ingested ingested) {
        try (CellBatches cells =
                ingested.format().read(Origin.text("the test"), contents.open(ingested.content()), ingested.schema())) {
            return TableReader.read("the test", cells);
        }
    }

    private byte[] bytes(Ingested ingested) {
        try (InputStream in = contents.open(ingested.content())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
