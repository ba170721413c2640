package io.mlops4j.core.serving;

import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.NotFound;
import io.mlops4j.Overloaded;
import io.mlops4j.core.serving.load.Admission;
import io.mlops4j.core.serving.rollout.ArmRecorder;
import io.mlops4j.core.serving.rows.RowRules;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request: one read of the routing table, a lease on the version that it names, the model, and counters. It takes no lock, touches no storage and waits for
 * nobody.
 */
final class RequestPath {
    private final Switchboard switchboard;
    private final RecentPredictions recent;
    private final RolloutJudge judge;
    private final InstantSource clock;
    private final Retrying retrying;
    private final Observers observers;
    private volatile @Nullable Admission admission;
    private volatile @Nullable RowRules rules;
    private volatile @Nullable UnaryOperator<Tensors> before;
    private volatile @Nullable UnaryOperator<Tensors> after;

    RequestPath(
            Switchboard switchboard,
            RecentPredictions recent,
            RolloutJudge judge,
            InstantSource clock,
            Retrying retrying) {
        this.switchboard = switchboard;
        this.recent = recent;
        this.judge = judge;
        this.clock = clock;
        this.retrying = retrying;
        this.observers = new Observers(switchboard.name());
    }

    /** Who is told of the answers. */
    Observers observers() {
        return observers;
    }

    /** Answers on this thread, if there are not too many. */
    Prediction answer(Asked asked, PredictOptions options, @Nullable CancellationSignal signal) {
        RowRules held = rules;
        if (held != null) {
            check(held, asked);
        }
        if (!observers.any()) {
            return tried(asked, options, signal);
        }
        long start = System.nanoTime();
        Prediction prediction = tried(asked, options, signal);
        observers.answered(asked, prediction, System.nanoTime() - start);
        return prediction;
    }

    private void check(RowRules held, Asked asked) {
        Served current = switchboard.table().current();
        if (current == null) {
            throw switchboard.nothingServed();
        }
        asked.check(held, current);
    }

    /** Refuses rows that break rules from now on; null for none. */
    void check(@Nullable RowRules wanted) {
        rules = wanted;
    }

    /** Once, or as often as the caller wants. */
    private Prediction tried(Asked asked, PredictOptions options, @Nullable CancellationSignal signal) {
        return options.retries().most() == 0
                ? limited(asked, options, signal)
                : retrying.answer(
                        each -> limited(asked, options, each), options, signal, e -> afterRetries(asked, options, e));
    }

    private Prediction afterRetries(Asked asked, PredictOptions options, MlopsException failure) {
        RoutingTable routing = switchboard.table();
        Served current = routing.current();
        // As without retries, no fallback answers what was never let in.
        if (current == null || failure instanceof Overloaded) {
            throw failure;
        }
        return switchboard.fallback(routing, current, asked, options).orElseThrow(() -> failure);
    }

    /** How many tries were further ones. */
    long retries() {
        return retrying.count();
    }

    private Prediction limited(Asked asked, PredictOptions options, @Nullable CancellationSignal signal) {
        Admission limited = admission;
        if (limited == null) {
            return admitted(asked, options, signal);
        }
        limited.enter();
        long start = System.nanoTime();
        try {
            return admitted(asked, options, signal);
        } finally {
            limited.leave(System.nanoTime() - start);
        }
    }

    /** Makes the inputs of every request into others from now on. */
    void preprocess(UnaryOperator<Tensors> function) {
        before = function;
    }

    /** Makes the outputs of every answer into others from now on. */
    void postprocess(UnaryOperator<Tensors> function) {
        after = function;
    }

    /** Lets only so many in from now on; null for as many as come. Those that are in go on. */
    void limit(@Nullable Admission limited) {
        admission = limited;
    }

    /** Who lets requests in, or null if all come in. */
    @Nullable Admission admission() {
        return admission;
    }

    private Prediction admitted(Asked asked, PredictOptions options, @Nullable CancellationSignal signal) {
        while (true) {
            RoutingTable routing = switchboard.table();
            Served current = routing.current();
            if (current == null) {
                throw switchboard.nothingServed();
            }
            Prediction prediction;
            if (options.forcedVersion() > 0) {
                prediction = alone(routing, forced(routing, options.forcedVersion()), asked, options, signal);
            } else if (routing.router() == null) {
                prediction = alone(routing, current, asked, options, signal);
            } else {
                prediction = routed(routing, routing.router(), asked, options, signal);
            }
            if (prediction != null) {
                return prediction;
            }
            // Retired between the two reads: the table has changed.
        }
    }

    private Served forced(RoutingTable routing, int number) {
        return routing.find(number)
                .orElseThrow(() -> new NotFound("Version " + number + " is not in memory at endpoint '"
                        + switchboard.name() + "', which has "
                        + routing.loaded()
                                .map(served -> served.version().toString())
                                .toList()
                        + ". Deploy it, or begin a canary or a shadow with it."));
    }

    /** The answer of one version, or null if that is retired. */
    private @Nullable Prediction alone(
            RoutingTable routing,
            Served served,
            Asked asked,
            PredictOptions options,
            @Nullable CancellationSignal signal) {
        if (!served.enter()) {
            return null;
        }
        try {
            return run(routing, served, inputs(asked, served), options, signal);
        } catch (InvalidInput e) {
            throw e;
        } catch (MlopsException e) {
            return fallBack(routing, served, asked, options, signal, e);
        } finally {
            served.leave();
        }
    }

    private Tensors inputs(Asked asked, Served served) {
        UnaryOperator<Tensors> pre = before;
        Tensors inputs = asked.inputs(served);
        return pre == null ? inputs : pre.apply(inputs);
    }

    private ServedPrediction run(
            RoutingTable routing,
            Served served,
            Tensors inputs,
            PredictOptions options,
            @Nullable CancellationSignal signal) {
        List<LiveShadow> shadows = routing.shadows();
        // The clock is read for who needs it: it is a good part of what this path takes.
        long start = shadows.isEmpty() ? 0 : System.nanoTime();
        Tensors outputs = served.answer(inputs, options, signal);
        long took = shadows.isEmpty() ? 0 : System.nanoTime() - start;
        UnaryOperator<Tensors> post = after;
        Tensors given = post == null ? outputs : post.apply(outputs);
        ServedPrediction prediction = new ServedPrediction(served.version(), given, clock.millis(), false);
        for (int i = 0; i < shadows.size(); i++) {
            shadows.get(i).offer(served, inputs, outputs, prediction, took);
        }
        return prediction;
    }

    /** The answer by way of a router, or null if the version that it chose is retired. */
    private @Nullable Prediction routed(
            RoutingTable routing,
            Router router,
            Asked asked,
            PredictOptions options,
            @Nullable CancellationSignal signal) {
        String key = options.findKey().orElse(null);
        long ticket = router.ticket(key);
        Arm arm = router.arm(ticket, asked, key);
        Served served = arm.served();
        ArmRecorder recorder = arm.recorder();
        if (!served.enter()) {
            return null;
        }
        long start = System.nanoTime();
        MlopsException failure;
        try {
            ServedPrediction prediction = run(routing, served, inputs(asked, served), options, signal);
            if (recorder != null) {
                boolean counts = recorder.counts(key != null, ticket);
                recorder.answered(counts, System.nanoTime() - start, prediction.outputs());
                if (counts && recorder.joinsLater()) {
                    recent.remember(prediction, recorder);
                }
                judge.sometimes(ticket);
            }
            return prediction;
        } catch (MlopsException e) {
            failure = e;
        } finally {
            served.leave();
        }
        return standIn(routing, arm, key, ticket, asked, options, signal, failure);
    }

    /** What the caller gets in place of a failure: where another version stands in, its answer, and the failure counts against the one that failed. */
    private @Nullable Prediction standIn(
            RoutingTable routing,
            Arm arm,
            @Nullable String key,
            long ticket,
            Asked asked,
            PredictOptions options,
            @Nullable CancellationSignal signal,
            MlopsException failure) {
        Served other = arm.standIn();
        boolean cancelled = signal != null && signal.isCancelled();
        if (other == null || cancelled) {
            if (!(failure instanceof InvalidInput)) {
                count(arm, key, ticket);
                return fallBack(routing, arm.served(), asked, options, signal, failure);
            }
            throw failure;
        }
        Prediction prediction;
        try {
            prediction = alone(routing, other, asked, options, signal);
        } catch (InvalidInput e) {
            // Inputs that the champion refuses too are the caller's fault, and nobody's failure.
            throw e;
        } catch (MlopsException e) {
            count(arm, key, ticket);
            throw e;
        }
        if (prediction != null) {
            count(arm, key, ticket);
        }
        return prediction;
    }

    private void count(Arm arm, @Nullable String key, long ticket) {
        ArmRecorder recorder = arm.recorder();
        if (recorder != null) {
            recorder.failed(recorder.counts(key != null, ticket));
            judge.now();
        }
    }

    private Prediction fallBack(
            RoutingTable routing,
            Served failed,
            Asked asked,
            PredictOptions options,
            @Nullable CancellationSignal signal,
            MlopsException failure) {
        // Another try comes first.
        if (options.retries().most() > 0 && Retrying.isWorthAnother(failure)) {
            throw failure;
        }
        // Whoever has cancelled waits no more; what the caller gets is for the thread that waits.
        if (signal != null && signal.isCancelled()) {
            throw failure;
        }
        return switchboard.fallback(routing, failed, asked, options).orElseThrow(() -> failure);
    }
}
