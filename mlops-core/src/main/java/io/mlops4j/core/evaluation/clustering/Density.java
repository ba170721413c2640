package io.mlops4j.core.evaluation.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How dense groups of points are and how far apart, by Euclidean distances, as scikit-learn has it. */
final class Density {
    /** How many points are summed up by one thread; fixed, so that sums do not depend on the number of processors. */
    private static final int BLOCK = 64;

    private final double[][] points;
    private final Groups groups;
    private final int[] sizes;
    private final double[][] centres;

    Density(double[][] points, Groups groups) {
        this.points = points;
        this.groups = groups;
        this.sizes = groups.sizes();
        this.centres = new double[groups.count()][points[0].length];
        for (int i = 0; i < points.length; i++) {
            add(points[i], centres[groups.ofRows()[i]]);
        }
        for (int group = 0; group < centres.length; group++) {
            divide(centres[group], sizes[group]);
        }
    }

    private static void add(double[] point, double[] sum) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += point[k];
        }
    }

    /** Sums are divided once, as numpy's are: groups about the same middle then have the same centre, rather than one a last digit away. */
    private static void divide(double[] sum, int count) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] /= count;
        }
    }

    /** Whether there are at least two groups, and fewer than points. */
    boolean isDefined() {
        return groups.count() >= 2 && groups.count() < points.length;
    }

    /** What numpy's allclose takes for 0. */
    private static boolean isNearlyZero(double distance) {
        return distance <= 1e-8;
    }

    private static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            double difference = a[k] - b[k];
            sum += difference * difference;
        }
        return sum;
    }

    /** The mean of how much nearer each point is to its own group than to the next (Rousseeuw 1987); alone in its group, a point counts 0. */
    double silhouette() {
        double[] blocks = new double[(points.length + BLOCK - 1) / BLOCK];
        IntStream.range(0, blocks.length).parallel().forEach(block -> blocks[block] = silhouettes(block));
        double sum = 0;
        for (double block : blocks) {
            sum += block;
        }
        return sum / points.length;
    }

    private double silhouettes(int block) {
        double[] distances = new double[groups.count()];
        double sum = 0;
        for (int i = block * BLOCK; i < Math.min(points.length, (block + 1) * BLOCK); i++) {
            sum += silhouette(i, distances);
        }
        return sum;
    }

    private double silhouette(int point, double[] distances) {
        int own = groups.ofRows()[point];
        if (sizes[own] == 1) {
            return 0;
        }
        Arrays.fill(distances, 0);
        for (int other = 0; other < points.length; other++) {
            distances[groups.ofRows()[other]] += Math.sqrt(squared(points[point], points[other]));
        }
        double within = distances[own] / (sizes[own] - 1);
        double next = Double.POSITIVE_INFINITY;
        for (int group = 0; group < distances.length; group++) {
            next = group == own ? next : Math.min(next, distances[group] / sizes[group]);
        }
        double greater = Math.max(within, next);
        return greater == 0 ? 0 : (next - within) / greater;
    }

    /** The mean over groups of the worst ratio of spreads to distance between centres (Davies and Bouldin 1979); 0 where all spreads or all distances are nearly 0. */
    double daviesBouldin() {
        double[] spreads = new double[centres.length];
        for (int i = 0; i < points.length; i++) {
            int group = groups.ofRows()[i];
            spreads[group] += Math.sqrt(squared(points[i], centres[group])) / sizes[group];
        }
        if (Arrays.stream(spreads).allMatch(Density::isNearlyZero)) {
            return 0;
        }
        boolean apart = false;
        double sum = 0;
        for (int i = 0; i < centres.length; i++) {
            double worst = 0;
            for (int j = 0; j < centres.length; j++) {
                double distance = Math.sqrt(squared(centres[i], centres[j]));
                apart |= !isNearlyZero(distance);
                worst = distance == 0 ? worst : Math.max(worst, (spreads[i] + spreads[j]) / distance);
            }
            sum += worst;
        }
        return apart ? sum / centres.length : 0;
    }

    /** The spread between groups by that within, each by its degrees of freedom (Caliński and Harabasz 1974). */
    double calinskiHarabasz() {
        double[] middle = new double[points[0].length];
        for (double[] point : points) {
            add(point, middle);
        }
        divide(middle, points.length);
        double between = 0;
        for (int group = 0; group < centres.length; group++) {
            between += sizes[group] * squared(centres[group], middle);
        }
        double within = 0;
        for (int i = 0; i < points.length; i++) {
            within += squared(points[i], centres[groups.ofRows()[i]]);
        }
        int groupCount = centres.length;
        return within == 0 ? 1 : between * (points.length - groupCount) / (within * (groupCount - 1));
    }
}
