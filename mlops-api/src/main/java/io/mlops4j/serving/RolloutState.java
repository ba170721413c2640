package io.mlops4j.serving;

/** Where a {@link Rollout} is. */
public enum RolloutState {
    /** The canary answers its share of the requests. */
    RUNNING,
    /** The canary keeps its share, and nothing is decided until somebody resumes, promotes or aborts. */
    PAUSED,
    /** The canary has become the version that the endpoint serves. */
    PROMOTED,
    /** A guard failed, or the time to give up was reached: the champion serves everything again. */
    ROLLED_BACK,
    /** Somebody ended it: the champion serves everything again. */
    ABORTED;

    /** Whether it is over. */
    public boolean ended() {
        return this == PROMOTED || this == ROLLED_BACK || this == ABORTED;
    }
}
