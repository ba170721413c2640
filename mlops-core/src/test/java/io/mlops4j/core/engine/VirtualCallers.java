package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;

import io.mlops4j.Mlops;
import io.mlops4j.Timeout;
import io.mlops4j.serving.Batching;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Limits;
import io.mlops4j.serving.PredictOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * A program of its own: thousands of virtual threads predict at once, through everything that makes a request wait. Prints a line for each way, with how many were answered rightly, and the heap
 * that a thread leaves behind.
 */
final class VirtualCallers {
    private static final int THREADS = 2_000;
    private static final int ROUNDS = 5;

    private VirtualCallers() {}

    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        try (Mlops ml = Mlops.open(dir.resolve("ml"))) {
            Endpoint endpoint = ml.deployer().endpoint("scoring");
            endpoint.deploy(ml.model("sum")
                    .from(LinearRuntime.write(dir.resolve("slow.linear"), 2, 1, "slow", 2))
                    .register());
            Endpoint stuck = ml.deployer().endpoint("stuck");
            LinearRuntime.PACED.set(false);
            stuck.deploy(ml.model("stuck")
                    .from(LinearRuntime.write(dir.resolve("stuck.linear"), 2, 1, "slow", 600_000))
                    .register());
            LinearRuntime.PACED.set(true);
            PredictOptions patient = PredictOptions.defaults().timeout(Duration.ofMinutes(1));
            all("plain", i -> right(endpoint, PredictOptions.defaults(), i));
            all("deadlines", i -> right(endpoint, patient, i));
            all("missed", i -> misses(stuck, i));
            endpoint.limits(Limits.fixed(100).waiting(2 * THREADS, Duration.ofMinutes(1)));
            all("limits", i -> right(endpoint, PredictOptions.defaults(), i));
            endpoint.limits(Limits.none());
            endpoint.batching(Batching.of(64));
            all("batching", i -> right(endpoint, PredictOptions.defaults(), i));
            long before = heap();
            for (int round = 0; round < ROUNDS; round++) {
                all("again", i -> right(endpoint, PredictOptions.defaults(), i));
            }
            System.out.println("bytes left a thread: " + Math.max(0, heap() - before) / (ROUNDS * THREADS));
        }
    }

    private static boolean right(Endpoint endpoint, PredictOptions options, int i) {
        return endpoint.predict(row(i, 1), options).output("score").floats()[0] == i + 1;
    }

    /** A deadline that no request meets frees its caller. */
    private static boolean misses(Endpoint endpoint, int i) {
        try {
            endpoint.predict(row(i, 1), PredictOptions.defaults().timeout(Duration.ofMillis(5)));
            return false;
        } catch (Timeout e) {
            return true;
        }
    }

    private static void all(String name, IntPredicate request) throws Exception {
        AtomicInteger fine = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            int own = i;
            Runnable caller = () -> {
                try {
                    if (request.test(own)) {
                        fine.incrementAndGet();
                    }
                } catch (RuntimeException e) {
                    System.out.println(e);
                } finally {
                    ended.countDown();
                }
            };
            // By reflection, as the tests are compiled for 17.
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, caller);
        }
        ended.await();
        System.out.println(name + ": " + fine);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
