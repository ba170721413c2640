package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.Arrays;
import java.util.List;

/** How far down a ranking is looked at. */
final class Cutoffs {
    static final List<Integer> STANDARD = List.of(1, 5, 10);

    private Cutoffs() {}

    static List<Integer> check(int... cutoffs) {
        List<Integer> list = Arrays.stream(cutoffs).boxed().toList();
        for (int cutoff : list) {
            if (cutoff < 1) {
                throw new InvalidInput("A ranking cannot be looked at down to place " + cutoff + "; give at least 1.");
            }
        }
        if (list.isEmpty() || list.stream().distinct().count() != list.size()) {
            throw new InvalidInput("The cutoffs " + list + " are none or name one twice; give some such as 1, 5, 10.");
        }
        return list;
    }
}
