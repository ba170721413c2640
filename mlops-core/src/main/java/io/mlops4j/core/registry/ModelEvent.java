package io.mlops4j.core.registry;

/** What happens in the stream of a model. */
sealed interface ModelEvent {
    /** A version was registered. */
    record VersionRegistered(VersionFacts facts) implements ModelEvent {}

    /** A version was evaluated by one more strategy. */
    record VersionEvaluated(int number, StoredEvaluation evaluation) implements ModelEvent {}

    /** An alias was pointed at a version. */
    record AliasSet(String alias, int number) implements ModelEvent {}

    /** An alias was taken away. */
    record AliasRemoved(String alias) implements ModelEvent {}

    /** A version was retired. */
    record VersionRetired(int number) implements ModelEvent {}

    /** The version that took the place of a retired one was named. */
    record ReplacementNamed(int number, int replacement) implements ModelEvent {}
}
