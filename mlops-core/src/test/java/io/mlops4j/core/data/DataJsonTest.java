package io.mlops4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Correlation;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.ExpectationResult.Example;
import io.mlops4j.data.Histogram;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Quality;
import io.mlops4j.data.Schema;
import io.mlops4j.data.TextLengths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is stored is stored for good: the golden files are read as they are and written byte for byte. */
class DataJsonTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static final Schema SCHEMA = new Schema(Stream.of(ColumnType.values())
                    .map(type -> ColumnSchema.of(type.name().toLowerCase(Locale.ROOT) + " \"ü\"", type))
                    .toList())
            .label("boolean \"ü\"");

    private static final CsvOptions OPTIONS = CsvOptions.defaults()
            .delimiter('\t')
            .quote('\'')
            .charset(StandardCharsets.ISO_8859_1)
            .withoutHeader()
            .missing("NA", "");

    private static final Profile PROFILE = new Profile(
            4,
            List.of(
                    ColumnProfile.builder("age", ColumnType.REAL)
                            .typeReason("declared")
                            .counts(3, 1)
                            .distinct(2)
                            .range(18.5, Double.POSITIVE_INFINITY)
                            .mean(Double.POSITIVE_INFINITY)
                            .quantiles(Map.of(0.0, 18.5, 0.5, 18.5, 1.0, Double.POSITIVE_INFINITY))
                            .topValues(List.of(new ValueCount("18.5", 2), new ValueCount("Infinity", 1)))
                            .build(),
                    ColumnProfile.builder("n", ColumnType.INTEGER)
                            .counts(4, 0)
                            .distinctEstimate(200_000)
                            .range(1, 9)
                            .mean(3.25)
                            .stddev(0.5)
                            .quantileEstimates(Map.of(0.5, 3.0))
                            .build(),
                    ColumnProfile.builder("word", ColumnType.STRING)
                            .counts(0, 4)
                            .build()));

    private static final Quality QUALITY = new Quality(List.of(
            new ExpectationResult(Expectation.notNull("id"), 569, 0, List.of()),
            new ExpectationResult(Expectation.unique("id", "day"), 569, 1, List.of(new Example(9, "7, 2026-11-23"))),
            new ExpectationResult(
                    Expectation.between("age", 18, Double.POSITIVE_INFINITY),
                    569,
                    2,
                    List.of(new Example(17, "131"), new Example(20, ""))),
            new ExpectationResult(Expectation.in("grade", "A", "B"), 3, 0, List.of()),
            new ExpectationResult(Expectation.missingAtMost("income", 0.05), 569, 28, List.of(new Example(1, ""))),
            new ExpectationResult(Expectation.matches("zip", "\\d{5}"), 569, 0, List.of()),
            new ExpectationResult(Expectation.rowCount(600, Long.MAX_VALUE), 569, 31, List.of())));

    @Test
    void aSchemaIsWrittenAsItWasAndReadBack() throws IOException {
        assertThat(SchemaJson.write(SCHEMA).toString()).isEqualTo(golden("schema.json"));
        assertThat(SchemaJson.read(JSON.readTree(golden("schema.json")))).isEqualTo(SCHEMA);
    }

    @Test
    void optionsAreWrittenAsTheyWereAndReadBack() throws IOException {
        assertThat(CsvOptionsJson.write(OPTIONS).toString()).isEqualTo(golden("options.json"));
        assertThat(CsvOptionsJson.read(JSON.readTree(golden("options.json")))).isEqualTo(OPTIONS);
    }

    @Test
    void defaultOptionsTakeNoRoom() {
        assertThat(CsvOptionsJson.write(CsvOptions.defaults()).toString()).isEqualTo("{\"kind\":\"csv\"}");
        assertThat(CsvOptionsJson.read(JSON.readTree("{\"kind\":\"csv\"}"))).isEqualTo(CsvOptions.defaults());
    }

    /** Every field that a profile may have. */
    private static final Profile FULL = new Profile(
            4,
            List.of(
                    ColumnProfile.builder("age", ColumnType.REAL)
                            .counts(3, 1)
                            .distinctEstimate(3)
                            .range(18, 50)
                            .mean(34)
                            .stddev(16)
                            .quantileEstimates(Map.of(0.5, 34.0))
                            .skewness(-0.25)
                            .kurtosis(-1.5)
                            .histogram(new Histogram(List.of(18.0, 34.0, 50.0), List.of(1L, 2L), false))
                            .build(),
                    ColumnProfile.builder("n", ColumnType.INTEGER)
                            .counts(4, 0)
                            .distinct(2)
                            .histogram(new Histogram(List.of(1.0, 2.0), List.of(4L), true))
                            .build(),
                    ColumnProfile.builder("zip", ColumnType.CATEGORY)
                            .counts(4, 0)
                            .distinct(1)
                            .topValues(List.of(new ValueCount("AB-1", 4)))
                            .lengths(new TextLengths(4, 4, 4))
                            .patterns(List.of(new ValueCount("AA-9", 4)))
                            .build()),
            List.of(new Correlation("age", "n", -0.5)));

    @Test
    void aFullProfileIsWrittenAsItWasAndReadBack() throws IOException {
        assertThat(ProfileJson.write(FULL).toString()).isEqualTo(golden("profile-full.json"));
        assertThat(ProfileJson.read(JSON.readTree(golden("profile-full.json")))).isEqualTo(FULL);
    }

    @Test
    void aProfileIsWrittenAsItWasAndReadBack() throws IOException {
        assertThat(ProfileJson.write(PROFILE).toString()).isEqualTo(golden("profile.json"));
        assertThat(ProfileJson.read(JSON.readTree(golden("profile.json")))).isEqualTo(PROFILE);
    }

    @Test
    void aQualityIsWrittenAsItWasAndReadBack() throws IOException {
        assertThat(QualityJson.write(QUALITY).toString()).isEqualTo(golden("quality.json"));
        assertThat(QualityJson.read(JSON.readTree(golden("quality.json")))).isEqualTo(QUALITY);
    }

    @Test
    void fieldsOfANewerReleaseAreLeftOut() {
        assertThat(
                        SchemaJson.read(
                                JSON.readTree(
                                        "{\"new\":1,\"columns\":[{\"name\":\"a\",\"type\":\"real\",\"role\":\"weight\",\"unit\":\"m\"}]}")))
                .isEqualTo(Schema.of(ColumnSchema.of("a", ColumnType.REAL)));
    }

    @Test
    void aRuleOfANewerReleaseIsKeptAsItIsAndNotChecked() {
        String rule = "{\"kind\":\"prime\",\"column\":\"n\"}";
        Quality quality =
                QualityJson.read(JSON.readTree("{\"results\":[{\"expectation\":" + rule + ",\"checked\":1}]}"));
        assertThat(quality.results()).isEmpty();
        assertThat(quality.unchecked()).containsExactly(new Expectation.Unknown("prime", rule));
        assertThat(ExpectationJson.write(quality.unchecked().get(0)).toString()).isEqualTo(rule);
        assertThat(quality.unchecked().get(0).describe()).contains("'prime'").contains("newer release");
    }

    @Test
    void aTypeOrFormatOfANewerReleaseCannotBeReadAndSaysSo() {
        JsonNode schema = JSON.readTree("{\"columns\":[{\"name\":\"a\",\"type\":\"tensor\"}]}");
        assertThatThrownBy(() -> SchemaJson.read(schema))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("of type 'tensor', which this release does not know");
        JsonNode format = JSON.readTree("{\"kind\":\"parquet\"}");
        assertThatThrownBy(() -> CsvOptionsJson.read(format))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'parquet'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"columns\":1}", "{\"columns\":[{\"name\":7,\"type\":\"real\"}]}", "{\"columns\":[5]}"})
    void damagedJsonIsAnIntegrityViolation(String damaged) {
        JsonNode json = JSON.readTree(damaged);
        assertThatThrownBy(() -> SchemaJson.read(json))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("of a stored dataset version is not");
        assertThatThrownBy(() -> ProfileJson.read(json)).isInstanceOf(IntegrityViolation.class);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = DataJsonTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
