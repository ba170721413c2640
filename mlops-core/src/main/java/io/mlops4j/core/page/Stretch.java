package io.mlops4j.core.page;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;

/** A stretch of a line, of which a few points look the same as all. Stateless. */
public final class Stretch {
    private Stretch() {}

    /**
     * The points that are to be kept, by number: the first, the least, the greatest and the last, so that no extreme is lost, and where a gap begins.
     *
     * @param from the first number
     * @param to after the last number
     * @param height of the point of a number; not finite in a gap
     */
    public static SortedSet<Integer> kept(int from, int to, IntToDoubleFunction height) {
        TreeSet<Integer> kept = new TreeSet<>();
        kept.add(from);
        kept.add(to - 1);
        int least = -1;
        int greatest = -1;
        for (int i = from; i < to; i++) {
            double y = height.applyAsDouble(i);
            if (Double.isFinite(y)) {
                least = least < 0 || y < height.applyAsDouble(least) ? i : least;
                greatest = greatest < 0 || y > height.applyAsDouble(greatest) ? i : greatest;
            } else if (i == from || Double.isFinite(height.applyAsDouble(i - 1))) {
                kept.add(i);
            }
        }
        if (least >= 0) {
            kept.add(least);
            kept.add(greatest);
        }
        return kept;
    }
}
