package io.mlops4j.core.tuning.sampling;

import io.mlops4j.core.stats.Cholesky;
import io.mlops4j.experiment.SearchSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A real model to be tuned: kernel ridge regression on every second flower of Fisher's iris (UCI, CC BY 4.0), one target a species, with a width for each
 * measurement and a penalty. The value is the mean squared error over three folds.
 */
final class IrisModel {
    private static final int FOLDS = 3;
    private static final int MEASUREMENTS = 4;

    static final SearchSpace SPACE = SearchSpace.builder()
            .logUniform("penalty", 1e-6, 10)
            .logUniform("width0", 0.02, 50)
            .logUniform("width1", 0.02, 50)
            .logUniform("width2", 0.02, 50)
            .logUniform("width3", 0.02, 50)
            .build();

    private final List<double[]> flowers = new ArrayList<>();
    private final List<String> species = new ArrayList<>();

    IrisModel() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(IrisModel.class.getResourceAsStream("/io/mlops4j/core/data/feature/iris.csv")),
                StandardCharsets.UTF_8))) {
            List<String> rows = lines.lines().skip(1).toList();
            for (int i = 0; i < rows.size(); i += 2) {
                String[] cells = rows.get(i).split(",");
                double[] flower = new double[MEASUREMENTS];
                for (int m = 0; m < MEASUREMENTS; m++) {
                    flower[m] = Double.parseDouble(cells[m + 1]);
                }
                flowers.add(flower);
                species.add(cells[MEASUREMENTS + 1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double meanSquaredError(Map<String, Object> point) {
        double[] widths = new double[MEASUREMENTS];
        for (int m = 0; m < MEASUREMENTS; m++) {
            widths[m] = (Double) point.get("width" + m);
        }
        double error = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            error += squaredError(widths, (Double) point.get("penalty"), fold);
        }
        return error / flowers.size();
    }

    private double squaredError(double[] widths, double penalty, int fold) {
        List<Integer> train = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        for (int i = 0; i < flowers.size(); i++) {
            (i % FOLDS == fold ? test : train).add(i);
        }
        double[][] gram = new double[train.size()][train.size()];
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < gram.length; j++) {
                gram[i][j] = kernel(train.get(i), train.get(j), widths) + (i == j ? penalty : 0);
            }
        }
        Cholesky cholesky = Cholesky.of(gram).orElseThrow();
        double error = 0;
        for (String name : species.stream().distinct().toList()) {
            double[] targets = train.stream().mapToDouble(i -> target(i, name)).toArray();
            double[] weights = cholesky.solve(targets);
            for (int i : test) {
                double prediction = 0;
                for (int j = 0; j < weights.length; j++) {
                    prediction += weights[j] * kernel(i, train.get(j), widths);
                }
                error += (prediction - target(i, name)) * (prediction - target(i, name));
            }
        }
        return error;
    }

    private double target(int flower, String name) {
        return species.get(flower).equals(name) ? 1 : 0;
    }

    private double kernel(int one, int other, double[] widths) {
        double sum = 0;
        for (int m = 0; m < MEASUREMENTS; m++) {
            double difference = (flowers.get(one)[m] - flowers.get(other)[m]) / widths[m];
            sum += difference * difference;
        }
        return Math.exp(-0.5 * sum);
    }
}
