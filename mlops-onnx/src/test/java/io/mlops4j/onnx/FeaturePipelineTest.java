package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.Mlops;
import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.Table;
import io.mlops4j.serving.Endpoint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of named columns through a feature pipeline into a model of scikit-learn, against what that predicted for the same rows. */
class FeaturePipelineTest {
    private static final String[] NAMES = {"sepal length", "sepal width", "petal length", "petal width"};

    private final double[][] rows = TestModels.csv("iris_logreg.X.csv");
    private final double[][] expected = TestModels.csv("iris_logreg.P.csv");

    private Mlops ml;
    private Endpoint endpoint;

    @BeforeEach
    void deploy() {
        ml = Mlops.builder().inMemory().build();
        FeaturePipeline features = FeaturePipeline.of(
                        Feature.impute(NAMES[2]).withMedian(), Feature.select(NAMES[0], NAMES[1], NAMES[2], NAMES[3]))
                .fit(table());
        endpoint = ml.deployer().endpoint("iris");
        endpoint.deploy(ml.model("iris")
                .from(TestModels.file("iris_logreg.onnx"))
                .pipeline(features)
                .register());
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private Table table() {
        Table.Builder table = Table.builder();
        // In another order than the model's, which select restores.
        for (int column : new int[] {3, 1, 0, 2}) {
            table.doubles(
                    NAMES[column],
                    Arrays.stream(rows).mapToDouble(row -> row[column]).toArray());
        }
        return table.build();
    }

    private float[] probabilities(Map<String, ?> row) {
        return endpoint.predict(row).output("probabilities").floats();
    }

    private static Map<String, Object> map(double[] row) {
        Map<String, Object> map = new HashMap<>();
        for (int column = 0; column < NAMES.length; column++) {
            map.put(NAMES[column], row[column]);
        }
        return map;
    }

    @Test
    void rowsGetTheProbabilitiesOfScikitLearn() {
        for (int row = 0; row < rows.length; row++) {
            assertProbabilities(row, probabilities(map(rows[row])), 0);
        }
    }

    @Test
    void aTableGetsTheProbabilitiesOfScikitLearn() {
        float[] given = endpoint.predict(table()).output("probabilities").floats();
        for (int row = 0; row < rows.length; row++) {
            assertProbabilities(row, given, row);
        }
    }

    private void assertProbabilities(int row, float[] given, int at) {
        int classes = expected[row].length;
        double[] actual = new double[classes];
        Arrays.setAll(actual, c -> given[at * classes + c]);
        assertThat(actual).as("row %d", row).usingComparatorWithPrecision(1e-5).containsExactly(expected[row]);
    }

    @Test
    void aMissingCellIsPredictedForAsTheMedian() {
        double[] sorted =
                Arrays.stream(rows).mapToDouble(row -> row[2]).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        Map<String, Object> row = map(rows[0]);
        row.put(NAMES[2], null);
        Map<String, Object> filled = map(rows[0]);
        filled.put(NAMES[2], median);
        assertThat(probabilities(row)).containsExactly(probabilities(filled));
    }
}
