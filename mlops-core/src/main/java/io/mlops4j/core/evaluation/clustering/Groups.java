package io.mlops4j.core.evaluation.clustering;

import java.util.LinkedHashMap;
import java.util.Map;

/** Rows that are numbered by the group they are in, whatever numbers the groups had. */
final class Groups {
    private final int[] ofRows;
    private final int count;

    private Groups(int[] ofRows, int count) {
        this.ofRows = ofRows;
        this.count = count;
    }

    /** The number of each row's group, from 0; not to be written to. */
    int[] ofRows() {
        return ofRows;
    }

    /** How many groups there are. */
    int count() {
        return count;
    }

    static Groups of(int[] labels) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        int[] ofRows = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            ofRows[i] = numbers.computeIfAbsent(labels[i], label -> numbers.size());
        }
        return new Groups(ofRows, numbers.size());
    }

    int[] sizes() {
        int[] sizes = new int[count];
        for (int group : ofRows) {
            sizes[group]++;
        }
        return sizes;
    }
}
