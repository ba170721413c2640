package io.mlops4j.core.runtime;

import io.mlops4j.MlopsException;
import io.mlops4j.evaluation.LatencySample;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.LoadedModel;
import java.util.Arrays;
import java.util.Optional;

/** Times predictions of a loaded model. */
final class Stopwatch {
    private static final int WARM_UPS = 50;
    private static final int CALLS = 500;
    private static final int FEWEST = 20;
    private static final long LONGEST_NANOS = 2_000_000_000L;

    private Stopwatch() {}

    /** Runs a model on generated inputs for one row: 500 times, or fewer if that takes more than two seconds, but 20. */
    static Optional<LatencySample> measure(LoadedModel model) {
        Tensors inputs = ModelRuntimes.sampleInputs(model.signature());
        long begun = System.nanoTime();
        try {
            for (int i = 0; i < WARM_UPS && (i < FEWEST / 4 || System.nanoTime() - begun < LONGEST_NANOS / 4); i++) {
                model.run(inputs);
            }
            long[] nanos = new long[CALLS];
            int calls = 0;
            while (calls < CALLS && (calls < FEWEST || System.nanoTime() - begun < LONGEST_NANOS)) {
                long start = System.nanoTime();
                model.run(inputs);
                nanos[calls++] = System.nanoTime() - start;
            }
            return Optional.of(LatencySample.ofNanos(Arrays.copyOf(nanos, calls)));
        } catch (MlopsException e) {
            // Zeros need not be valid inputs.
            return Optional.empty();
        }
    }
}
