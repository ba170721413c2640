package io.mlops4j.core.serving;

import io.mlops4j.Conflict;
import io.mlops4j.MlopsException;
import io.mlops4j.NotFound;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.rows.RowInputs;
import io.mlops4j.core.stream.Decision;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Batching;
import io.mlops4j.serving.Breaker;
import io.mlops4j.serving.Fallback;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an endpoint serves, made real.
 *
 * <p>What it serves is decided by its stream; the {@link RoutingTable} is that state with models loaded. Whoever changes the stream, here or in
 * another process, the table follows: {@link #follow} compares the two under a lock, loads what is missing, publishes a new table with one volatile write, and only then
 * retires what the new table no longer holds. The request path reads the table once and takes no lock.
 */
final class Switchboard {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final String name;
    private final Endpoints endpoints;
    private final EventStream<EndpointState, EndpointEvent> stream;
    private final Sharing sharing;

    /** Held while the table is changed; loading a model takes long, so never by the request path once a table is there. */
    private final ReentrantLock changing = new ReentrantLock();

    private final Condition changed = changing.newCondition();
    private final Map<Target, VersionMeters> meters = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Null until the first use has read the stream. */
    private volatile @Nullable RoutingTable table;

    /** The state that the table was made of. */
    private volatile @Nullable EndpointState followed;

    private volatile LoadOptions loadOptions = LoadOptions.defaults();
    private Batching batching = Batching.off();
    private @Nullable Breaker breaker;

    private volatile boolean closed;
    private boolean followFailed;

    Switchboard(String name, Endpoints endpoints, EventStream<EndpointState, EndpointEvent> stream) {
        this.name = name;
        this.endpoints = endpoints;
        this.stream = stream;
        this.sharing = new Sharing(name);
    }

    String name() {
        return name;
    }

    /** The table, made from the stream at the first call. */
    RoutingTable table() {
        RoutingTable routing = table;
        return routing == null ? begin() : routing;
    }

    private RoutingTable begin() {
        endpoints.refuseWrite("serve from endpoint '" + name + "'");
        return changing(() -> {
            if (table == null) {
                follow(stream.read(), List.of());
            }
            RoutingTable begun = table;
            return begun == null ? RoutingTable.EMPTY : begun;
        });
    }

    /** Whether requests were ever asked of it here, and it is not closed. */
    boolean serves() {
        return table != null && !closed;
    }

    /** Does something while nobody else changes the table. */
    <T> T changing(Supplier<T> action) {
        changing.lock();
        try {
            return action.get();
        } finally {
            changing.unlock();
        }
    }

    /** The newest state; of the past in a view of the past. */
    EndpointState state() {
        return endpoints.read(stream);
    }

    /** The state that is served in this process, or the newest one if nothing is. */
    EndpointState servedState() {
        EndpointState served = followed;
        return served == null || closed ? state() : served;
    }

    /** Who answers while several versions do, and what is seen of each. */
    Sharing sharing() {
        return sharing;
    }

    /** Writes a change that needs no other model, and follows it. */
    <R> R write(Decision<EndpointState, EndpointEvent, R> decision) {
        return changing(() -> {
            R result = stream.write(decision);
            if (serves()) {
                follow(stream.read(), List.of());
            }
            return result;
        });
    }

    /** Loads a version, and only then writes a change that makes it serve: what cannot be served is not recorded. */
    void change(Target target, Warming warming, Decision<EndpointState, EndpointEvent, EndpointState> decision) {
        change(List.of(target), warming, decision);
    }

    /** The same for several versions. */
    void changeAll(List<Target> targets, Decision<EndpointState, EndpointEvent, EndpointState> decision) {
        change(targets, Warming.ZEROS, decision);
    }

    private void change(
            List<Target> targets, Warming warming, Decision<EndpointState, EndpointEvent, EndpointState> decision) {
        changing(() -> {
            List<Served> candidates = new ArrayList<>();
            try {
                for (Target target : targets) {
                    if (loaded(target).findFirst().isEmpty()) {
                        candidates.add(load(target, warming));
                    }
                }
                follow(stream.write(decision), candidates);
            } finally {
                candidates.stream().filter(served -> !routed(served)).forEach(Served::retire);
            }
            return targets;
        });
    }

    /** Loads what is about to be replaced, so that a rollback finds it; one that cannot be loaded is all the more to be replaced. */
    void warm(EndpointState state) {
        try {
            follow(state, List.of());
        } catch (MlopsException e) {
            LOG.warn("What endpoint '{}' serves cannot be loaded and is replaced: {}", name, e.getMessage());
        }
    }

    /** Follows what other processes did; called from the background, so a failure is told once and tried again. */
    void followOthers() {
        if (!serves()) {
            return;
        }
        changing.lock();
        try {
            EndpointState state = stream.read();
            if (!state.isSameAs(followed) || followFailed) {
                follow(state, List.of());
            }
            followFailed = false;
        } catch (MlopsException e) {
            if (!followFailed) {
                LOG.warn(
                        "Endpoint '{}' cannot follow its stream and serves on what it has; it tries again: {}",
                        name,
                        e.getMessage());
            }
            followFailed = true;
        } finally {
            changing.unlock();
        }
    }

    /**
     * Makes the table what the state says. The previous version is a comfort: if it cannot be loaded the endpoint serves all the same, and a
     * rollback would load it.
     */
    private void follow(EndpointState state, List<Served> candidates) {
        if (closed) {
            return;
        }
        RoutingTable before = table == null ? RoutingTable.EMPTY : table;
        Served current = state.current().map(t -> find(t, candidates)).orElse(null);
        Served previous = state.previous()
                .flatMap(t -> loaded(t).findFirst())
                .filter(served -> served != current)
                .orElse(null);
        Router router = current == null
                ? null
                : sharing.router(state, current, t -> find(t, candidates), this::routed, before.router());
        RoutingTable after = new RoutingTable(current, previous, router, before.shadows(), before.fallback());
        table = after;
        followed = state;
        Set<Served> kept = after.loaded().collect(Collectors.toSet());
        before.loaded().filter(served -> !kept.contains(served)).forEach(Served::retire);
        changed.signalAll();
    }

    private Served find(Target target, List<Served> candidates) {
        return Stream.concat(candidates.stream().filter(served -> served.is(target)), loaded(target))
                .findFirst()
                .orElseGet(() -> load(target, Warming.ZEROS));
    }

    private Stream<Served> loaded(Target target) {
        RoutingTable routing = table;
        return routing == null ? Stream.empty() : routing.loaded().filter(served -> served.is(target));
    }

    private boolean routed(Served served) {
        RoutingTable routing = table;
        return routing != null && routing.loaded().anyMatch(s -> s == served);
    }

    /** A copy of a version in memory, which the caller closes. */
    LoadedModel loadModel(ModelVersion version) {
        return endpoints.load(version, Warming.ZEROS, loadOptions);
    }

    /** Holds off a change while several versions share the requests. */
    void refuseIfShared(EndpointState state, String what) {
        state.rollout().ifPresent(rollout -> {
            throw new Conflict("On endpoint '" + name + "' " + what + " while the rollout of " + rollout.canary()
                    + " is under way (" + rollout.state() + ", weight " + rollout.weight()
                    + "). Promote or abort it first, or roll the endpoint back.");
        });
        state.split().ifPresent(split -> {
            throw new Conflict("On endpoint '" + name + "' " + what + " while a split between " + split.arms()
                    + " is under way. Stop it or choose a winner first, or roll the endpoint back.");
        });
    }

    /** Loads a version, for the table or for a shadow. */
    Served load(Target target, Warming warming) {
        ModelVersion version = endpoints.version(target);
        // Before the model, which would have to be closed if this fails.
        RowInputs rows = RowInputs.of(version);
        LoadedModel model = endpoints.load(version, warming, loadOptions);
        VersionMeters counters = meters.computeIfAbsent(target, t -> new VersionMeters(name, t, endpoints.meters()));
        Served served = new Served(version, model, counters, rows);
        served.batch(batching);
        served.breaker(breaker);
        return served;
    }

    /** Runs requests together from now on. */
    void batching(Batching wanted) {
        changing(() -> {
            refuseIfClosed();
            batching = wanted;
            table().loaded().forEach(served -> served.batch(wanted));
            return wanted;
        });
    }

    /** Turns versions off that fail too often from now on. */
    void breaker(Breaker rule) {
        changing(() -> {
            refuseIfClosed();
            breaker = rule;
            table().loaded().forEach(served -> served.breaker(rule));
            return rule;
        });
    }

    /** How models are loaded from now on. */
    void loadOptions(LoadOptions options) {
        refuseIfClosed();
        loadOptions = options;
    }

    boolean isClosed() {
        return closed;
    }

    /** Adds a shadow to those that get copies. */
    void add(LiveShadow shadow) {
        changing(() -> {
            List<LiveShadow> shadows = new ArrayList<>(table().shadows());
            shadows.add(shadow);
            return publish(table().with(shadows));
        });
    }

    /** Takes a shadow away. */
    void remove(LiveShadow shadow) {
        changing(() -> {
            List<LiveShadow> shadows = new ArrayList<>(table().shadows());
            shadows.remove(shadow);
            return publish(table().with(shadows));
        });
    }

    /** Sets what answers in place of a failure. */
    void fallback(Fallback fallback) {
        changing(() -> publish(table().with(fallback)));
    }

    private RoutingTable publish(RoutingTable next) {
        refuseIfClosed();
        table = next;
        return next;
    }

    /** What answers in place of a version that failed or is too late; empty if nothing does. */
    Optional<Prediction> fallback(RoutingTable routing, Served failed, Asked asked, PredictOptions options) {
        Fallback fallback = routing.fallback();
        if (fallback instanceof Fallback.Computed computed) {
            Tensors outputs = computed.function().apply(asked.inputs(failed));
            failed.meters().fellBack();
            return Optional.of(new ServedPrediction(failed.version(), outputs, endpoints.millis(), true));
        }
        Served previous = routing.previous();
        if (!(fallback instanceof Fallback.PreviousVersion)
                || previous == null
                || previous == failed
                || !previous.enter()) {
            return Optional.empty();
        }
        try {
            Tensors outputs = previous.answer(asked.inputs(previous), options, null);
            failed.meters().fellBack();
            return Optional.of(new ServedPrediction(previous.version(), outputs, endpoints.millis(), true));
        } catch (MlopsException e) {
            LOG.debug("The fallback of endpoint '{}' failed too: {}", name, e.getMessage());
            return Optional.empty();
        } finally {
            previous.leave();
        }
    }

    /**
     * Waits until something is so, which is looked at whenever a table is published, and now and then for what another process does to an endpoint that is not served
     * here.
     */
    void await(BooleanSupplier done, Duration most) {
        long left = most.toNanos();
        changing.lock();
        try {
            while (!done.getAsBoolean() && left > 0) {
                long slice = Math.min(left, LOOK_EVERY.toNanos());
                left -= slice - changed.awaitNanos(slice);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            changing.unlock();
        }
    }

    List<VersionMeters> meters() {
        synchronized (meters) {
            return List.copyOf(meters.values());
        }
    }

    NotFound nothingServed() {
        return new NotFound(
                closed
                        ? "Endpoint '" + name
                                + "' was closed with the Mlops object that it came from; open another one."
                        : "Endpoint '" + name + "' serves nothing; deploy a version to it first.");
    }

    void refuseIfClosed() {
        if (closed) {
            throw nothingServed();
        }
    }

    /** Serves nothing any more; what is inside a model is answered first. Returns what has to be waited for. */
    List<Served> close() {
        List<LiveShadow> shadows = table == null ? List.of() : table().shadows();
        shadows.forEach(LiveShadow::stop);
        return changing(() -> {
            closed = true;
            RoutingTable last = table;
            table = RoutingTable.EMPTY;
            changed.signalAll();
            List<Served> ending = last == null ? List.of() : last.loaded().toList();
            ending.forEach(Served::retire);
            return ending;
        });
    }

    /** Waits until every model is closed; one that is still running after that is left to the process. */
    static void awaitClosed(List<Served> ending, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        boolean interrupted = false;
        for (Served served : ending) {
            try {
                if (!served.awaitClosed(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                    LOG.warn(
                            "A request is still in {} after {}; its memory is freed when the request ends.",
                            served.version(),
                            most);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
