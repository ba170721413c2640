package io.mlops4j.serving;

import io.mlops4j.Conflict;
import io.mlops4j.model.ModelVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A canary on its way: from a share of the requests to all of them, or back to none. It is a state machine in the journal: a process that dies resumes it where
 * it was, and all processes that serve the endpoint pool their evidence and act as one. Thread-safe.
 */
public interface Rollout {
    /** Its name: 26 characters. */
    String id();

    /** The endpoint. */
    String endpoint();

    /** The version that served when it began. */
    ModelVersion champion();

    /** The version that is on its way. */
    ModelVersion canary();

    /** Where it is. */
    RolloutState state();

    /** The share of requests that the canary gets now: 0 after a rollback, 1 after a promotion. */
    double weight();

    /** Which step it is in or ended in, from 0. */
    int step();

    /** Why it ended, or was paused; the empty string while it runs. */
    String reason();

    /** What each guard says of the evidence so far: this process's, and what the others have written. */
    List<GuardStatus> guards();

    /**
     * Whether requests were routed as they should be. If they were not, as where a cache or a retry before the endpoint sees to one version more than to the other, no guard can be believed.
     */
    SampleRatio sampleRatio();

    /** What happened, oldest first. */
    List<Change> changes();

    /**
     * Waits until it has ended.
     *
     * @return the state then, or at the end of the time
     */
    RolloutState await(Duration most);

    /**
     * Stops deciding, but keeps the share.
     *
     * @throws Conflict if it is not running
     */
    void pause();

    /**
     * Goes on deciding.
     *
     * @throws Conflict if it is not paused
     */
    void resume();

    /**
     * Gives the canary everything, whatever the guards say.
     *
     * @param why the reason, for the audit trail
     * @throws Conflict if it has ended
     */
    void promote(String why);

    /**
     * Gives the champion everything again.
     *
     * @param why the reason, for the audit trail
     * @throws Conflict if it has ended
     */
    void abort(String why);

    /**
     * How many requests went to each version beside how many should have. Requests with a key count once a key, step and process: many keys that come to several processes make it look surer than it is.
     *
     * @param canary how many the canary got in steps of a weight below 1
     * @param champion how many the champion got in these
     * @param expected the canary's share of them by the weights of the steps; NaN before the first request
     * @param pValue how probable a step so far off or farther is, at the worst look and the worst step; valid at any look (Lindon and Malek, NeurIPS 2022, arXiv:2011.03567; Bonferroni's over the steps)
     */
    record SampleRatio(long canary, long champion, double expected, double pValue) {
        private static final double SUSPICIOUS = 0.001;

        /** The canary's share; NaN before the first request. */
        public double observed() {
            return canary / (double) (canary + champion);
        }

        /** Whether it is off by more than chance: the p-value is below 0.001. */
        public boolean suspicious() {
            return pValue < SUSPICIOUS;
        }
    }

    /** What a guard says. */
    enum Verdict {
        /** Surely within the bound. */
        PASS,
        /** Surely beyond the bound. */
        FAIL,
        /** Not enough evidence for either. */
        UNDECIDED
    }

    /**
     * What a guard says of the evidence.
     *
     * @param guard which
     * @param verdict what it says
     * @param champion the champion's value, if it has any evidence: seconds for a latency
     * @param canary the canary's value, if it has any evidence
     * @param low where the difference (for a latency the ratio, for a bound by itself the value) surely is not below
     * @param high where it surely is not above
     * @param championCount how many requests of the champion it rests on
     * @param canaryCount how many requests of the canary it rests on
     */
    record GuardStatus(
            Guard guard,
            Verdict verdict,
            Optional<Double> champion,
            Optional<Double> canary,
            double low,
            double high,
            long championCount,
            long canaryCount) {
        /** One sentence: {@code error rate: canary 0.31 of 120, champion 0.00 of 1080, difference in [0.19, 0.43]; at most 0.01 above the champion: FAIL}. */
        @Override
        public String toString() {
            return guard.watches() + ": canary " + text(canary) + " of " + canaryCount
                    + (guard.relative() ? ", champion " + text(champion) + " of " + championCount : "") + ", "
                    + (guard instanceof Guard.Latency && guard.relative()
                            ? "ratio"
                            : guard.relative() ? "difference" : "value")
                    + " in [" + round(low) + ", " + round(high) + "]; " + guard.bound() + ": " + verdict;
        }

        private static String text(Optional<Double> value) {
            return value.map(GuardStatus::round).orElse("nothing");
        }

        private static String round(double value) {
            return Double.isInfinite(value) ? (value < 0 ? "-inf" : "inf") : String.format(Locale.ROOT, "%.4g", value);
        }
    }

    /**
     * Something that happened to it.
     *
     * @param state the state from then on
     * @param weight the canary's share from then on
     * @param at when
     * @param by who, or which process, did it
     * @param why the reason, or the empty string
     */
    record Change(RolloutState state, double weight, Instant at, String by, String why) {}
}
