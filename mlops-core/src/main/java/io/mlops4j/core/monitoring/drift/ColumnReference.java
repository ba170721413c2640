package io.mlops4j.core.monitoring.drift;

import io.mlops4j.monitoring.ColumnDistribution;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A column of a reference: how its values are cut into bins, and how many lie in each. Immutable by convention: nobody writes to the arrays.
 *
 * @param name the column
 * @param bins how its values are cut
 * @param groups for each bin the coarser one that it lies in, for measures that are usual on ten bins
 * @param counts how many rows each bin has, first the bins and then those beside them
 * @param moments of the numbers; empty for categories
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ColumnReference(
        String name, Binning bins, int[] groups, long[] counts, Optional<ColumnDistribution.Moments> moments) {
    /** The bin of numbers below all of the reference. */
    static final String BELOW = "below";

    /** The bin of numbers above all of the reference. */
    static final String ABOVE = "above";

    /** The bin of what is not there. */
    static final String MISSING = "missing";

    /** The bin of values that the reference does not have. */
    static final String NEW = "unseen";

    /** The bin of what is not of the column's type. */
    static final String MISTYPED = "of another type";

    /** The least count that stands for values that the reference happens not to have. */
    private static final double UNSEEN = 1;

    /** How many bins there are, without those beside them. */
    int inner() {
        return bins.labels().size();
    }

    /** The same under another name. */
    ColumnReference named(String other) {
        return new ColumnReference(other, bins, groups, counts, moments);
    }

    /** The same bins with the counts of other rows. */
    public ColumnReference with(String other, long[] counted, Optional<ColumnDistribution.Moments> ofThem) {
        return new ColumnReference(other, bins, groups, counted, ofThem);
    }

    /** What it holds. */
    Kind kind() {
        return bins.kind();
    }

    private String beside(int bin) {
        return bins.beside().get(bin - inner());
    }

    /** How many rows the reference has. */
    long rows() {
        return Arrays.stream(counts).sum();
    }

    /**
     * What a window's shares are expected to be like, as the parameters of a Dirichlet distribution. Where bins are cut at quantiles of the reference, a bin of k of its values is k of the
     * m + 1 gaps between them, and what lies below or above all of them has a gap each; elsewhere one is added to every count.
     */
    double[] prior() {
        double[] prior = new double[counts.length];
        boolean quantiles = !bins.edges().isEmpty();
        for (int k = 0; k < prior.length; k++) {
            String what = k < inner() ? "" : beside(k);
            boolean gap = quantiles && (k < inner() || what.equals(BELOW) || what.equals(ABOVE));
            prior[k] = gap ? Math.max(UNSEEN, (double) counts[k]) : counts[k] + UNSEEN;
        }
        return prior;
    }

    /** Which bins the reference never had: not those between, below or above its quantiles, which have their share though no value lies there. */
    boolean[] never() {
        boolean[] never = new boolean[counts.length];
        boolean quantiles = !bins.edges().isEmpty();
        int empty = 0;
        for (int k = 0; k < never.length; k++) {
            String what = k < inner() ? "" : beside(k);
            boolean gap = quantiles && (k < inner() || what.equals(BELOW) || what.equals(ABOVE));
            never[k] = !gap && counts[k] == 0;
            empty += never[k] ? 1 : 0;
        }
        // A reference without any value has no other bins to tell rows by.
        return empty == never.length ? new boolean[never.length] : never;
    }

    /** As many rows as this a bin, at least, tell how far shares have moved. */
    private static final int ROWS_A_BIN = 10;

    private static final int FEW_GROUPS = 10;

    /**
     * Counts over coarser bins, for measures of size. Numbers have at most ten; what lies below and above goes into the first and the last of them if they are intervals. Of categories, which are in the order of their
     * frequency, the rarest are one where a bin would have fewer than ten of the rows. Other bins beside stay as they are.
     */
    long[] grouped(long[] fine, long rows) {
        boolean numbers = kind() == Kind.NUMBER;
        int most = numbers ? Integer.MAX_VALUE : (int) Math.min(inner(), Math.max(FEW_GROUPS, rows / ROWS_A_BIN));
        int size = 0;
        for (int group : groups) {
            size = Math.max(size, Math.min(group, most - 1) + 1);
        }
        long[] coarse = new long[size + bins.beside().size()];
        for (int k = 0; k < inner(); k++) {
            coarse[Math.min(groups[k], most - 1)] += fine[k];
        }
        for (int k = inner(); k < fine.length; k++) {
            String what = beside(k);
            // Beside single values what lies beyond them is another value, and not the nearest of them.
            boolean interval = !bins.edges().isEmpty();
            int to =
                    interval && what.equals(BELOW) ? 0 : interval && what.equals(ABOVE) ? size - 1 : size + k - inner();
            coarse[to] += fine[k];
        }
        return coarse;
    }

    /** The counts of the bins in the order of the numbers in them, what lies below and above at the ends; other bins beside are left out. */
    long[] ordered(long[] fine) {
        long[] counts = new long[inner() + 2];
        System.arraycopy(fine, 0, counts, 1, inner());
        for (int k = inner(); k < fine.length; k++) {
            String what = beside(k);
            if (what.equals(BELOW)) {
                counts[0] = fine[k];
            } else if (what.equals(ABOVE)) {
                counts[counts.length - 1] = fine[k];
            }
        }
        return counts;
    }

    /**
     * From the centre of each of {@link #ordered} to that of the next, in standard deviations of the reference; what lies below and above is taken to be at the ends. Empty if the bins are no
     * intervals, or the reference does not vary.
     */
    double[] widths() {
        double spread = moments.map(ColumnDistribution.Moments::stddev).orElse(0.0);
        if (bins.edges().isEmpty() || spread == 0) {
            return new double[0];
        }
        double[] centres = new double[inner() + 2];
        centres[0] = bins.edges().get(0);
        centres[inner() + 1] = bins.edges().get(inner());
        for (int k = 0; k < inner(); k++) {
            centres[k + 1] = bins.edges().get(k)
                    + (bins.edges().get(k + 1) - bins.edges().get(k)) / 2;
        }
        double[] widths = new double[inner() + 1];
        for (int k = 0; k < widths.length; k++) {
            widths[k] = (centres[k + 1] - centres[k]) / spread;
        }
        return widths;
    }

    /** How many rows a verdict takes at least: ten for each coarse bin that either side has. */
    static long enough(long[] coarseReference, long[] coarse) {
        return (long) ROWS_A_BIN * BinEffect.used(coarseReference, coarse);
    }

    /** Counts as users see them. */
    ColumnDistribution distribution(long[] fine, OfNumbers ofThese) {
        List<Long> inner = new ArrayList<>();
        for (int k = 0; k < inner(); k++) {
            inner.add(fine[k]);
        }
        Map<String, Long> other = new LinkedHashMap<>();
        for (int k = inner(); k < fine.length; k++) {
            if (fine[k] > 0) {
                other.put(beside(k), fine[k]);
            }
        }
        return new ColumnDistribution(
                bins.labels(), bins.edges(), inner, other, ofThese.moments(), ofThese.tailNumbers());
    }

    /** The reference's own counts as users see them. */
    ColumnDistribution distribution() {
        return distribution(counts, new OfNumbers(moments, Map.of()));
    }
}
