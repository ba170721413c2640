package io.mlops4j.core.evaluation;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Choosing rows. */
final class Selection {
    private Selection() {}

    /** The positions whose entry passes. */
    static int[] positions(int[] entries, IntPredicate keep) {
        return IntStream.range(0, entries.length)
                .filter(i -> keep.test(entries[i]))
                .toArray();
    }
}
