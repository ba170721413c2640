package io.mlops4j.core.evaluation.assess;

import io.mlops4j.evaluation.Direction;

/**
 * What is measured of some rows, and how sure one can be of it.
 *
 * @param name scikit-learn's, where it has one
 * @param direction which way it improves
 * @param certainty where its interval comes from
 */
public record Measure(String name, Direction direction, Certainty certainty) {
    /** Where the interval of a metric comes from. */
    public enum Certainty {
        /** A formula, at next to no cost; with weights it does not hold and the bootstrap steps in. */
        FORMULA,
        /** The bootstrap. */
        BOOTSTRAP,
        /** Nowhere: the bootstrap is inconsistent for extremes (Bickel and Freedman 1981). */
        NONE
    }

    /** The greater the better, with an interval by the bootstrap. */
    public static Measure score(String name) {
        return new Measure(name, Direction.HIGHER_IS_BETTER, Certainty.BOOTSTRAP);
    }

    /** The greater the better, with an interval by a formula. */
    public static Measure rate(String name) {
        return new Measure(name, Direction.HIGHER_IS_BETTER, Certainty.FORMULA);
    }

    /** The smaller the better, with an interval by the bootstrap. */
    public static Measure loss(String name) {
        return new Measure(name, Direction.LOWER_IS_BETTER, Certainty.BOOTSTRAP);
    }

    /** The closer to 0 the better, from either side, with an interval by the bootstrap. */
    public static Measure bias(String name) {
        return new Measure(name, Direction.CLOSER_TO_ZERO_IS_BETTER, Certainty.BOOTSTRAP);
    }

    /** Without an interval. */
    public static Measure bare(String name, Direction direction) {
        return new Measure(name, direction, Certainty.NONE);
    }

    /** The smaller the better, without an interval. */
    public static Measure extreme(String name) {
        return new Measure(name, Direction.LOWER_IS_BETTER, Certainty.NONE);
    }
}
