package io.mlops4j.core.monitoring.drift;

import io.mlops4j.data.Column;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Categories that a reference does not have. */
final class Unseen {
    private static final int MOST = 20;

    private Unseen() {}

    /** The most frequent ones, at most twenty; none for other columns than categories. */
    static List<String> of(Column reference, Column current, Kind kind) {
        if (kind != Kind.CATEGORY || reference.type().isNumber()) {
            return List.of();
        }
        Set<String> known = new HashSet<>();
        for (int row = 0; row < reference.rowCount(); row++) {
            if (!reference.isMissing(row)) {
                known.add(Binning.word(reference, row));
            }
        }
        Map<String, Long> fresh = new HashMap<>();
        for (int row = 0; row < current.rowCount(); row++) {
            if (!current.isMissing(row)) {
                String word = Binning.word(current, row);
                if (!known.contains(word)) {
                    fresh.merge(word, 1L, Long::sum);
                }
            }
        }
        return most(fresh);
    }

    /** The most frequent of some counted words, at most twenty. */
    static List<String> most(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }
}
