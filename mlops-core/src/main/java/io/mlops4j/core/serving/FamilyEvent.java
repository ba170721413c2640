package io.mlops4j.core.serving;

import io.mlops4j.core.serving.EndpointEvent.Target;

/** What happens in the stream of a family. */
sealed interface FamilyEvent {
    /** A version answers for a key. */
    record Assigned(String key, Target target) implements FamilyEvent {}

    /** A key has none of its own any more. */
    record Removed(String key) implements FamilyEvent {}
}
