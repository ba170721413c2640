package io.mlops4j.core.tuning;

import io.mlops4j.core.tuning.StudyEvent.Opened;
import io.mlops4j.experiment.TrialResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * What is known of a study.
 *
 * @param opened how it began, or null if it has not
 * @param sessions the runs of its sessions, oldest first
 * @param queued what trials are to try, by number
 * @param ended the trials that are over, by number
 */
record StudyState(
        @Nullable Opened opened,
        PVector<String> sessions,
        PSortedMap<Integer, Map<String, Object>> queued,
        PSortedMap<Integer, TrialResult> ended) {
    static final StudyState EMPTY = new StudyState(null, TreePVector.empty(), TreePMap.empty(), TreePMap.empty());

    /** The first number that nobody has used or been promised. */
    int nextNumber() {
        int behindEnded = ended.isEmpty() ? 0 : ended.lastKey() + 1;
        int behindQueued = queued.isEmpty() ? 0 : queued.lastKey() + 1;
        return Math.max(behindEnded, behindQueued);
    }

    /** Whether a point was tried, told or queued. */
    boolean knows(Map<String, Object> point) {
        return queued.containsValue(point)
                || ended.values().stream().anyMatch(trial -> trial.params().equals(point));
    }
}
