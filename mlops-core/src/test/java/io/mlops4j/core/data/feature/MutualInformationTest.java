package io.mlops4j.core.data.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.FeatureSelection;
import io.mlops4j.data.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Against {@code mutual_info_classif} and {@code mutual_info_regression} of scikit-learn 1.6.1 with 3 neighbours. Iris is measured to 0.1 cm, so most distances are
 * ties that the noise breaks, and scikit-learn's own answer depends on its seed: the references are means over {@code random_state} 0 to 99, and the tolerance
 * is 5 standard deviations over these seeds.
 */
class MutualInformationTest {
    private static Table iris() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                MutualInformationTest.class.getResourceAsStream("iris.csv"), StandardCharsets.UTF_8))) {
            List<String> names = List.of(in.readLine().split(","));
            List<String[]> rows = in.lines().map(line -> line.split(",")).toList();
            Table.Builder table = Table.builder();
            for (String name : names.subList(1, names.size() - 1)) {
                int at = names.indexOf(name);
                table.doubles(
                        name,
                        rows.stream()
                                .mapToDouble(row -> Double.parseDouble(row[at]))
                                .toArray());
            }
            return table.longs(
                            "target",
                            rows.stream()
                                    .mapToLong(row -> Long.parseLong(row[names.size() - 1]))
                                    .toArray())
                    .build();
        }
    }

    @Test
    void quantitiesAndClassesAreMeasuredAsScikitLearnDoes() throws IOException {
        FeatureSelection worth = FeatureSelection.mutualInformation(iris(), "target");
        assertThat(worth.score("sepal_length")).isCloseTo(0.49262, within(0.104));
        assertThat(worth.score("sepal_width")).isCloseTo(0.25878, within(0.157));
        assertThat(worth.score("petal_length")).isCloseTo(0.98944, within(0.0281));
        assertThat(worth.score("petal_width")).isCloseTo(0.98766, within(0.0387));
    }

    @Test
    void twoQuantitiesAreMeasuredAsScikitLearnDoes() throws IOException {
        FeatureSelection worth = FeatureSelection.mutualInformation(iris(), "petal_width");
        assertThat(worth.score("sepal_length")).isCloseTo(0.60849, within(0.0927));
        assertThat(worth.score("sepal_width")).isCloseTo(0.41004, within(0.132));
        assertThat(worth.score("petal_length")).isCloseTo(1.19616, within(0.131));
    }

    /** Without ties the noise has nothing to break, and the tolerance is for rounding alone. Reference: scikit-learn 1.6.1, the same for random_state 0 to 19. */
    @Test
    void withoutTiesTheEstimatesAreThoseOfScikitLearn() {
        double[] x = IntStream.range(0, 60).mapToDouble(i -> Math.sin(i * i)).toArray();
        double[] y = IntStream.range(0, 60)
                .mapToDouble(i -> x[i] + 0.3 * Math.cos(3.7 * i))
                .toArray();
        String[] side =
                Arrays.stream(y).mapToObj(v -> v < 0.25 ? "low" : "high").toArray(String[]::new);
        Table table = Table.builder()
                .doubles("x", x)
                .doubles("y", y)
                .strings("side", side)
                .build();
        assertThat(FeatureSelection.mutualInformation(table, "y").score("x"))
                .isCloseTo(1.0906001461814705, within(1e-9));
        assertThat(FeatureSelection.mutualInformation(table, "side").score("x"))
                .isCloseTo(0.5173605971790569, within(1e-9));
        assertThat(FeatureSelection.mutualInformation(table, "x").score("side"))
                .isCloseTo(0.5173605971790569, within(1e-9));
    }

    /** Reference: {@code sklearn.metrics.mutual_info_score}, scikit-learn 1.6.1. */
    @Test
    void countsOfWordsAreMeasuredExactly() {
        Table table = Table.builder()
                .strings("word", "a", "a", "a", "b", "b", "b", "c", "c")
                .booleans("label", true, true, false, false, false, false, true, false)
                .build();
        assertThat(FeatureSelection.mutualInformation(table, "label").score("word"))
                .isCloseTo(0.2495836299074407, within(1e-12));
    }

    @Test
    void aConstantTellsNothing() {
        Table table = Table.builder()
                .strings("same", "a", "a", "a", "a")
                .strings("label", "x", "x", "y", "y")
                .build();
        assertThat(FeatureSelection.mutualInformation(table, "label").score("same"))
                .isZero();
    }

    @Test
    void rowsInWhichEitherCellIsMissingAreLeftOut() throws IOException {
        Table iris = iris();
        SplittableRandom random = new SplittableRandom(7);
        double[] holes = iris.doubles("petal_length");
        for (int row = 0; row < holes.length; row++) {
            holes[row] = random.nextInt(4) == 0 ? Double.NaN : holes[row];
        }
        int[] present = IntStream.range(0, holes.length)
                .filter(row -> !Double.isNaN(holes[row]))
                .toArray();
        double[] label = iris.doubles("petal_width");
        Table withHoles = Table.builder()
                .doubles("petal_length", holes)
                .doubles("petal_width", label)
                .build();
        Table without = Table.builder()
                .doubles(
                        "petal_length",
                        IntStream.of(present).mapToDouble(row -> holes[row]).toArray())
                .doubles(
                        "petal_width",
                        IntStream.of(present).mapToDouble(row -> label[row]).toArray())
                .build();
        assertThat(FeatureSelection.mutualInformation(withHoles, "petal_width"))
                .isEqualTo(FeatureSelection.mutualInformation(without, "petal_width"));
    }

    @Test
    void aColumnWithoutAPresentCellTellsNothing() {
        Table table = Table.builder()
                .doubles("empty", Double.NaN, Double.NaN)
                .strings("label", "x", "y")
                .build();
        assertThat(FeatureSelection.mutualInformation(table, "label").score("empty"))
                .isZero();
    }

    @Test
    void theSameTableGivesTheSameScores() throws IOException {
        assertThat(FeatureSelection.mutualInformation(iris(), "target"))
                .isEqualTo(FeatureSelection.mutualInformation(iris(), "target"));
    }

    @Test
    void datesAreNotMeasuredAndAreNoLabel() {
        Table table = Table.builder()
                .dates("day", LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1))
                .strings("word", "a", "b")
                .strings("label", "x", "y")
                .build();
        assertThat(FeatureSelection.mutualInformation(table, "label").scores())
                .extracting(FeatureSelection.Score::column)
                .containsExactly("word");
        assertThatThrownBy(() -> FeatureSelection.mutualInformation(table, "day"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("DATE");
    }

    @Test
    void anUnknownLabelIsNamed() throws IOException {
        Table iris = iris();
        assertThatThrownBy(() -> FeatureSelection.mutualInformation(iris, "tarjet"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("target");
    }
}
