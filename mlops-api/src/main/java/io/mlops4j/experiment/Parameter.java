package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import java.util.LinkedHashSet;
import java.util.List;

/** One dimension of a {@link SearchSpace}. A value. */
public sealed interface Parameter {
    /** The name. */
    String name();

    /** How numbers are spread. */
    enum Scale {
        /** Evenly. */
        LINEAR,
        /** Evenly in their logarithm: as many between 0.001 and 0.01 as between 0.1 and 1. */
        LOG
    }

    /**
     * A real number.
     *
     * @param name the name
     * @param low the least value, included
     * @param high the greatest value, included
     * @param scale how values are spread
     * @param step the distance between values, counted from {@code low}; 0 if every number will do
     */
    record Real(String name, double low, double high, Scale scale, double step) implements Parameter {
        /** Refuses what makes no range with {@link InvalidInput}. */
        public Real {
            checkName(name);
            if (!Double.isFinite(low) || !Double.isFinite(high) || !Double.isFinite(high - low) || low >= high) {
                throw new InvalidInput("Parameter '" + name + "' would lie between " + low + " and " + high
                        + "; give two finite numbers, the smaller one first.");
            }
            if (scale == Scale.LOG && low <= 0) {
                throw new InvalidInput("Parameter '" + name + "' begins at " + low
                        + ", which has no logarithm; give a range above 0, or a uniform one.");
            }
            if (step != 0 && !(step > 0 && step <= high - low)) {
                throw new InvalidInput("Parameter '" + name + "' has the step " + step
                        + "; give one above 0 and at most " + (high - low) + ", the width of its range.");
            }
            if (step != 0 && scale == Scale.LOG) {
                throw new InvalidInput("Parameter '" + name
                        + "' has a step and a logarithmic scale, which do not go together; give one of the two.");
            }
        }

        /** Whether only some numbers will do. */
        public boolean stepped() {
            return step > 0;
        }

        /** How many numbers will do, if it is stepped. */
        public long count() {
            // A step of 0.1 fits ten times into 0 to 1, though 1 / 0.1 rounds below.
            return (long) Math.floor((high - low) / step + 1e-9) + 1;
        }

        /** The number of a place, from 0, if it is stepped. */
        public double at(long index) {
            return Math.min(high, low + index * step);
        }
    }

    /**
     * A whole number.
     *
     * @param name the name
     * @param low the least value, included
     * @param high the greatest value, included
     * @param scale how values are spread
     */
    record Whole(String name, long low, long high, Scale scale) implements Parameter {
        /** Refuses what makes no range with {@link InvalidInput}. */
        public Whole {
            checkName(name);
            if (low > high || high - low < 0 || high - low > 1L << 52) {
                throw new InvalidInput("Parameter '" + name + "' would lie between " + low + " and " + high
                        + "; give the smaller one first, and a range of at most 2^52.");
            }
            if (scale == Scale.LOG && low < 1) {
                throw new InvalidInput("Parameter '" + name + "' begins at " + low
                        + ", which has no logarithm that is of use; give a range from 1 on, or a linear one.");
            }
        }
    }

    /**
     * One of some words.
     *
     * @param name the name
     * @param options the words, at least one, no two alike; their order means nothing
     */
    record Choice(String name, List<String> options) implements Parameter {
        /** Copies the list; refuses none and duplicates with {@link InvalidInput}. */
        public Choice {
            checkName(name);
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new InvalidInput(
                        "Parameter '" + name + "' has nothing to choose from; give at least one option.");
            }
            if (new LinkedHashSet<>(options).size() < options.size()) {
                throw new InvalidInput("Parameter '" + name + "' has an option twice: " + options + ".");
            }
        }
    }

    private static void checkName(String name) {
        if (name.isBlank()) {
            throw new InvalidInput("A parameter of a search space has an empty name.");
        }
    }
}
