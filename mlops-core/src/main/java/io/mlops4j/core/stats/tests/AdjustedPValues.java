package io.mlops4j.core.stats.tests;

import io.mlops4j.InvalidInput;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** P-values corrected for their number. */
final class AdjustedPValues {
    private AdjustedPValues() {}

    static double[] benjaminiHochberg(double[] pValues) {
        int[] order = ascending(pValues);
        int m = pValues.length;
        double[] adjusted = new double[m];
        double least = 1;
        for (int rank = m; rank >= 1; rank--) {
            int i = order[rank - 1];
            least = Math.min(least, pValues[i] * m / rank);
            adjusted[i] = least;
        }
        return adjusted;
    }

    static double[] holm(double[] pValues) {
        int[] order = ascending(pValues);
        int m = pValues.length;
        double[] adjusted = new double[m];
        double most = 0;
        for (int rank = 1; rank <= m; rank++) {
            int i = order[rank - 1];
            most = Math.max(most, Math.min(1, pValues[i] * (m - rank + 1)));
            adjusted[i] = most;
        }
        return adjusted;
    }

    static boolean[] eBenjaminiHochberg(double[] eValues, double level) {
        int m = eValues.length;
        double[] sorted = eValues.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < m; i++) {
            if (!(eValues[i] >= 0)) {
                throw new InvalidInput("The e-value " + eValues[i] + " at index " + i
                        + " is not at least 0; leave out tests" + " that could not be done.");
            }
        }
        double least = Double.POSITIVE_INFINITY;
        boolean any = false;
        for (int rank = m; rank >= 1 && !any; rank--) {
            least = sorted[m - rank];
            any = least >= m / (level * rank);
        }
        boolean[] rejected = new boolean[m];
        for (int i = 0; i < m; i++) {
            rejected[i] = any && eValues[i] >= least;
        }
        return rejected;
    }

    private static int[] ascending(double[] pValues) {
        for (int i = 0; i < pValues.length; i++) {
            if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
                throw new InvalidInput("The p-value " + pValues[i] + " at index " + i
                        + " is not in [0, 1]; leave out tests" + " that could not be done.");
            }
        }
        return IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
