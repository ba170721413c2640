package io.mlops4j.core.serving;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks at the evidence of rollouts: ten times a second while one is under way, and at once when a request failed or a few hundred were answered, since evidence, not the
 * clock, decides. It begins with the first rollout and sleeps while there is none.
 */
final class RolloutJudge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutJudge.class);
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    /** Looking costs some microseconds, so a burst of failures is looked at together. */
    private static final long LOOK_APART = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int MASK = 255;

    private final Supplier<Collection<LiveEndpoint>> endpoints;
    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    RolloutJudge(Supplier<Collection<LiveEndpoint>> endpoints) {
        this.endpoints = endpoints;
    }

    /** Looks now and then: after one request in 256. */
    void sometimes(long ticket) {
        if ((ticket & MASK) == 0) {
            now();
        }
    }

    /** Looks soon. */
    void now() {
        Thread looking = thread;
        if (looking != null) {
            LockSupport.unpark(looking);
        }
    }

    /** A rollout is under way. */
    synchronized void begin() {
        if (thread == null && !closed) {
            Thread looking = new Thread(this::look, "mlops4j-rollout-judge");
            looking.setDaemon(true);
            thread = looking;
            looking.start();
        }
        now();
    }

    private void look() {
        while (!closed) {
            boolean any = false;
            for (LiveEndpoint endpoint : endpoints.get()) {
                try {
                    any |= endpoint.judge();
                } catch (RuntimeException e) {
                    // The next look tries again; a thread that ends would leave a canary unwatched.
                    any = true;
                    LOG.warn(
                            "The rollout of endpoint '{}' could not be judged; it is tried again.", endpoint.name(), e);
                }
            }
            if (closed) {
                return;
            }
            if (any) {
                LockSupport.parkNanos(this, LOOK_EVERY);
                pause();
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** Lets evidence gather; an unpark that comes meanwhile is not lost, since what it is for is looked at afterwards. */
    private static void pause() {
        long end = System.nanoTime() + LOOK_APART;
        for (long left = LOOK_APART; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        Thread looking;
        synchronized (this) {
            closed = true;
            looking = thread;
        }
        if (looking == null || looking == Thread.currentThread()) {
            return;
        }
        LockSupport.unpark(looking);
        boolean interrupted = false;
        while (looking.isAlive()) {
            try {
                looking.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
