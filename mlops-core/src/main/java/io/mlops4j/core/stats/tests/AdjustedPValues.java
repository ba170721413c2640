package io.mlops4j.core.stats.tests;

import io.mlops4j.InvalidInput;
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
