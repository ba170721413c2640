package io.mlops4j.core.serving;

import io.mlops4j.Conflict;
import io.mlops4j.core.serving.EndpointEvent.Shadowed;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.shadow.ShadowComparison;
import io.mlops4j.core.serving.shadow.ShadowSettings;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Shadow;
import io.mlops4j.serving.ShadowReport;
import io.mlops4j.serving.Tensors;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A shadow. The request path leaves a copy in a queue that is bounded and takes no lock, and goes on; one thread of low priority runs the model and compares.
 */
final class LiveShadow implements Shadow {
    private final Switchboard switchboard;
    private final Served served;
    private final ShadowSettings settings;
    private final ShadowComparison comparison;
    private final long chance;
    private final Queue<Copy> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean idle;

    /** What the shadow is to answer, and what was answered. */
    private record Copy(Served by, Tensors inputs, Tensors outputs, ServedPrediction prediction, long nanos) {}

    @SuppressWarnings("ThreadPriorityCheck") // a hint to the system, nothing relies on it
    private LiveShadow(Switchboard switchboard, Served served, ShadowSettings settings) {
        this.switchboard = switchboard;
        this.served = served;
        this.settings = settings;
        this.comparison =
                new ShadowComparison(switchboard.name(), served.version().toString(), settings);
        this.chance = settings.sample() >= 1 ? Long.MAX_VALUE : (long) (settings.sample() * Long.MAX_VALUE);
        this.thread = new Thread(this::work, "mlops4j-shadow-" + switchboard.name());
        this.thread.setDaemon(true);
        this.thread.setPriority(Thread.MIN_PRIORITY);
    }

    static Shadow start(Switchboard switchboard, Endpoints endpoints, ModelVersion version, ShadowSettings settings) {
        Target target = Target.of(version);
        return switchboard.changing(() -> {
            switchboard.refuseIfClosed();
            Served current = switchboard.table().current();
            if (current == null) {
                throw switchboard.nothingServed();
            }
            if (switchboard.table().shadows().stream().anyMatch(s -> s.served.is(target))) {
                throw new Conflict(
                        version + " shadows endpoint '" + switchboard.name() + "' already; stop that shadow first.");
            }
            if (!settings.incompatibleAccepted()) {
                Compatibility.check(version, current.version(), switchboard.name());
            }
            LiveShadow shadow = new LiveShadow(switchboard, switchboard.load(target, Warming.ZEROS), settings);
            boolean started = false;
            try {
                shadow.tell(true, "sample " + settings.sample());
                switchboard.add(shadow);
                shadow.thread.start();
                started = true;
            } finally {
                if (!started) {
                    shadow.served.retire();
                }
            }
            return shadow;
        });
    }

    private void tell(boolean started, String summary) {
        Target target = Target.of(served.version());
        EndpointState unused =
                switchboard.write(state -> Outcome.append(new Shadowed(target, started, summary), "", after -> after));
    }

    Served served() {
        return served;
    }

    /** Leaves a copy, by chance and if there is room. */
    void offer(Served by, Tensors inputs, Tensors outputs, ServedPrediction prediction, long nanos) {
        if (chance != Long.MAX_VALUE && ThreadLocalRandom.current().nextLong() >>> 1 >= chance) {
            return;
        }
        if (stopped.get() || waiting.incrementAndGet() > settings.queue()) {
            waiting.decrementAndGet();
            dropped.increment();
            return;
        }
        offered.incrementAndGet();
        Copy copy = new Copy(by, inputs, outputs, prediction, nanos);
        queue.add(copy);
        if (stopped.get() && queue.remove(copy)) {
            // It came after the queue was emptied.
            dropped.increment();
        }
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    private void work() {
        while (!stopped.get()) {
            Copy copy = queue.poll();
            if (copy == null) {
                idle = true;
                // Looked at again after the flag is set: who added before has seen no flag.
                if (queue.isEmpty() && !stopped.get()) {
                    LockSupport.park(this);
                }
                idle = false;
                continue;
            }
            waiting.decrementAndGet();
            compare(copy);
            done.incrementAndGet();
        }
    }

    private void compare(Copy copy) {
        long start = System.nanoTime();
        Tensors outputs;
        try {
            outputs = served.run(copy.inputs(), PredictOptions.defaults(), null);
        } catch (RuntimeException e) {
            comparison.failed(e);
            return;
        }
        long took = System.nanoTime() - start;
        ServedPrediction prediction = copy.prediction();
        comparison.add(
                prediction.id(),
                copy.by().version().toString(),
                copy.inputs(),
                copy.outputs(),
                copy.nanos(),
                outputs,
                took);
    }

    @Override
    public ModelVersion version() {
        return served.version();
    }

    @Override
    public ShadowReport report() {
        return comparison.report(dropped.sum());
    }

    @Override
    public boolean flush(Duration most) {
        long upTo = offered.get();
        long end = System.nanoTime() + most.toNanos();
        while (done.get() < upTo && !stopped.get()) {
            if (System.nanoTime() >= end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, 200_000);
        }
        return true;
    }

    @Override
    public void stop() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        switchboard.remove(this);
        LockSupport.unpark(thread);
        awaitEnd();
        for (@Nullable Copy left = queue.poll(); left != null; left = queue.poll()) {
            dropped.increment();
        }
        served.retire();
        ShadowReport report = report();
        tell(
                false,
                report.compared() + " compared, " + report.mismatches() + " mismatches, " + report.errors()
                        + " errors, " + report.dropped() + " dropped");
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "Shadow " + served.version() + " of endpoint '" + switchboard.name() + "'";
    }
}
