package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.DatasetVersion;
import java.util.Map;
import java.util.SplittableRandom;

/** What a {@link Trainer} works with. Thread-safe, as the run is. */
public interface Training {
    /** The run to record in. Its parameters and inputs are recorded already. */
    ActiveRun run();

    /** The parameters as text, in the order in which they were given. */
    Map<String, String> params();

    /**
     * A parameter as text.
     *
     * @throws NotFound if it was not given
     */
    String param(String name);

    /**
     * A parameter as a number.
     *
     * @throws NotFound if it was not given
     * @throws InvalidInput if its text is no number
     */
    double real(String name);

    /**
     * A parameter as a whole number.
     *
     * @throws NotFound if it was not given
     * @throws InvalidInput if its text is no whole number in the range of {@code int}
     */
    int integer(String name);

    /**
     * The version of a dataset that this run trains on.
     *
     * @throws NotFound if no version of this dataset was given
     */
    DatasetVersion input(String dataset);

    /** The seed that all randomness must come from. */
    long seed();

    /** A new source of random numbers that begins at the seed; not thread-safe. */
    default SplittableRandom random() {
        return new SplittableRandom(seed());
    }
}
