package io.mlops4j.core.evaluation.assess;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Choosing rows. */
public final class Selection {
    private Selection() {}

    /** The positions whose entry passes. */
    public static int[] positions(int[] entries, IntPredicate keep) {
        return IntStream.range(0, entries.length)
                .filter(i -> keep.test(entries[i]))
                .toArray();
    }
}
