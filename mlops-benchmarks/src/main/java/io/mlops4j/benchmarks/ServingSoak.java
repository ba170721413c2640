package io.mlops4j.benchmarks;

import io.mlops4j.Conflict;
import io.mlops4j.Mlops;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.Rollout;
import io.mlops4j.serving.Shadow;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A million predictions by four threads while versions switch every 50 ms, by deployments and by canaries that are promoted or aborted, and a shadow follows: counts errors, and tells heap and resident memory
 * early on and at the end, and which threads are left. Ends with 1 if anything is wrong.
 *
 * <pre>{@code
 * java -Xms256m -Xmx256m -XX:+AlwaysPreTouch -cp mlops-benchmarks/target/benchmarks.jar io.mlops4j.benchmarks.ServingSoak [predictions]
 * }</pre>
 *
 * <p>The heap is fixed and touched at the start, so that its own growth is not taken for that of anything else.
 */
public final class ServingSoak {
    private static final int CALLERS = 4;
    private static final int COLUMNS = 30;
    private static final long SWITCH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final long wanted;
    private final PrintStream out;
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private long switches;
    private long promoted;
    private long aborted;

    private ServingSoak(long wanted, PrintStream out) {
        this.wanted = wanted;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param args how many predictions; a million if not given
     * @throws IOException if the temporary directory cannot be written
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean fine = new ServingSoak(args.length > 0 ? Long.parseLong(args[0]) : 1_000_000, System.out).run();
        System.exit(fine ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("soak");
        long compared;
        long dropped;
        Memory early = null;
        Memory late;
        try (Mlops ml = Mlops.open(directory.resolve("ml"))) {
            ModelVersion one = register(ml, directory, "bc_logreg");
            ModelVersion other = register(ml, directory, "bc_logreg");
            ModelVersion third = register(ml, directory, "bc_logreg");
            Endpoint endpoint = ml.deployer().endpoint("soak");
            endpoint.deploy(one);
            Shadow shadow = endpoint.shadow(third).sample(0.1).start();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Thread caller = new Thread(() -> call(endpoint), "caller-" + i);
                caller.setDaemon(true);
                callers.add(caller);
                caller.start();
            }
            while (served.get() < wanted) {
                ModelVersion next = endpoint.version().equals(one) ? other : one;
                if (switches % 4 == 3) {
                    roll(endpoint, next);
                } else {
                    endpoint.deploy(next);
                    LockSupport.parkNanos(SWITCH_NANOS);
                }
                switches++;
                if (early == null && served.get() > wanted / 10) {
                    early = Memory.now();
                }
            }
            for (Thread caller : callers) {
                caller.join();
            }
            late = Memory.now();
            shadow.flush(Duration.ofMinutes(1));
            compared = shadow.report().compared();
            dropped = shadow.report().dropped();
        }
        return tell(Objects.requireNonNull(early), late, compared, dropped);
    }

    private static ModelVersion register(Mlops ml, Path directory, String name) throws IOException {
        Path file = directory.resolve(name + ".onnx");
        try (InputStream in =
                Objects.requireNonNull(ServingSoak.class.getResourceAsStream("/models/" + name + ".onnx"), name)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return ml.model(name).from(file).register();
    }

    /** A canary at a half that its guard promotes if it can within the time of a switch or two, and that is aborted else. */
    private void roll(Endpoint endpoint, ModelVersion next) {
        Rollout rollout = endpoint.canary(next)
                .steps(0.5)
                .minimumRequests(100)
                .guard(Guard.errorRate().atMostWorseBy(0.05))
                .start();
        if (rollout.await(Duration.ofNanos(2 * SWITCH_NANOS)).ended()) {
            promoted++;
            return;
        }
        try {
            rollout.abort("the soak goes on");
            aborted++;
        } catch (Conflict e) {
            // It was decided between the two calls.
            promoted++;
        }
    }

    private void call(Endpoint endpoint) {
        Random random = new Random();
        while (served.get() < wanted) {
            float[] row = new float[COLUMNS];
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextFloat() * 20;
            }
            try {
                endpoint.predict(Tensors.of("X", Tensor.of(row, 1, COLUMNS)));
                served.incrementAndGet();
            } catch (RuntimeException e) {
                if (errors.incrementAndGet() == 1) {
                    e.printStackTrace(out);
                }
            }
        }
    }

    private boolean tell(Memory early, Memory late, long compared, long dropped) {
        List<String> left = Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("mlops4j"))
                .toList();
        out.printf(
                "%d predictions, %d errors, %d switches (%d promoted, %d aborted canaries), shadow compared %d and dropped %d%n",
                served.get(), errors.get(), switches, promoted, aborted, compared, dropped);
        out.printf("after a tenth: %s%nat the end:    %s%nthreads left after close(): %s%n", early, late, left);
        boolean grown = late.heap() > early.heap() + (32 << 20) || late.resident() > early.resident() * 1.2;
        return errors.get() == 0 && left.isEmpty() && !grown;
    }

    /** What is used after a collection, in bytes. */
    private record Memory(long heap, long resident) {
        static Memory now() throws IOException {
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
            return new Memory(heap, resident);
        }

        @Override
        public String toString() {
            return "heap " + (heap >> 20) + " MB, resident " + (resident >> 20) + " MB";
        }
    }
}
