package io.mlops4j.core.monitoring.page;

import io.mlops4j.monitoring.ColumnDistribution;
import java.util.Arrays;

/** How the values of one side of a column are spread, as far as it is drawn. Values within a bin are taken to be spread evenly. Immutable. */
final class Spread {
    private final double[] edges;
    private final double[] counts;
    private final double below;
    private final double above;
    private final double numbers;
    private final double rows;
    private final ColumnDistribution distribution;

    Spread(ColumnDistribution distribution) {
        this.distribution = distribution;
        this.edges =
                distribution.edges().stream().mapToDouble(Double::doubleValue).toArray();
        this.counts =
                distribution.counts().stream().mapToDouble(Long::doubleValue).toArray();
        this.below = other("below");
        this.above = other("above");
        this.numbers = Arrays.stream(counts).sum() + below + above;
        this.rows = Math.max(1, distribution.total());
    }

    private double other(String what) {
        return distribution.other().getOrDefault(what, 0L);
    }

    /** How many numbers there are, or categories that are known. */
    double numbers() {
        return numbers;
    }

    /** The share of the rows that each bin has. */
    double[] shares() {
        return Arrays.stream(counts).map(count -> count / rows).toArray();
    }

    /** The share of the rows that are in no bin for a reason. */
    double share(String other) {
        return other(other) / rows;
    }

    /** The share of the numbers that are at most this; for bins that are intervals. */
    double below(double value) {
        if (numbers == 0) {
            return 0;
        }
        double sum = below;
        if (value < edges[0]) {
            return 0;
        }
        for (int k = 0; k < counts.length; k++) {
            if (value >= edges[k + 1]) {
                sum += counts[k];
            } else {
                // Halves, as the width of a bin may be beyond the greatest number.
                double width = edges[k + 1] / 2 - edges[k] / 2;
                sum += width > 0 ? counts[k] * Math.max(0, Math.min(1, (value / 2 - edges[k] / 2) / width)) : counts[k];
                break;
            }
        }
        return sum / numbers;
    }

    /** The number that a share of the numbers lie below, as far as it can be drawn; without numbers the first edge. */
    double quantile(double share) {
        double found = distribution.quantile(share).orElse(edges[0]);
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, found));
    }

    /** Whether only a bound of a quantile is known, as a window of an earlier release does not say what lies beyond its bins: -1 below, 1 above. */
    int beyond(double share) {
        double wanted = share * numbers;
        if (wanted <= below && below > 0) {
            return distribution.tails().headMap(edges[0]).isEmpty() ? -1 : 0;
        }
        return wanted > numbers - above
                        && distribution.tails().tailMap(edges[edges.length - 1]).isEmpty()
                ? 1
                : 0;
    }
}
