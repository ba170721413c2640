package io.mlops4j.experiment;

/**
 * Leaves the objective of a trial that does not promise well. {@link Trial#report} throws it and the study catches it; an objective that
 * has to clean up does so in {@code finally} and lets it through. An objective may also throw one itself.
 */
public final class TrialPruned extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** For a reason in words. */
    public TrialPruned(String reason) {
        super(reason, null, false, false);
    }
}
