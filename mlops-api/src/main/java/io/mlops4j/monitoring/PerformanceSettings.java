package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.Optional;

/**
 * How predictions and what turned out to be true are brought together; {@link MonitorDraft#performance} takes it. Each setting answers a changed copy. Immutable.
 *
 * @param findTask what the model predicts; told from its answers and the label of the reference if empty
 * @param findLabel the column of the reference that has the truth; the label of its schema if empty. Only estimates without labels need it
 * @param findScore the column of the reference that has what was predicted: the number, or the probability of the one class that matters; what the endpoint's version predicts for its rows if empty
 * @param positiveClass the class that two classes are measured by, as the label is written; {@code 1} by default
 * @param threshold from which probability on a row is predicted to be of that class; 0.5 by default
 * @param labelsWithin how long a prediction waits for its label, and a label for its prediction; 7 days by default
 * @param keep how many predictions are kept at most, and as many labels that wait for one; 100 000 by default. The oldest make room
 * @param sample the share of predictions that is kept, by their ids, so that a label of one that is kept always finds it; 1 by default
 * @param confidence of the intervals; 0.95 by default
 */
public record PerformanceSettings(
        Optional<PerformanceTask> findTask,
        Optional<String> findLabel,
        Optional<String> findScore,
        String positiveClass,
        double threshold,
        Duration labelsWithin,
        int keep,
        double sample,
        double confidence) {
    private static final PerformanceSettings DEFAULTS = new PerformanceSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), "1", 0.5, Duration.ofDays(7), 100_000, 1, 0.95);
    private static final int MOST_KEPT = 10_000_000;

    /** Refuses what has no meaning, with {@link InvalidInput}. */
    public PerformanceSettings {
        if (!(threshold > 0 && threshold < 1)) {
            throw new InvalidInput("The threshold " + threshold + " is no probability between 0 and 1; give 0.5.");
        }
        if (labelsWithin.isNegative() || labelsWithin.isZero()) {
            throw new InvalidInput(
                    "Labels cannot be waited for " + labelsWithin + "; give the time that they take to come.");
        }
        if (keep < 1 || keep > MOST_KEPT) {
            throw new InvalidInput(keep + " predictions cannot be kept; give 1 to 10 000 000.");
        }
        if (!(sample > 0 && sample <= 1)) {
            throw new InvalidInput(
                    "The share " + sample + " of predictions cannot be kept; give more than 0, up to 1.");
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new InvalidInput("The confidence " + confidence + " is not between 0 and 1; give 0.95.");
        }
    }

    /** What holds if nothing is set. */
    public static PerformanceSettings defaults() {
        return DEFAULTS;
    }

    /** With what the model predicts. */
    public PerformanceSettings task(PerformanceTask task) {
        return new PerformanceSettings(
                Optional.of(task),
                findLabel,
                findScore,
                positiveClass,
                threshold,
                labelsWithin,
                keep,
                sample,
                confidence);
    }

    /** With the column of the reference that has the truth. */
    public PerformanceSettings label(String column) {
        return new PerformanceSettings(
                findTask,
                Optional.of(column),
                findScore,
                positiveClass,
                threshold,
                labelsWithin,
                keep,
                sample,
                confidence);
    }

    /** With the column of the reference that has what was predicted. */
    public PerformanceSettings score(String column) {
        return new PerformanceSettings(
                findTask,
                findLabel,
                Optional.of(column),
                positiveClass,
                threshold,
                labelsWithin,
                keep,
                sample,
                confidence);
    }

    /** With the class that two classes are measured by. */
    public PerformanceSettings positiveClass(String label) {
        return new PerformanceSettings(
                findTask, findLabel, findScore, label, threshold, labelsWithin, keep, sample, confidence);
    }

    /**
     * With the probability from which on a row is predicted to be of that class.
     *
     * @throws InvalidInput if it is not between 0 and 1
     */
    public PerformanceSettings threshold(double probability) {
        return new PerformanceSettings(
                findTask, findLabel, findScore, positiveClass, probability, labelsWithin, keep, sample, confidence);
    }

    /**
     * With how long a prediction and a label wait for each other.
     *
     * @throws InvalidInput if it is not above zero
     */
    public PerformanceSettings labelsWithin(Duration time) {
        return new PerformanceSettings(
                findTask, findLabel, findScore, positiveClass, threshold, time, keep, sample, confidence);
    }

    /**
     * With how many predictions are kept.
     *
     * @throws InvalidInput if it is not 1 to 10 000 000
     */
    public PerformanceSettings keep(int predictions) {
        return new PerformanceSettings(
                findTask,
                findLabel,
                findScore,
                positiveClass,
                threshold,
                labelsWithin,
                predictions,
                sample,
                confidence);
    }

    /**
     * With the share of predictions that is kept.
     *
     * @throws InvalidInput if it is not above 0 and at most 1
     */
    public PerformanceSettings sample(double share) {
        return new PerformanceSettings(
                findTask, findLabel, findScore, positiveClass, threshold, labelsWithin, keep, share, confidence);
    }

    /**
     * With the confidence of intervals.
     *
     * @throws InvalidInput if it is not between 0 and 1
     */
    public PerformanceSettings confidence(double level) {
        return new PerformanceSettings(
                findTask, findLabel, findScore, positiveClass, threshold, labelsWithin, keep, sample, level);
    }
}
