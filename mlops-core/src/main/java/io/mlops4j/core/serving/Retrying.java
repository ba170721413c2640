package io.mlops4j.core.serving;

import io.mlops4j.InferenceFailure;
import io.mlops4j.MlopsException;
import io.mlops4j.Overloaded;
import io.mlops4j.Timeout;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Retry;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.Meters;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The further tries of requests that ask for them, on the thread that answers the request. Requests that do not ask never come here. */
final class Retrying {
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String endpoint;
    private final Workers workers;
    private final Meters meters;
    private final Map<String, String> tags;
    private final LongAdder retries = new LongAdder();

    /** One try. */
    interface Try {
        /** Answers, without a fallback. */
        Prediction answer(@Nullable CancellationSignal signal);
    }

    /** What the last failure is answered by. */
    interface Last {
        /** A fallback's answer, or the failure. */
        Prediction instead(MlopsException failure);
    }

    Retrying(String endpoint, Workers workers, Meters meters) {
        this.endpoint = endpoint;
        this.workers = workers;
        this.meters = meters;
        this.tags = Map.of("endpoint", endpoint);
    }

    /** How many tries were further ones. */
    long count() {
        return retries.sum();
    }

    /** Whether another try may end otherwise. */
    static boolean isWorthAnother(MlopsException failure) {
        return failure instanceof InferenceFailure || failure instanceof Overloaded || failure instanceof Timeout;
    }

    /** Tries until there is an answer, tries or time run out, or the failure is of a kind that comes again. */
    Prediction answer(Try request, PredictOptions options, @Nullable CancellationSignal signal, Last last) {
        Retry wanted = options.retries();
        long begin = System.nanoTime();
        long most = options.findTimeout().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        for (int before = 0; ; before++) {
            MlopsException failure;
            try {
                return wanted.eachWithin().isZero() ? request.answer(signal) : within(wanted, request, signal);
            } catch (MlopsException e) {
                if (!isWorthAnother(e) || isCancelled(signal)) {
                    throw e;
                }
                failure = e;
            }
            if (before == wanted.most() || !paused(pauseNanos(wanted, before), begin, most, signal)) {
                return last.instead(failure);
            }
            retries.increment();
            meters.count("mlops4j.endpoint.retries", tags, 1);
        }
    }

    /** One try that is stopped after its time, or with the whole request. */
    private Prediction within(Retry wanted, Try request, @Nullable CancellationSignal whole) {
        CancellationSignal own = new CancellationSignal();
        Runnable stop = own::cancel;
        if (whole != null && !whole.register(stop)) {
            throw new InferenceFailure("The request was cancelled before it was tried.");
        }
        Future<?> alarm = workers.at(wanted.eachWithin(), stop);
        try {
            return request.answer(own);
        } catch (InferenceFailure e) {
            if (own.isCancelled() && !isCancelled(whole)) {
                throw new Timeout(
                        "A try at endpoint '" + endpoint + "' did not end within " + wanted.eachWithin()
                                + "; its work was stopped. Give each try more time, or a fallback.",
                        e);
            }
            throw e;
        } finally {
            alarm.cancel(false);
            if (whole != null) {
                whole.unregister(stop);
            }
        }
    }

    /** The pause before a retry, from the wanted time down to a half of it. */
    private static long pauseNanos(Retry wanted, int before) {
        // In steps, as a long pause shifted is negative.
        long nanos = Math.min(LONGEST_PAUSE_NANOS, wanted.backoff().toNanos());
        for (int i = 0; i < before && nanos < LONGEST_PAUSE_NANOS; i++) {
            nanos = Math.min(LONGEST_PAUSE_NANOS, 2 * nanos);
            if (nanos == 0) {
                break;
            }
        }
        return nanos - ThreadLocalRandom.current().nextLong(nanos / 2 + 1);
    }

    /** Waits, unless the deadline comes first or the request is cancelled meanwhile. */
    private static boolean paused(long nanos, long begin, long most, @Nullable CancellationSignal signal) {
        if (nanos >= most - (System.nanoTime() - begin)) {
            return false;
        }
        if (nanos == 0) {
            return !Thread.currentThread().isInterrupted();
        }
        CountDownLatch cancelled = new CountDownLatch(1);
        Runnable wake = cancelled::countDown;
        if (signal != null && !signal.register(wake)) {
            return false;
        }
        try {
            return !cancelled.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            if (signal != null) {
                signal.unregister(wake);
            }
        }
    }

    private static boolean isCancelled(@Nullable CancellationSignal signal) {
        return signal != null && signal.isCancelled();
    }
}
