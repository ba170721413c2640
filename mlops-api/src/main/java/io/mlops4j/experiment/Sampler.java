package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;

/** How a study chooses what to try next. A value. */
public sealed interface Sampler {
    /** By chance alone. */
    static Random random() {
        return new Random();
    }

    /** Every combination of choices, whole numbers and steps, and of 5 places of each other real number; ends when all were tried. */
    static Grid grid() {
        return new Grid(5);
    }

    /**
     * Every combination, with so many places of each real number that has no steps, both bounds among them.
     *
     * @param pointsPerReal at least 2
     */
    static Grid grid(int pointsPerReal) {
        return new Grid(pointsPerReal);
    }

    /** Evenly spread over the space: a Sobol sequence, shifted at random (Joe and Kuo 2008). Best with a power of two of trials. */
    static Sobol sobol() {
        return new Sobol();
    }

    /**
     * The tree-structured Parzen estimator: looks where good trials lie close and bad ones far apart (Bergstra et al. 2011), over all parameters at
     * once (Falkner et al. 2018), with the defaults of Optuna's multivariate one: 10 trials by chance first, the best of 24 candidates, a
     * tenth of the trials, at most 25, counted as good.
     */
    static Tpe tpe() {
        return new Tpe(10, 24);
    }

    /**
     * A Gaussian process and the expected improvement, for trials that are so dear that there can only be few: Matérn 5/2 with a length for each
     * parameter, 10 trials of a Sobol sequence first. Its own work grows with the cube of the trials; it looks at the last 250.
     */
    static GaussianProcess gaussianProcess() {
        return new GaussianProcess(10);
    }

    /** By chance. */
    record Random() implements Sampler {}

    /**
     * A grid.
     *
     * @param pointsPerReal how many places of a real number without steps
     */
    record Grid(int pointsPerReal) implements Sampler {
        /** Refuses less than 2 with {@link InvalidInput}. */
        public Grid {
            if (pointsPerReal < 2) {
                throw new InvalidInput(
                        "A grid with " + pointsPerReal + " places of a real number is none; give 2 or more.");
            }
        }
    }

    /** A Sobol sequence. */
    record Sobol() implements Sampler {}

    /**
     * The tree-structured Parzen estimator.
     *
     * @param startup how many trials are by chance, at least 0
     * @param candidates of how many the best is tried, at least 1
     */
    record Tpe(int startup, int candidates) implements Sampler {
        /** Refuses what is out of range with {@link InvalidInput}. */
        public Tpe {
            if (startup < 0 || candidates < 1) {
                throw new InvalidInput("TPE with " + startup + " trials by chance and " + candidates
                        + " candidates makes no sense; give 0 or more and 1 or more.");
            }
        }

        /** With so many trials by chance first. */
        public Tpe startup(int trials) {
            return new Tpe(trials, candidates);
        }

        /** With the best of so many candidates. */
        public Tpe candidates(int count) {
            return new Tpe(startup, count);
        }
    }

    /**
     * A Gaussian process.
     *
     * @param startup how many trials are of a Sobol sequence, at least 1
     */
    record GaussianProcess(int startup) implements Sampler {
        /** Refuses less than 1 with {@link InvalidInput}. */
        public GaussianProcess {
            if (startup < 1) {
                throw new InvalidInput(
                        "A Gaussian process needs at least one trial to begin with, not " + startup + ".");
            }
        }

        /** With so many trials first. */
        public GaussianProcess startup(int trials) {
            return new GaussianProcess(trials);
        }
    }
}
