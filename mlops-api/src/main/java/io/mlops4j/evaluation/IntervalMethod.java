package io.mlops4j.evaluation;

/** Where the intervals of metrics come from. */
public enum IntervalMethod {
    /** DeLong's for ROC AUC, Wilson's for rates, and the bootstrap (BCa) for the rest. */
    STANDARD,

    /** As {@link #STANDARD}, with Clopper and Pearson's for rates: never below its confidence, and so wider. */
    EXACT,

    /** The bootstrap (BCa) for all metrics, also those that have a formula. */
    BOOTSTRAP
}
