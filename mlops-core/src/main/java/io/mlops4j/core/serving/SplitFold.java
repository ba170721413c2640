package io.mlops4j.core.serving;

import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.rollout.ArmEvidence;
import io.mlops4j.core.serving.split.SplitSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pcollections.PMap;

/**
 * A split as the stream tells it.
 *
 * @param id its name
 * @param arms the versions, in their order
 * @param settings how requests are shared
 * @param ended whether it is over
 * @param evidence what each process has written, of each version
 */
record SplitFold(
        String id, List<Target> arms, SplitSettings settings, boolean ended, PMap<String, List<ArmEvidence>> evidence) {
    SplitFold with(String process, List<ArmEvidence> seen) {
        return new SplitFold(id, arms, settings, ended, evidence.plus(process, seen));
    }

    SplitFold over() {
        return new SplitFold(id, arms, settings, true, evidence);
    }

    /** The evidence of each version, that of a process in its own words and that of the others as they have written it. */
    List<ArmEvidence> pooled(String process, List<ArmEvidence> own) {
        List<ArmEvidence> pooled = new ArrayList<>();
        for (int i = 0; i < arms.size(); i++) {
            ArmEvidence sum = i < own.size() ? own.get(i) : ArmEvidence.NONE;
            for (Map.Entry<String, List<ArmEvidence>> entry : evidence.entrySet()) {
                if (!entry.getKey().equals(process)) {
                    sum = sum.plus(entry.getValue().get(i));
                }
            }
            pooled.add(sum);
        }
        return pooled;
    }
}
