package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.Mlops;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import io.mlops4j.serving.BatchResult;
import io.mlops4j.serving.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of ONNX models, against what scikit-learn predicted for the same rows. */
class OnnxBatchTest {
    @TempDir
    Path dir;

    private Mlops ml;
    private Endpoint endpoint;

    @BeforeEach
    void open() {
        ml = Mlops.builder().inMemory().build();
        endpoint = ml.deployer().endpoint("batch");
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private static String[] names(int columns) {
        return IntStream.range(0, columns).mapToObj(i -> "c" + i).toArray(String[]::new);
    }

    private static Table table(double[][] rows) {
        Table.Builder table = Table.builder()
                .longs("id", IntStream.range(0, rows.length).asLongStream().toArray());
        for (int column = 0; column < rows[0].length; column++) {
            int at = column;
            table.doubles(
                    "c" + column,
                    Arrays.stream(rows).mapToDouble(row -> row[at]).toArray());
        }
        return table.build();
    }

    private void deploy(String model, int columns) {
        endpoint.deploy(ml.model(model)
                .from(TestModels.file(model + ".onnx"))
                .features(names(columns))
                .register());
    }

    @Test
    void aFileHasTheProbabilitiesOfScikitLearn() throws IOException {
        double[][] rows = TestModels.csv("bc_logreg.X.csv");
        double[][] expected = TestModels.csv("bc_logreg.P.csv");
        deploy("bc_logreg", 30);
        DatasetVersion data = ml.dataset("bc").from(Source.table(table(rows))).commit();
        Path file = dir.resolve("scores.csv");
        BatchResult result =
                endpoint.batch(data).keep("id").rowsPerCall(16).output(file).run();
        assertThat(result.rows()).isEqualTo(rows.length);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(rows.length + 1).first().isEqualTo("id,label,probabilities_0,probabilities_1");
        for (int row = 0; row < rows.length; row++) {
            String[] cells = lines.get(row + 1).split(",", -1);
            assertThat(cells[0]).isEqualTo(String.valueOf(row));
            assertThat(Double.parseDouble(cells[2])).isCloseTo(expected[row][0], within(1e-5));
            assertThat(Double.parseDouble(cells[3])).isCloseTo(expected[row][1], within(1e-5));
        }
    }

    @Test
    void rowsThatAModelFailsOnAreLeftOut() throws IOException {
        double[][] rows = TestModels.csv("bc_logreg.X.csv");
        long failing = Arrays.stream(rows).filter(row -> row[0] > 14).count();
        deploy("bc_fails", 30);
        Path file = dir.resolve("scores.jsonl");
        BatchResult result = endpoint.batch(table(rows))
                .keep("id")
                .outputs("label")
                .rowsPerCall(16)
                .skipFailures()
                .output(file)
                .run();
        assertThat(failing).isPositive();
        assertThat(result.failedRows()).isEqualTo(failing);
        assertThat(result.rows()).isEqualTo(rows.length - failing);
        assertThat(Files.readAllLines(file))
                .hasSize((int) result.rows())
                .allMatch(line -> line.matches("\\{\"id\":\\d+,\"label\":[01]}"));
    }

    @Test
    void mapsOfProbabilitiesBecomeColumnsByTheirKeys() throws IOException {
        deploy("zipmap_int64", 3);
        Path file = dir.resolve("scores.csv");
        endpoint.batch(table(new double[][] {{0.5, 0.25, 0.125}, {1, 0, 0}}))
                .output(file)
                .run();
        assertThat(Files.readAllLines(file)).containsExactly("maps_1,maps_7,maps_40", "0.25,0.5,0.125", "0.0,1.0,0.0");
    }
}
