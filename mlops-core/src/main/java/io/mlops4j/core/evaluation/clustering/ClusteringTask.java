package io.mlops4j.core.evaluation.clustering;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.evaluation.ClusteringEvaluator;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.spi.EvaluationOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Checks points, classes and clusters, and evaluates the clusters. Stateless. */
public final class ClusteringTask {
    private static final Map<String, ToDoubleFunction<Density>> BY_POINTS = Map.of(
            "silhouette", Density::silhouette,
            "davies_bouldin", Density::daviesBouldin,
            "calinski_harabasz", Density::calinskiHarabasz);

    private static final List<Measure> OF_POINTS = List.of(
            Measure.bare("silhouette", Direction.HIGHER_IS_BETTER),
            Measure.bare("davies_bouldin", Direction.LOWER_IS_BETTER),
            Measure.bare("calinski_harabasz", Direction.HIGHER_IS_BETTER));

    private static final Map<String, ToDoubleFunction<Contingency>> BY_CLASSES = Map.of(
            "adjusted_rand", Contingency::adjustedRand,
            "normalized_mutual_info", Contingency::normalizedMutualInformation,
            "adjusted_mutual_info", Contingency::adjustedMutualInformation,
            "homogeneity", Contingency::homogeneity,
            "completeness", Contingency::completeness,
            "v_measure", Contingency::vMeasure,
            "fowlkes_mallows", Contingency::fowlkesMallows);

    private static final List<Measure> OF_CLASSES = List.of(
                    "adjusted_rand",
                    "normalized_mutual_info",
                    "adjusted_mutual_info",
                    "homogeneity",
                    "completeness",
                    "v_measure",
                    "fowlkes_mallows")
            .stream()
            .map(name -> Measure.bare(name, Direction.HIGHER_IS_BETTER))
            .toList();

    private ClusteringTask() {}

    /** Evaluates by the points. */
    public static Evaluation evaluate(ClusteringEvaluator evaluator, double[][] points, int[] clusters) {
        Checks.rows("points", points.length, "clusters", clusters.length);
        int dimensions = points[0].length;
        for (int i = 0; i < points.length; i++) {
            if (points[i].length != dimensions || dimensions == 0) {
                throw new InvalidInput("The point at index " + i + " has " + points[i].length
                        + " numbers, but the first has " + dimensions + "; give all of one length above 0.");
            }
            for (double value : points[i]) {
                Checks.finite("coordinate", value, i);
            }
        }
        return assess(evaluator, OF_POINTS, points.length, (measures, rows) -> {
            double[][] chosen = Arrays.stream(rows).mapToObj(i -> points[i]).toArray(double[][]::new);
            Density density = new Density(chosen, Groups.of(at(clusters, rows)));
            return values(measures, BY_POINTS, density, density.isDefined());
        });
    }

    /** Evaluates by classes. */
    public static Evaluation evaluate(ClusteringEvaluator evaluator, int[] classes, int[] clusters) {
        Checks.rows("classes", classes.length, "clusters", clusters.length);
        return assess(
                evaluator,
                OF_CLASSES,
                classes.length,
                (measures, rows) -> values(
                        measures,
                        BY_CLASSES,
                        new Contingency(Groups.of(at(classes, rows)), Groups.of(at(clusters, rows))),
                        true));
    }

    private static int[] at(int[] values, int[] rows) {
        return Arrays.stream(rows).map(i -> values[i]).toArray();
    }

    private static <S> double[] values(
            List<Measure> measures, Map<String, ToDoubleFunction<S>> functions, S subject, boolean defined) {
        double[] values = new double[measures.size()];
        for (int m = 0; m < values.length; m++) {
            ToDoubleFunction<S> function = functions.get(measures.get(m).name());
            values[m] = defined && function != null ? function.applyAsDouble(subject) : Double.NaN;
        }
        return values;
    }

    private interface Measuring {
        double[] of(List<Measure> measures, int[] rows);
    }

    private static Evaluation assess(ClusteringEvaluator evaluator, List<Measure> all, int rows, Measuring measuring) {
        EvaluationOptions options = evaluator.options();
        if (options.isWeighted()) {
            throw new InvalidInput("Clusters are evaluated with all points counted alike; leave the weights out.");
        }
        Checks.wanted("clustering", all, List.of(), options);
        List<Measure> measures = Checks.wanted(all, options);
        // Refuses slices of another number of rows.
        Checks.weights(options, rows);
        Function<int[], double[]> values = chosen -> measuring.of(measures, chosen);
        return Assessment.of(
                new ClusterRows(measures, values, IntStream.range(0, rows).toArray()), options);
    }
}
