package io.mlops4j.core.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.QualityGateFailed;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.content.Contents;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.Format;
import io.mlops4j.core.data.cells.Origin;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.Schema;
import io.mlops4j.data.SchemaRule;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestionTest {
    @TempDir
    Path directory;

    private Contents contents;
    private Ingestion ingestion;

    @BeforeEach
    void prepare() {
        contents = new Contents(new Blobs(new InMemoryBlobStore()));
        ingestion = new Ingestion(contents);
    }

    @Test
    void aFileKeepsItsBytesAndReadsBackAsATypedTable() throws IOException {
        Path file = file("id,age,name,day\n1,31.5,Ada,2026-01-02\n2,,\"\",2026-01-03\n");
        Ingested ingested = ingest(Source.csv(file));
        assertThat(bytes(ingested)).isEqualTo(Files.readAllBytes(file));
        assertThat(ingested.content().sizeBytes()).isEqualTo(Files.size(file));
        assertThat(ingested.profile().rowCount()).isEqualTo(2);
        Table table = read(ingested);
        assertThat(table.longs("id")).containsExactly(1, 2);
        assertThat(table.doubles("age")).containsExactly(31.5, Double.NaN);
        assertThat(table.strings("name")).containsExactly("Ada", "");
        assertThat(table.column("name").isMissing(1)).isFalse();
        assertThat(table.dates("day")).containsExactly(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 3));
    }

    @Test
    void aStreamIsReadOnceAndStaysItsOwners() throws IOException {
        boolean[] closed = new boolean[1];
        InputStream once = new FilterInputStream(new ByteArrayInputStream("a\n1\n2\n".getBytes(UTF_8))) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        Ingested ingested = ingest(Source.csv(once));
        assertThat(bytes(ingested)).asString(UTF_8).isEqualTo("a\n1\n2\n");
        assertThat(once.read()).isEqualTo(-1);
        assertThat(closed[0]).isFalse();
    }

    @Test
    void aStreamThatFailsIsAStorageFailure() throws IOException {
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(new byte[0])) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("the cable is out");
            }
        };
        assertThatThrownBy(() -> ingest(Source.csv(failing)))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("the cable is out");
    }

    @Test
    void aFileThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> ingest(Source.csv(directory.resolve("absent.csv"))))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("absent.csv");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThatThrownBy(() -> ingest(Source.csv(directory)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is a directory");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsNotCommitted() throws IOException {
        Path file = file("a\n1\n");
        Expectation writes = Expectation.row("appends to the file", row -> {
            try {
                Files.writeString(file, "2\n", StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
        assertThatThrownBy(() -> ingest(Source.csv(file), Schema.infer(), writes))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("changed while it was being committed");
    }

    @Test
    void theDigestIsOfTheBytesTheOptionsAndTheSchema() throws IOException {
        Path file = file("a,b\n1,2\n");
        Path copy = directory.resolve("copy.csv");
        Files.copy(file, copy);
        String digest = digest(Source.csv(file), Schema.infer());
        assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(digest(Source.csv(copy), Schema.infer()));
        assertThat(digest)
                .isEqualTo(digest(
                        Source.csv(file),
                        Schema.of(ColumnSchema.of("a", ColumnType.INTEGER), ColumnSchema.of("b", ColumnType.INTEGER))));
        assertThat(Stream.of(
                                digest,
                                digest(Source.csv(file), Schema.infer().label("b")),
                                digest(Source.csv(file), Schema.infer().label("a")),
                                digest(Source.csv(file), Schema.infer().override("a", ColumnType.REAL)),
                                digest(Source.csv(file, CsvOptions.defaults().missing("NA")), Schema.infer()),
                                digest(Source.csv(file("a,b\n1,3\n")), Schema.infer()))
                        .distinct())
                .hasSize(6);
    }

    /** The layout of VersionDigest, by `printf 'mlops4j 17:dataset-version-1\ncontent 64:…\n…' | sha256sum`. */
    @Test
    void theDigestOfAVersionCanBeRecomputedByHand() throws IOException {
        Ingested ingested = ingest(Source.csv(file("a\n1\n")));
        String fields =
                "mlops4j 17:dataset-version-1\ncontent 64:" + ingested.content().digest()
                        + "\nformat 3:csv\ndelimiter 1:,\nquote 1:\"\ncharset 5:UTF-8\nheader 10:first_line\n"
                        + "column 1:a\ntype 7:integer\nrole 7:feature\n";
        assertThat(ingested.digest()).isEqualTo(Digests.hex(Digests.newSha256().digest(fields.getBytes(UTF_8))));
    }

    @Test
    void aRaggedRowIsRefusedWithFileLineAndBothCounts() {
        assertThatThrownBy(() -> ingest(Source.csv(file("ragged.csv", "a,b\n1,2\n3\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("ragged.csv', line 3: the row has 1 cell, but the header has 2 cells");
    }

    /** FastCSV 4.1.0 dropped such a cell, and joined its row with the next. */
    @Test
    void aCarriageReturnInTheLastCellOfARowIsKept() {
        Ingested ingested = ingest(Source.csv(file("a,b\n1,\"x\ry\"\n2,z\n")));
        assertThat(read(ingested).strings("b")).containsExactly("x\ry", "z");
    }

    @Test
    void linesAreCountedThroughQuotedLineBreaks() {
        assertThatThrownBy(() -> ingest(Source.csv(file("a,b\n1,\"x\ny\r\nz\"\n3\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 5");
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedWithItsLine() {
        assertThatThrownBy(() -> ingest(Source.csv(file("a,b\n1,2\n3,\"4\n5,6\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 3: a quote (\") is opened in this row and never closed");
        assertThatThrownBy(() -> ingest(Source.csv(file("a,b\n1,2\n3,\""))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> ingest(Source.csv(file("\"a"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void textAfterAClosingQuoteIsRefusedWithItsLine() {
        assertThatThrownBy(() -> ingest(Source.csv(file("a,b\n1,2\n\"3\"x,4\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 3: there is text after a closing quote");
    }

    @Test
    void bytesThatAreNotOfTheCharsetAreRefusedWithLineAndOffset() throws IOException {
        Path file = directory.resolve("latin1.csv");
        Files.write(file, "name\nAda\nJosé\n".getBytes(ISO_8859_1));
        assertThatThrownBy(() -> ingest(Source.csv(file)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("latin1.csv', line 3: the bytes at offset 12 are not UTF-8");
        Ingested ingested = ingest(Source.csv(file, CsvOptions.defaults().charset("ISO-8859-1")));
        assertThat(read(ingested).strings("name")).containsExactly("Ada", "José");
    }

    @Test
    void aByteOrderMarkIsSkipped() throws IOException {
        Ingested ingested = ingest(Source.csv(file("\uFEFFa,b\n1,2\n")));
        assertThat(ingested.schema().names()).containsExactly("a", "b");

        Path file = directory.resolve("utf16.csv");
        Files.write(file, "\uFEFFa,b\n1,2\n".getBytes(UTF_16LE));
        Ingested wide = ingest(Source.csv(file, CsvOptions.defaults().charset(UTF_16LE)));
        assertThat(wide.schema().names()).containsExactly("a", "b");
    }

    @Test
    void headersThatNameNothingOrTwiceAreRefusedWithTheirColumn() {
        assertThatThrownBy(() -> ingest(Source.csv(file("a,,c\n1,2,3\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 1, column 2: the name of the column is empty");
        assertThatThrownBy(() -> ingest(Source.csv(file("a,b, a\n1,2,3\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 1, column 3: the name 'a' is that of column 1 already");
        assertThatThrownBy(() -> ingest(Source.csv(file("a,\"b\nc\"\n1,2\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 1, column 2: ")
                .hasMessageContaining("control character");
    }

    @Test
    void aFileWithoutRowsHasNothingToCommit() {
        assertThatThrownBy(() -> ingest(Source.csv(file(""))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> ingest(Source.csv(file("\n\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> ingest(Source.csv(file("a,b\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has a header and no rows");
    }

    @Test
    void tooManyCellsAndTooLongCellsAreRefusedBeforeTheyFillTheHeap() {
        assertThatThrownBy(() -> ingest(Source.csv(file(",".repeat(Schema.MOST_COLUMNS) + "\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 1: the row has more than 16384 cells");
        assertThatThrownBy(() -> ingest(Source.csv(file("a\n" + "x".repeat(Format.LONGEST_CELL + 1) + "\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 2: a cell has more than 1048576 characters");
        String wide = ("x".repeat(1_000_000) + ",").repeat(17);
        assertThatThrownBy(() -> ingest(Source.csv(file(wide + "\n"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 1: the row has more than 16777216 characters");
    }

    @Test
    void aCellThatDoesNotFitADeclaredTypeIsRefusedWithItsPlaceAndValue() {
        assertThatThrownBy(() -> ingest(
                        Source.csv(file("loans.csv", "id,age\n1,31\n2,old\n")),
                        Schema.infer().override("age", ColumnType.INTEGER)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(
                        "loans.csv', line 3, column 'age': 'old' is not a whole number of 64 bits (INTEGER)");
    }

    @Test
    void rulesThatNameNoColumnAreRefusedWithNearNames() throws IOException {
        Path file = file("age,income\n1,2\n");
        assertThatThrownBy(() -> ingest(Source.csv(file), Schema.infer().label("incom")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no column 'incom', which the label names. Did you mean 'income'?");
        assertThatThrownBy(() -> ingest(Source.csv(file), Schema.infer().override("agee", ColumnType.REAL)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("which the type override names. Did you mean 'age'?");
        assertThatThrownBy(() -> ingest(Source.csv(file), Schema.infer(), Expectation.notNull("Income")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no cell of 'Income' is missing")
                .hasMessageContaining("Did you mean 'income'?");
    }

    @Test
    void aDemandedSchemaMustNameTheColumnsOfTheFileInAnyOrder() throws IOException {
        Path file = file("b,a\n1,2\n");
        Schema schema = Schema.of(ColumnSchema.of("a", ColumnType.REAL), ColumnSchema.of("b", ColumnType.STRING));
        Ingested ingested = ingest(Source.csv(file), schema.label("a"));
        assertThat(ingested.schema().names()).containsExactly("b", "a");
        assertThat(ingested.schema().label()).contains("a");
        assertThat(read(ingested).strings("b")).containsExactly("1");

        assertThatThrownBy(() -> ingest(Source.csv(file), Schema.of(ColumnSchema.of("a", ColumnType.REAL))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has a column 'b' that the schema does not name");
        assertThatThrownBy(() -> ingest(
                        Source.csv(file),
                        Schema.of(
                                ColumnSchema.of("a", ColumnType.REAL),
                                ColumnSchema.of("b", ColumnType.REAL),
                                ColumnSchema.of("c", ColumnType.REAL))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no column 'c', which the schema names");
    }

    @Test
    void aFileWithoutAHeaderTakesItsNamesFromTheSchemaOrNumbersThem() throws IOException {
        Path file = file("1,x\n2,y\n");
        CsvOptions options = CsvOptions.defaults().withoutHeader();
        Ingested ingested = ingest(Source.csv(file, options));
        assertThat(ingested.schema().names()).containsExactly("c1", "c2");
        assertThat(read(ingested).longs("c1")).containsExactly(1, 2);

        Schema named = Schema.of(ColumnSchema.of("n", ColumnType.INTEGER), ColumnSchema.of("s", ColumnType.STRING));
        Ingested declared = ingest(Source.csv(file, options), named);
        assertThat(read(declared).strings("s")).containsExactly("x", "y");

        assertThatThrownBy(() -> ingest(Source.csv(file, options), Schema.of(ColumnSchema.of("n", ColumnType.REAL))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("The schema has 1 columns")
                .hasMessageContaining("has 2");
    }

    @Test
    void optionsOfAFileAreKept() throws IOException {
        Path file = file("a;b;c\n'x;y';NA;'it''s'\n");
        CsvOptions options = CsvOptions.defaults().delimiter(';').quote('\'').missing("NA");
        Ingested ingested = ingest(Source.csv(file, options));
        Table table = read(ingested);
        assertThat(table.strings("a")).containsExactly("x;y");
        assertThat(table.column("b").isMissing(0)).isTrue();
        assertThat(table.strings("c")).containsExactly("it's");
    }

    @Test
    void aColumnMayBeNamedAsAMissingCellReads() {
        Ingested ingested =
                ingest(Source.csv(file("NA,b\n1,NA\n"), CsvOptions.defaults().missing("NA")));
        assertThat(ingested.schema().names()).containsExactly("NA", "b");
        assertThat(ingested.profile().column("b").missing()).isEqualTo(1);
    }

    @Test
    void aBlankLineIsSkippedUnlessItIsACellOfTheOnlyColumn() throws IOException {
        Ingested ingested = ingest(Source.csv(file("\na,b\n\n1,2\r\n\r\n3,4\n\n")));
        assertThat(read(ingested).longs("b")).containsExactly(2, 4);

        Ingested narrow = ingest(Source.csv(file("a\n1\n\n3\n")));
        assertThat(read(narrow).doubles("a")).containsExactly(1, Double.NaN, 3);
    }

    @Test
    void brokenExpectationsAreAllListedAndKeptOnesAreNot() {
        Path file = file("id,age,grade\n1,17,A\n1,50,B\n3,131,Z\n");
        assertThatThrownBy(() -> ingest(
                        "loans",
                        Source.csv(file),
                        Schema.infer(),
                        List.of(
                                Expectation.between("age", 18, 120),
                                Expectation.notNull("grade"),
                                Expectation.unique("id"))))
                .isInstanceOf(QualityGateFailed.class)
                .hasMessage(
                        "2 expectations failed on dataset 'loans': 2 of 3 values of 'age' lie outside [18, 120], first at row 1"
                                + " (value 17), then at row 3 (value 131); 1 of 3 values of 'id' appeared before, first at row 2 (value 1)."
                                + " Nothing was committed.");
    }

    @Test
    void oneBrokenExpectationIsToldInTheSingular() {
        assertThatThrownBy(() -> ingest(
                        "loans",
                        Source.csv(file("age\n17\n")),
                        Schema.infer(),
                        List.of(Expectation.between("age", 18, 120))))
                .isInstanceOf(QualityGateFailed.class)
                .hasMessage(
                        "Expectation failed on dataset 'loans': 1 of 1 values of 'age' lie outside [18, 120], first at row 1"
                                + " (value 17). Nothing was committed.");
    }

    @Test
    void everyExpectationIsCheckedAgainstTheCellsItIsAbout() {
        Source source = Source.csv(file("id,age,grade,zip\n1,20,A,01234\n2,,B,99\n,40,C,1234\n2,120,,12345\n"));
        List<Expectation> kept = List.of(
                Expectation.between("age", 20, 120),
                Expectation.in("grade", "A", "B", "C"),
                Expectation.in("age", "20.0", "40", "120"),
                Expectation.missingAtMost("age", 0.25),
                Expectation.matches("zip", "\\d{2,5}"),
                Expectation.unique("id", "age"),
                Expectation.notNull("zip"),
                Expectation.rowCount(4, 4));
        Ingested ingested = ingest("people", source, Schema.infer().override("age", ColumnType.REAL), kept);
        assertThat(ingested.quality().passed()).isTrue();
        assertThat(ingested.quality().results())
                .extracting(ExpectationResult::checked)
                .containsExactly(3L, 3L, 3L, 4L, 4L, 2L, 4L, 4L);

        assertThat(failure(source, Expectation.between("age", 21, 119))).contains("2 of 3 values of 'age'");
        assertThat(failure(source, Expectation.in("grade", "A", "C")))
                .contains("1 of 3 values of 'grade' are not among {A, C}, first at row 2 (value B)");
        assertThat(failure(source, Expectation.missingAtMost("age", 0.2)))
                .contains("1 of 4 cells of 'age' (25 %) are missing, more than the 20 % allowed, first at row 2");
        assertThat(failure(source, Expectation.matches("zip", "\\d{5}")))
                .contains(
                        "2 of 4 values of 'zip' do not match '\\d{5}', first at row 2 (value 99), then at row 3 (value 1234)");
        assertThat(failure(source, Expectation.unique("id")))
                .contains("1 of 3 values of 'id' appeared before, first at row 4");
        assertThat(failure(source, Expectation.notNull("grade")))
                .contains("1 of 4 cells of 'grade' are missing, first at row 4");
        assertThat(failure(source, Expectation.rowCount(5, 9))).contains("there are 4 rows, outside [5, 9]");
    }

    @Test
    void combinationsThatRepeatAreShownTogether() {
        Source source = Source.csv(file("a,b\n1,x\n1,y\n1,x\n"));
        assertThat(failure(source, Expectation.unique("a", "b")))
                .contains("1 of 3 combinations of 'a', 'b' appeared before, first at row 3 (value 1, x)");
    }

    @Test
    void anExpectationOfTheWrongTypeIsRefused() {
        Source source = Source.csv(file("word,n\nx,1\n"));
        assertThatThrownBy(() -> ingest(source, Schema.infer(), Expectation.between("word", 0, 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is about numbers, but the column is STRING");
        assertThatThrownBy(() -> ingest(source, Schema.infer(), Expectation.in("n", "one")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("allows 'one', which is not a whole number");
    }

    @Test
    void anExpressionThatNeedsTooMuchStackIsRefusedRatherThanFatal() {
        Source source = Source.csv(file("text\n" + "ab".repeat(200_000) + "\n"));
        assertThatThrownBy(() -> ingest(source, Schema.infer(), Expectation.matches("text", "(a|b)*")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("needs too much stack for a value of 'text' that has");
    }

    record Day(
            LocalDate date,
            double temp,
            Integer wind,
            String word,
            Kind kind,
            boolean wet,
            Instant seen,
            float share) {}

    enum Kind {
        DRY,
        WET
    }

    @Test
    void recordsBecomeColumnsOfTheirComponentsTypes() throws IOException {
        Instant seen = Instant.parse("2026-11-23T06:00:00.000000001Z");
        Day first = new Day(LocalDate.of(2020, 1, 1), 0.1, 3, "", Kind.WET, true, seen, 0.5f);
        Day second = new Day(null, Double.NaN, null, null, null, false, null, Float.NaN);
        Ingested ingested = ingest(Source.rows(List.of(first, second)));
        assertThat(ingested.schema().columns())
                .extracting(ColumnSchema::type)
                .containsExactly(
                        ColumnType.DATE,
                        ColumnType.REAL,
                        ColumnType.INTEGER,
                        ColumnType.STRING,
                        ColumnType.STRING,
                        ColumnType.BOOLEAN,
                        ColumnType.INSTANT,
                        ColumnType.REAL);
        assertThat(ingested.profile().column("temp").missing()).isEqualTo(1);
        assertThat(ingested.profile().column("wet").missing()).isZero();
        assertThat(bytes(ingested))
                .asString(UTF_8)
                .isEqualTo("\"date\",\"temp\",\"wind\",\"word\",\"kind\",\"wet\",\"seen\",\"share\"\n"
                        + "2020-01-01,0.1,3,\"\",WET,true,2026-11-23T06:00:00.000000001Z,0.5\n"
                        + ",,,,,false,,\n");
        Table table = read(ingested);
        assertThat(table.column("seen").instantAt(0)).isEqualTo(seen);
        assertThat(table.column("seen").isMissing(1)).isTrue();
        assertThat(table.column("word").isMissing(0)).isFalse();
        assertThat(table.column("word").isMissing(1)).isTrue();
    }

    @Test
    void mapsBecomeTheNamedColumns() throws IOException {
        var rows = new ArrayList<Map<String, Object>>();
        rows.add(Map.of("n", 1, "s", "x", "other", List.of()));
        rows.add(Map.of("n", 2.5));
        Ingested ingested = ingest(Source.rows(rows, "s", "n"));
        Table table = read(ingested);
        assertThat(table.names()).containsExactly("s", "n");
        assertThat(table.doubles("n")).containsExactly(1, 2.5);
        assertThat(table.column("s").isMissing(1)).isTrue();

        assertThatThrownBy(() -> ingest(Source.rows(rows, "other")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Column 'other' of the maps is a")
                .hasMessageContaining("in row 1");
        rows.add(Map.of("n", "three"));
        assertThatThrownBy(() -> ingest(Source.rows(rows, "n")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Column 'n' of the maps is STRING in row 3 and REAL before");
    }

    @Test
    void declaredTypesApplyToRowsAndNameTheRow() {
        Table table = Table.builder().strings("zip", "1234", "x").build();
        assertThatThrownBy(() -> ingest(Source.table(table), Schema.infer().override("zip", ColumnType.INTEGER)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("row 2 of the table, column 'zip': 'x' is not");
    }

    @Test
    void halfACharacterCannotBeCommitted() {
        Table table = Table.builder().strings("s", "fine", "\uD800x").build();
        assertThatThrownBy(() -> ingest(Source.table(table)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Row 2 of column 's' holds half a surrogate pair (U+D800 at index 0)");
    }

    @Test
    void theProfileTellsWhatIsInEachColumn() {
        Source source = Source.csv(file("n,word,day\n1,b,2026-01-01\n2,a,2026-01-03\n,b,\n4,,2026-01-03\n"));
        Ingested ingested = ingest(source);
        ColumnProfile n = ingested.profile().column("n");
        assertThat(n.count()).isEqualTo(3);
        assertThat(n.missing()).isEqualTo(1);
        assertThat(n.typeReason()).isEqualTo("all values are whole numbers");
        assertThat(n.quantile(0.5)).isEqualTo(2);
        ColumnProfile word = ingested.profile().column("word");
        assertThat(word.distinct()).isEqualTo(2);
        assertThat(word.topValues()).containsExactly(new ValueCount("b", 2), new ValueCount("a", 1));
        assertThat(word.findMean()).isEmpty();
        assertThatThrownBy(word::mean)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'word' is text (STRING) and has no mean");
        assertThat(ingested.profile().column("day").max())
                .isEqualTo(LocalDate.of(2026, 1, 3).toEpochDay());
    }

    @Test
    void realTablesAreTypedAsAPersonWould() throws Exception {
        Path weather =
                Path.of(IngestionTest.class.getResource("seattle-weather.csv").toURI());
        Ingested ingested = ingest(Source.csv(weather), Schema.infer().label("weather"));
        assertThat(ingested.profile().rowCount()).isEqualTo(1461);
        assertThat(ingested.schema().columns())
                .extracting(ColumnSchema::type)
                .containsExactly(
                        ColumnType.DATE,
                        ColumnType.REAL,
                        ColumnType.REAL,
                        ColumnType.REAL,
                        ColumnType.REAL,
                        ColumnType.STRING);
        Table table = read(ingested);
        assertThat(table.strings("date")[0]).isEqualTo("2012-01-01");
        assertThat(table.doubles("temp_max")[0]).isEqualTo(12.8);
        assertThat(ingested.profile().column("weather").distinct()).isEqualTo(5);
        assertThat(ingested.content().digest())
                .isEqualTo(Digests.hex(Digests.newSha256().digest(Files.readAllBytes(weather))));
    }

    private Ingested ingest(Source source) {
        return ingest(source, Schema.infer());
    }

    private Ingested ingest(Source source, SchemaRule rule, Expectation... expectations) {
        return ingest("test", source, rule, List.of(expectations));
    }

    private Ingested ingest(String dataset, Source source, SchemaRule rule, List<Expectation> expectations) {
        return ingestion.ingest(source, new Ingestion.Demands(dataset, rule, expectations, new FixedContext()), null);
    }

    private String digest(Source source, SchemaRule rule) {
        Ingested ingested = ingest(source, rule);
        return ingested.digest();
    }

    private String failure(Source source, Expectation expectation) {
        try {
            Ingested ingested = ingest(source, Schema.infer(), expectation);
            return "passed: " + ingested.quality();
        } catch (QualityGateFailed e) {
            return e.getMessage();
        }
    }

    private Path file(String content) {
        return file("data.csv", content);
    }

    private Path file(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Table read(Ingested ingested) {
        try (CellBatches cells =
                ingested.format().read(Origin.text("the test"), contents.open(ingested.content()), ingested.schema())) {
            return TableReader.read("the test", cells);
        }
    }

    private byte[] bytes(Ingested ingested) throws IOException {
        try (InputStream in = contents.open(ingested.content())) {
            return in.readAllBytes();
        }
    }
}
