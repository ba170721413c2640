package io.mlops4j.onnx;

import io.mlops4j.serving.Tensor;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The models of the tests, and what scikit-learn predicts with them; {@code models/README.md} tells where they are from. */
final class TestModels {
    private TestModels() {}

    static Path file(String name) {
        URL url = TestModels.class.getResource("/models/" + name);
        if (url == null) {
            throw new IllegalArgumentException("No test model " + name);
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static LoadedModel load(String name) {
        return new OnnxRuntime().load(file(name + ".onnx"), LoadOptions.defaults());
    }

    static double[][] csv(String name) {
        try {
            return Files.readAllLines(file(name)).stream()
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Tensor floats(List<double[]> rows) {
        int columns = rows.get(0).length;
        float[] data = new float[rows.size() * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) rows.get(i / columns)[i % columns];
        }
        return Tensor.of(data, rows.size(), columns);
    }

    static Tensor labels(List<double[]> rows) {
        return Tensor.of(rows.stream().mapToLong(row -> (long) row[0]).toArray(), rows.size());
    }
}
