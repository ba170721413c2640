package io.mlops4j.core.evaluation.assess;

import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Plot;
import java.util.List;
import java.util.Map;

/**
 * Truth and prediction of some rows, sorted once in the order that their metrics need. Slices keep that order, and resamples are
 * other weights on the same rows, so nothing is sorted twice. Immutable and safe for use by many threads; the arrays handed out are not to be
 * written to.
 */
public interface Rows {
    /** What was predicted. */
    String task();

    /** What the measures depend on, for people to read. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** What {@link #measure} measures, in its order. */
    List<Measure> measures();

    /** How much each row counts. */
    double[] weights();

    /** Which of several kinds each row is of; a resample keeps the number of each. All are of one kind if nothing else is said. */
    default int[] strata() {
        return new int[weights().length];
    }

    /** The number of each row in the caller's arrays. */
    int[] original();

    /** The rows at some positions, which ascend. */
    Rows at(int[] positions);

    /** All measures with these weights in place of the rows' own; NaN for one that is undefined. Linear in the rows. */
    double[] measure(double[] weights);

    /** Those measures that are shares of rows, by name; asked only where rows count the same. */
    default Map<String, Rate> rates() {
        return Map.of();
    }

    /** Intervals by other formulas, by name; asked only where rows count the same. */
    default Map<String, Interval> intervals(double confidence) {
        return Map.of();
    }

    /** Why a measure is undefined on these rows, as a sentence that begins with its name. */
    String undefined(Measure measure);

    /** Why a measure whose interval comes from nowhere has none, as the end of a sentence. */
    default String withoutInterval(Measure measure) {
        return "a sample says too little about an extreme";
    }

    /** What needs care in reading those that are defined. */
    default List<String> caveats() {
        return List.of();
    }

    /** What a report draws of all rows. */
    default List<Plot> plots() {
        return List.of();
    }

    /** What is drawn, and reckoned with, of the rows of a slice: less, as there may be many slices. */
    default List<Plot> slicePlots() {
        return List.of();
    }
}
