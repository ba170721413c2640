package io.mlops4j.core.serving;

import io.mlops4j.core.serving.EndpointEvent.Target;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A family as its stream tells it.
 *
 * @param versions by key
 */
record FamilyState(PMap<String, Target> versions) {
    static final FamilyState EMPTY = new FamilyState(HashTreePMap.empty());

    FamilyState apply(FamilyEvent event) {
        if (event instanceof FamilyEvent.Assigned assigned) {
            return new FamilyState(versions.plus(assigned.key(), assigned.target()));
        }
        return event instanceof FamilyEvent.Removed removed ? new FamilyState(versions.minus(removed.key())) : this;
    }

    /** The version of the nearest key above, or of the key itself. */
    Optional<Target> find(String key) {
        String at = key;
        while (true) {
            Target target = versions.get(at);
            if (target != null || at.isEmpty()) {
                return Optional.ofNullable(target);
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
    }
}
