package io.mlops4j.core.serving.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.Overloaded;
import io.mlops4j.serving.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AdmissionTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void whatIsTooMuchIsTurnedAwayWithAWordOnWhatToDo() {
        Admission admission = new Admission("scoring", Limits.fixed(1));
        admission.enter();
        assertThatThrownBy(admission::enter)
                .isInstanceOf(Overloaded.class)
                .hasMessageContaining("scoring")
                .hasMessageContaining("1 requests under way")
                .hasMessageContaining("endpoint.limits");
        assertThat(admission.rejected()).isEqualTo(1);
        admission.leave(1);
        admission.enter();
        assertThat(admission.inFlight()).isEqualTo(1);
    }

    @Test
    void someMayWaitForTheirTurnAndNoMoreThanThese() throws Exception {
        Admission admission = new Admission("scoring", Limits.fixed(1).waiting(1, LONG));
        admission.enter();
        CountDownLatch in = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            admission.enter();
            in.countDown();
        });
        waiting.start();
        while (admission.queued() == 0) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(admission::enter).isInstanceOf(Overloaded.class);
        admission.leave(1);
        in.await();
        waiting.join();
        assertThat(admission.queued()).isZero();
    }

    @Test
    void patienceHasAnEnd() {
        Admission admission = new Admission("scoring", Limits.fixed(1).waiting(1, Duration.ofMillis(5)));
        admission.enter();
        assertThatThrownBy(admission::enter).isInstanceOf(Overloaded.class);
        assertThat(admission.queued()).isZero();
    }

    @Test
    void noMoreThanTheLimitAreEverInAndNobodyIsForgotten() throws Exception {
        Admission admission = new Admission("scoring", Limits.fixed(3).waiting(100, LONG));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            callers.add(threads.submit(() -> {
                for (int n = 0; n < 2_000; n++) {
                    admission.enter();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    admission.leave(1);
                }
            }));
        }
        for (Future<?> caller : callers) {
            caller.get();
        }
        threads.shutdown();
        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(admission.rejected()).isZero();
        assertThat(admission.inFlight()).isZero();
    }

    @Test
    void anAdaptiveLimitGrowsWhileRequestsAreQuickAndShrinksWhileTheyTakeLonger() {
        LatencyLimit limit = new LatencyLimit(2);
        int before = 0;
        for (int i = 0; i < 50; i++) {
            before = last(limit, 1_000);
        }
        int after = 0;
        for (int i = 0; i < 10; i++) {
            after = last(limit, 20_000);
        }
        assertThat(before).isGreaterThan(40);
        assertThat(after).isLessThanOrEqualTo(2);
    }

    @Test
    void overloadThatLastsDoesNotBecomeTheMeasure() {
        LatencyLimit limit = new LatencyLimit(2);
        int now = last(limit, 1_000);
        for (int i = 0; i < 1_000; i++) {
            // Twice as many requests take twice as long.
            now = last(limit, 500L * Math.max(2, now));
        }
        assertThat(now).isLessThanOrEqualTo(6);
    }

    private static int last(LatencyLimit latency, long nanos) {
        int limit = 0;
        for (int i = 0; i < 64; i++) {
            limit = latency.add(nanos, 1_024).orElse(limit);
        }
        return limit;
    }

    @Test
    void aLimitThatIsHardlyUsedDoesNotGrow() {
        LatencyLimit latency = new LatencyLimit(8);
        int limit = 8;
        for (int i = 0; i < 64 * 100; i++) {
            limit = latency.add(1_000, 1).orElse(limit);
        }
        assertThat(limit).isEqualTo(8);
    }

    /** Time is simulated: a server of two processors, each request one unit of work, ten times as many come as it can do. */
    @Test
    void underTenfoldOverloadTheAnsweredRequestsKeepTheirLatency() {
        assertThat(simulatedLatency(10, Limits.adaptive())).isLessThan(8 * simulatedLatency(0.5, Limits.adaptive()));
        assertThat(simulatedLatency(10, Limits.none()))
                .as("what it would be without")
                .isGreaterThan(100 * simulatedLatency(0.5, Limits.none()));
    }

    /** The 99th percentile of the latency of those that are answered, with processor sharing between those that are in. */
    private static double simulatedLatency(double load, Limits limits) {
        double service = 1_000_000;
        int processors = 2;
        Admission admission = new Admission("simulated", limits);
        PriorityQueue<double[]> inside = new PriorityQueue<>((a, b) -> Double.compare(a[0], b[0]));
        List<Double> latencies = new ArrayList<>();
        double now = 0;
        double work = 0;
        double nextArrival = 0;
        double gap = service / processors / load;
        for (int arrived = 0; arrived < 60_000; ) {
            double speed = inside.isEmpty() ? 0 : Math.min(1.0, (double) processors / inside.size());
            double untilDone = inside.isEmpty() ? Double.POSITIVE_INFINITY : (inside.peek()[0] - work) / speed;
            if (now + untilDone <= nextArrival) {
                now += untilDone;
                work += untilDone * speed;
                double[] done = inside.remove();
                latencies.add(now - done[1]);
                admission.leave((long) (now - done[1]));
            } else {
                work += (nextArrival - now) * speed;
                now = nextArrival;
                nextArrival += gap;
                arrived++;
                try {
                    admission.enter();
                    inside.add(new double[] {work + service, now});
                } catch (Overloaded e) {
                    // Turned away.
                }
            }
        }
        List<Double> late = latencies.subList(latencies.size() / 2, latencies.size());
        return late.stream()
                .sorted()
                .skip((long) (late.size() * 0.99))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> Limits.fixed(0))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("at least 1");
    }
}
