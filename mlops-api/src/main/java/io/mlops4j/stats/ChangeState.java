package io.mlops4j.stats;

/** What a {@link ChangeDetector} thinks after a value. */
public enum ChangeState {
    /** Nothing speaks for a change. */
    STABLE,
    /** It may be changing; only DDM, EDDM and HDDM_A warn. */
    WARNING,
    /** It has changed; the next value starts a new regime. */
    CHANGE
}
