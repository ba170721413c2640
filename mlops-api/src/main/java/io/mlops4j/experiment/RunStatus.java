package io.mlops4j.experiment;

/** How a run stands. */
public enum RunStatus {
    /** It is under way. */
    RUNNING,
    /** It came to its end. */
    FINISHED,
    /** Its body threw, or it was ended by {@link ActiveRun#fail}. */
    FAILED,
    /** It was closed without being finished, or the process that ran it is gone. */
    KILLED,
    /** It was cut short because it did not promise well: a trial that its study's pruner ended, or {@link ActiveRun#prune}. */
    PRUNED;

    /** Whether nothing more will be recorded. */
    public boolean ended() {
        return this != RUNNING;
    }
}
