package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import io.mlops4j.internal.NearNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A metric that is the mean of a value for each labelled request, so that evidence adds up over requests, steps and processes. Metrics of whole sets, as
 * the area under a curve, are none of these.
 */
public enum LabelMetric {
    /** 1 where the predicted class is the label, else 0. Higher is better. */
    ACCURACY(true, true),
    /** 1 where the predicted class is not the label, else 0. Lower is better. */
    ERROR(false, true),
    /** The squared distance of the predicted probability of class 1 from the label, 0 or 1. Lower is better. */
    BRIER_SCORE(false, true),
    /** The distance of the predicted number from the label. Lower is better. */
    MEAN_ABSOLUTE_ERROR(false, false),
    /** The squared distance of the predicted number from the label. Lower is better. */
    MEAN_SQUARED_ERROR(false, false);

    private final boolean higherIsBetter;
    private final boolean share;

    LabelMetric(boolean higherIsBetter, boolean share) {
        this.higherIsBetter = higherIsBetter;
        this.share = share;
    }

    /** Whether a higher value is the better one. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** Whether each value is between 0 and 1, so that bounds of it need no assumption; else they are asymptotic. */
    public boolean bounded() {
        return share;
    }

    /** The name in reports and in {@link Guard#metric}: {@code accuracy}, {@code mean_absolute_error}, …. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The metric of a name.
     *
     * @throws InvalidInput if there is none; the message lists the names
     */
    public static LabelMetric named(String title) {
        List<String> titles = Arrays.stream(values()).map(LabelMetric::title).toList();
        int index = titles.indexOf(title);
        if (index < 0) {
            throw new InvalidInput(
                    "'" + title + "' is no metric that a guard can watch: it must be a mean over requests."
                            + NearNames.sentence(title, titles) + " For another value, use Guard.meter.");
        }
        return values()[index];
    }
}
