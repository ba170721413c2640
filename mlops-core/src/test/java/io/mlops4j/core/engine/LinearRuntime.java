package io.mlops4j.core.engine;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import io.mlops4j.spi.ModelRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A model runtime for the tests. A model is a text file {@code linear COLUMNS FACTOR}; it answers the factor times the sum of each row, and fails
 * on a row with a negative value. {@code failing LIMIT} after that makes it fail on values above a limit, {@code slow MILLIS} makes it take its time, unless it is
 * cancelled; {@code flaky RUNS} makes it fail so many times first, {@code rows N} take no other number of rows. It counts the models that are open, and notices when a closed one is asked.
 */
public final class LinearRuntime implements ModelRuntime {
    static final AtomicInteger OPEN = new AtomicInteger();
    static final AtomicInteger CANCELLED = new AtomicInteger();
    static final AtomicInteger RUNNING = new AtomicInteger();
    /** Off while a slow model is loaded that is not to take its time for that. */
    static final AtomicBoolean PACED = new AtomicBoolean(true);

    static Path write(Path file, int columns, double factor) {
        try {
            return Files.writeString(file, "linear " + columns + " " + factor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, int columns, double factor, String behaviour, double value) {
        try {
            return Files.writeString(file, "linear " + columns + " " + factor + " " + behaviour + " " + value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Tensors row(float... values) {
        return Tensors.of("X", Tensor.of(values, 1, values.length));
    }

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public String version() {
        return "1.0";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("linear");
    }

    @Override
    public LoadedModel load(Path file, LoadOptions options) {
        try {
            String[] words = Files.readString(file).split(" ");
            if ((words.length != 3 && words.length != 5) || !words[0].equals("linear")) {
                throw new InvalidInput("'" + file + "' is no linear model.");
            }
            double value = words.length == 5 ? Double.parseDouble(words[4]) : 0;
            return new Linear(
                    Integer.parseInt(words[1]),
                    Float.parseFloat(words[2]),
                    words.length == 5 && words[3].equals("failing") ? value : Double.POSITIVE_INFINITY,
                    words.length == 5 && words[3].equals("slow")
                            ? Duration.ofNanos((long) (value * 1e6))
                            : Duration.ZERO,
                    words.length == 5 && words[3].equals("flaky") ? (int) value : 0,
                    words.length == 5 && words[3].equals("rows") ? (int) value : -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Linear implements LoadedModel {
        private final int columns;
        private final float factor;
        private final double limit;
        private final Duration pace;
        private final int rows;
        private final AtomicInteger failures;
        private volatile boolean closed;

        Linear(int columns, float factor, double limit, Duration pace, int failures, int rows) {
            this.columns = columns;
            this.factor = factor;
            this.limit = limit;
            this.pace = pace;
            this.rows = rows;
            this.failures = new AtomicInteger(failures);
            OPEN.incrementAndGet();
        }

        @Override
        public Signature signature() {
            return new Signature(
                    List.of(TensorSpec.tensor("X", ElementType.FLOAT, rows, columns)),
                    List.of(TensorSpec.tensor("score", ElementType.FLOAT, rows)));
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of();
        }

        @Override
        public Tensors run(Tensors inputs) {
            return run(inputs, "score");
        }

        @Override
        public Tensors run(Tensors inputs, CancellationSignal signal, String... outputs) {
            CountDownLatch cancelled = new CountDownLatch(1);
            if (!signal.register(cancelled::countDown)) {
                throw new InferenceFailure("The run was cancelled before it began.");
            }
            RUNNING.incrementAndGet();
            try {
                if (cancelled.await(pace.toNanos(), TimeUnit.NANOSECONDS)) {
                    CANCELLED.incrementAndGet();
                    throw new InferenceFailure("The run was cancelled.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InferenceFailure("Interrupted.", e);
            } finally {
                RUNNING.decrementAndGet();
            }
            return scores(inputs);
        }

        @Override
        public Tensors run(Tensors inputs, String... outputs) {
            if (PACED.get()) {
                LockSupport.parkNanos(pace.toNanos());
            }
            return scores(inputs);
        }

        private Tensors scores(Tensors inputs) {
            if (closed) {
                throw new InferenceFailure("The model is closed.");
            }
            signature().checkInputs(inputs);
            float[] values = inputs.tensor("X").floats();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new InferenceFailure("The model fails now and then.");
            }
            float[] scores = new float[values.length / columns];
            for (int i = 0; i < values.length; i++) {
                if (values[i] < 0) {
                    throw new InferenceFailure("The model fails on negative values.");
                }
                if (values[i] > limit) {
                    throw new InferenceFailure("The model fails on values above " + limit + ".");
                }
                scores[i / columns] += factor * values[i];
            }
            if (closed) {
                throw new InferenceFailure("The model was closed while it ran.");
            }
            return Tensors.of("score", Tensor.of(scores, scores.length));
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                OPEN.decrementAndGet();
            }
        }
    }
}
