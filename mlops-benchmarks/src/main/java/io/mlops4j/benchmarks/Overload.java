package io.mlops4j.benchmarks;

import io.mlops4j.Mlops;
import io.mlops4j.Overloaded;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Limits;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * What an endpoint with limits answers at half of what it can and at ten times that. Requests come at random times that do not depend on the answers (an open loop), each of as many rows of a forest as
 * take about a millisecond. The callers share the processors with the models, so that what is turned away at ten times the capacity costs the answers something.
 *
 * <pre>{@code
 * java -cp mlops-benchmarks/target/benchmarks.jar io.mlops4j.benchmarks.Overload [seconds [adaptive|fixed|none]]
 * }</pre>
 */
public final class Overload {
    private static final int COLUMNS = 30;
    private static final int CALLERS = 64;
    private static final long MODEL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Endpoint endpoint;
    private final int seconds;
    private final PrintStream out;

    private Overload(Endpoint endpoint, int seconds, PrintStream out) {
        this.endpoint = endpoint;
        this.seconds = seconds;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param args how many seconds each load lasts, five if not given; and the limits, adaptive ones if not given, or fixed at the number of processors
     * @throws IOException if the temporary directory cannot be written
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("overload");
        Path model = directory.resolve("bc_rf.onnx");
        try (InputStream in = Objects.requireNonNull(Overload.class.getResourceAsStream("/models/bc_rf.onnx"))) {
            Files.copy(in, model);
        }
        try (Mlops ml = Mlops.open(directory.resolve("ml"))) {
            Endpoint endpoint = ml.deployer().endpoint("overload");
            endpoint.deploy(ml.model("forest").from(model).register());
            Limits limits = limits(args.length > 1 ? args[1] : "adaptive");
            new Overload(endpoint, args.length > 0 ? Integer.parseInt(args[0]) : 5, System.out).run(limits);
        }
    }

    private static Limits limits(String name) {
        return switch (name) {
            case "adaptive" -> Limits.adaptive();
            case "fixed" -> Limits.fixed(Runtime.getRuntime().availableProcessors());
            case "none" -> Limits.none();
            default ->
                throw new IllegalArgumentException("There are no limits '" + name + "': adaptive, fixed or none.");
        };
    }

    private void run(Limits limits) throws InterruptedException {
        Tensors request = request();
        double capacity = capacity(request);
        out.printf(
                "%d processors, shared by the callers; a request has %d rows; capacity %.0f requests/s%n",
                Runtime.getRuntime().availableProcessors(),
                request.tensor("X").shape().dimension(0),
                capacity);
        endpoint.limits(limits);
        // The first is for the compiler and for the limit, which begins low.
        load(request, capacity / 2).tell(out, "warm-up");
        load(request, capacity / 2).tell(out, "0.5 times");
        load(request, capacity * 10).tell(out, "10 times");
    }

    /** As many rows as take a millisecond. */
    private Tensors request() {
        int rows = 64;
        for (int i = 0; i < 5; i++) {
            Tensors some = rows(rows);
            long nanos = nanos(some, 300);
            rows = (int) Math.max(1, Math.min(100_000, rows * MODEL_NANOS / nanos));
        }
        return rows(rows);
    }

    private static Tensors rows(int rows) {
        Random random = new Random(1);
        float[] values = new float[rows * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 20;
        }
        return Tensors.of("X", Tensor.of(values, rows, COLUMNS));
    }

    private long nanos(Tensors request, int times) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            endpoint.predict(request);
        }
        return (System.nanoTime() - start) / times;
    }

    /** What as many callers as there are processors get when each asks again as soon as it is answered. */
    private double capacity(Tensors request) throws InterruptedException {
        LongAdder answered = new LongAdder();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        start(Runtime.getRuntime().availableProcessors(), () -> {
            while (System.nanoTime() < end) {
                endpoint.predict(request);
                answered.increment();
            }
        });
        return answered.doubleValue() / seconds;
    }

    private Outcome load(Tensors request, double perSecond) throws InterruptedException {
        long[] due = new long[(int) (perSecond * seconds)];
        Random random = new Random(2);
        double at = 0;
        for (int i = 0; i < due.length; i++) {
            at -= Math.log(1 - random.nextDouble()) / perSecond * TimeUnit.SECONDS.toNanos(1);
            due[i] = (long) at;
        }
        Outcome outcome = new Outcome();
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        start(CALLERS, () -> {
            for (int i = next.getAndIncrement(); i < due.length; i = next.getAndIncrement()) {
                long left = start + due[i] - System.nanoTime();
                if (left > 0) {
                    LockSupport.parkNanos(left);
                }
                outcome.ask(endpoint, request, start + due[i]);
            }
        });
        outcome.nanos = System.nanoTime() - start;
        return outcome;
    }

    private static void start(int threads, Runnable work) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(work, "caller-" + i);
            thread.setDaemon(true);
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    /** What became of the requests of one load. */
    private static final class Outcome {
        private final LongAdder rejected = new LongAdder();
        private final AtomicHistogram sinceCalled = new AtomicHistogram(TimeUnit.MINUTES.toNanos(10), 3);
        private final AtomicHistogram sinceDue = new AtomicHistogram(TimeUnit.MINUTES.toNanos(10), 3);
        private long nanos;

        void ask(Endpoint endpoint, Tensors request, long due) {
            long called = System.nanoTime();
            try {
                endpoint.predict(request);
                long now = System.nanoTime();
                sinceCalled.recordValue(now - called);
                sinceDue.recordValue(Math.max(0, now - due));
            } catch (Overloaded e) {
                rejected.increment();
            }
        }

        void tell(PrintStream out, String name) {
            double seconds = nanos / 1e9;
            long answered = sinceCalled.getTotalCount();
            long all = answered + rejected.sum();
            out.printf(
                    "%-9s offered %6.0f/s, answered %5.0f/s, rejected %4.1f %%; since called p50 %s p99 %s; since due p50 %s p99 %s%n",
                    name,
                    all / seconds,
                    answered / seconds,
                    100.0 * rejected.sum() / all,
                    millis(sinceCalled, 50),
                    millis(sinceCalled, 99),
                    millis(sinceDue, 50),
                    millis(sinceDue, 99));
        }

        private static String millis(Histogram times, double percentile) {
            return "%.2f ms".formatted(times.getValueAtPercentile(percentile) / 1e6);
        }
    }
}
