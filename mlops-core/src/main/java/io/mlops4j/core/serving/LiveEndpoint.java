package io.mlops4j.core.serving;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.NotFound;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.stream.Decision;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.data.Table;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Deployment;
import io.mlops4j.serving.Deployment.Action;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.EndpointStats;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.LoadedModel;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An endpoint that serves.
 *
 * <p>What it serves is decided by its stream; the {@link RoutingTable} is that state made real, with models loaded. Whoever changes the
 * stream, here or in another process, the table follows: {@link #follow} compares the two under a lock, loads what is missing, publishes a new
 * table with one volatile write, and only then retires what the new table no longer holds. The request path reads the table once and
 * takes no lock.
 */
final class LiveEndpoint implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEndpoint.class);

    private final String name;
    private final Endpoints endpoints;
    private final EventStream<EndpointState, EndpointEvent> stream;

    /** Held while the table is changed; loading a model takes long, so never by the request path once a table is there. */
    private final ReentrantLock changing = new ReentrantLock();

    private final Map<Target, VersionMeters> meters = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Null until the first use has read the stream. */
    private volatile @Nullable RoutingTable table;

    private volatile boolean closed;
    private boolean followFailed;

    LiveEndpoint(String name, Endpoints endpoints, EventStream<EndpointState, EndpointEvent> stream) {
        this.name = name;
        this.endpoints = endpoints;
        this.stream = stream;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Prediction predict(Tensors inputs) {
        Served served = enter();
        try {
            return answer(served, inputs);
        } finally {
            served.leave();
        }
    }

    @Override
    public Prediction predict(Map<String, ? extends @Nullable Object> row) {
        Served served = enter();
        try {
            return answer(served, served.rows().of(row));
        } finally {
            served.leave();
        }
    }

    @Override
    public Prediction predict(Record row) {
        return predict(RecordRow.of(row));
    }

    @Override
    public Prediction predict(Table rows) {
        Served served = enter();
        try {
            return answer(served, served.rows().of(rows));
        } finally {
            served.leave();
        }
    }

    private Prediction answer(Served served, Tensors inputs) {
        return new ServedPrediction(served.version(), served.run(inputs), endpoints.millis());
    }

    /** The version that is served, entered: the caller leaves it. */
    private Served enter() {
        while (true) {
            RoutingTable routing = table;
            if (routing == null) {
                routing = begin();
            }
            Served served = routing.current();
            if (served == null) {
                throw nothingServed();
            }
            if (served.enter()) {
                return served;
            }
            // Retired between the two reads: the table has changed.
        }
    }

    private NotFound nothingServed() {
        return new NotFound(
                closed
                        ? "Endpoint '" + name
                                + "' was closed with the Mlops object that it came from; open another one."
                        : "Endpoint '" + name + "' serves nothing; deploy a version to it first.");
    }

    private RoutingTable begin() {
        endpoints.refuseWrite("serve from endpoint '" + name + "'");
        changing.lock();
        try {
            if (table == null) {
                follow(stream.read(), null);
            }
            RoutingTable begun = table;
            return begun == null ? RoutingTable.EMPTY : begun;
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void deploy(ModelVersion version) {
        endpoints.refuseWrite("deploy to endpoint '" + name + "'");
        version.findRetirement().ifPresent(r -> {
            throw new Conflict(
                    version + " cannot be deployed to endpoint '" + name + "': it was retired at " + r.at() + " ("
                            + r.why() + ")."
                            + r.replacement()
                                    .map(n -> " Version " + n + " took its place.")
                                    .orElse(""));
        });
        endpoints.checkGate(version);
        Target target = new Target(version.model(), version.number());
        changing.lock();
        try {
            refuseIfClosed();
            EndpointState before = stream.read();
            before.current().map(endpoints::version).ifPresent(present -> refuseIncompatible(version, present));
            warm(before);
            change(
                    target,
                    s -> s.current().filter(target::equals).isPresent()
                            ? Outcome.unchanged(after -> after)
                            : Outcome.append(new EndpointEvent(Action.DEPLOY, target), "", after -> after));
        } finally {
            changing.unlock();
        }
    }

    /** Loads what is about to be replaced, so that a rollback finds it; one that cannot be loaded is all the more to be replaced. */
    private void warm(EndpointState state) {
        try {
            follow(state, null);
        } catch (MlopsException e) {
            LOG.warn("What endpoint '{}' serves cannot be loaded and is replaced: {}", name, e.getMessage());
        }
    }

    /** Loads a version, and only then records a change that makes it the current one: what cannot be served is not recorded. */
    private void change(Target target, Decision<EndpointState, EndpointEvent, EndpointState> decision) {
        Served candidate = loaded(target).findFirst().orElse(null);
        boolean fresh = candidate == null;
        if (candidate == null) {
            candidate = load(target);
        }
        try {
            follow(stream.write(decision), candidate);
        } finally {
            if (fresh && !routed(candidate)) {
                candidate.retire();
            }
        }
    }

    private void refuseIncompatible(ModelVersion version, ModelVersion present) {
        if (!version.signature().compatibleWith(present.signature())) {
            throw new InvalidInput(version + " cannot take the place of " + present + " on endpoint '" + name
                    + "': its inputs and outputs are " + version.signature() + ", but callers use "
                    + present.signature()
                    + ". Deploy it to another endpoint, or undeploy this one first.");
        }
    }

    @Override
    public void rollback(String why) {
        endpoints.refuseWrite("roll back endpoint '" + name + "'");
        changing.lock();
        try {
            refuseIfClosed();
            change(
                    previous(stream.read()),
                    s -> Outcome.append(new EndpointEvent(Action.ROLLBACK, previous(s)), why, after -> after));
        } finally {
            changing.unlock();
        }
    }

    /** Where a rollback goes. */
    private Target previous(EndpointState state) {
        Target previous = state.previous()
                .orElseThrow(() -> new Conflict("Endpoint '" + name + "' has no version to go back to: its history has "
                        + state.history().size() + " deployments. Deploy a version instead."));
        if (endpoints.version(previous).findRetirement().isPresent()) {
            throw new Conflict("Endpoint '" + name + "' cannot go back to " + previous
                    + ": it is retired. Deploy another version instead.");
        }
        return previous;
    }

    @Override
    public void undeploy(String why) {
        endpoints.refuseWrite("undeploy from endpoint '" + name + "'");
        changing.lock();
        try {
            refuseIfClosed();
            EndpointState state = stream.write(s -> Outcome.append(
                    new EndpointEvent(Action.UNDEPLOY, s.current().orElseThrow(this::nothingServed)),
                    why,
                    after -> after));
            follow(state, null);
        } finally {
            changing.unlock();
        }
    }

    @Override
    public ModelVersion version() {
        return findVersion().orElseThrow(this::nothingServed);
    }

    @Override
    public Optional<ModelVersion> findVersion() {
        return endpoints.read(stream).current().map(endpoints::version);
    }

    @Override
    public List<Deployment> history() {
        return List.copyOf(endpoints.read(stream).history());
    }

    @Override
    public EndpointStats stats() {
        synchronized (meters) {
            return new EndpointStats(
                    meters.values().stream().map(VersionMeters::stats).toList());
        }
    }

    /** Follows what other processes did; called from the background, so a failure is told once and tried again. */
    void followOthers() {
        if (table == null || closed) {
            return;
        }
        changing.lock();
        try {
            follow(stream.read(), null);
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
    private void follow(EndpointState state, @Nullable Served candidate) {
        if (closed) {
            return;
        }
        RoutingTable before = table;
        Served current = state.current().map(t -> find(t, candidate)).orElse(null);
        Served previous = state.previous()
                .flatMap(t -> loaded(t).findFirst())
                .filter(served -> served != current)
                .orElse(null);
        RoutingTable after = new RoutingTable(current, previous);
        table = after;
        if (before != null) {
            Set<Served> kept = after.loaded().collect(Collectors.toSet());
            before.loaded().filter(served -> !kept.contains(served)).forEach(Served::retire);
        }
    }

    private Served find(Target target, @Nullable Served candidate) {
        if (candidate != null && is(candidate, target)) {
            return candidate;
        }
        return loaded(target).findFirst().orElseGet(() -> load(target));
    }

    private Stream<Served> loaded(Target target) {
        RoutingTable routing = table;
        return routing == null ? Stream.empty() : routing.loaded().filter(served -> is(served, target));
    }

    private static boolean is(Served served, Target target) {
        return served.version().model().equals(target.model())
                && served.version().number() == target.number();
    }

    private boolean routed(Served served) {
        RoutingTable routing = table;
        return routing != null && routing.loaded().anyMatch(s -> s == served);
    }

    private Served load(Target target) {
        ModelVersion version = endpoints.version(target);
        // Before the model, which would have to be closed if this fails.
        RowInputs rows = RowInputs.of(version);
        LoadedModel model = endpoints.load(version);
        return new Served(version, model, meters.computeIfAbsent(target, VersionMeters::new), rows);
    }

    private void refuseIfClosed() {
        if (closed) {
            throw nothingServed();
        }
    }

    /** Serves nothing any more; what is inside a model is answered first. Returns what has to be waited for. */
    List<Served> close() {
        changing.lock();
        try {
            closed = true;
            RoutingTable last = table;
            table = RoutingTable.EMPTY;
            List<Served> ending = last == null ? List.of() : last.loaded().toList();
            ending.forEach(Served::retire);
            return ending;
        } finally {
            changing.unlock();
        }
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

    @Override
    public String toString() {
        return "Endpoint '" + name + "'";
    }
}
