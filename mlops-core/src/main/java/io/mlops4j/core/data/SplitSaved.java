package io.mlops4j.core.data;

import io.mlops4j.data.Split.Part;
import io.mlops4j.data.SplitSpec;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A split of a version is saved under a name. The parts of its rows are a blob of their own.
 *
 * @param counts the rows of each part that the split has
 */
record SplitSaved(int version, String name, SplitSpec spec, Map<Part, Integer> counts, int leftOut, String assignment)
        implements DatasetEvent {
    SplitSaved {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }
}
