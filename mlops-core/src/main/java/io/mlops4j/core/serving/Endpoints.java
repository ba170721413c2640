package io.mlops4j.core.serving;

import io.mlops4j.MlopsException;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.names.Ulids;
import io.mlops4j.core.runtime.ModelRuntimes;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Deployer;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.ModelFamily;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import io.mlops4j.spi.Meters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoints of an engine, and the thread that lets them follow what other processes deploy. Thread-safe. */
public final class Endpoints implements Deployer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final String PREFIX = "endpoint/";
    private static final String FAMILIES = "family/";
    private static final Duration FOLLOW_EVERY = Duration.ofSeconds(1);
    static final Duration DRAIN_AT_MOST = Duration.ofSeconds(10);

    private final EventStreams streams;
    private final Viewpoint viewpoint;
    private final ModelRuntimes runtimes;
    private final Neighbours neighbours;
    private final Meters meters;
    private final Map<String, LiveEndpoint> live = new ConcurrentHashMap<>();
    private final Map<String, LiveFamily> families = new ConcurrentHashMap<>();
    private final ReentrantLock starting = new ReentrantLock();
    private final Workers workers = new Workers();
    private final RolloutJudge judge = new RolloutJudge(live::values);
    private final Ulids ids;
    private @Nullable ScheduledExecutorService follower;

    /** What endpoints ask the other steps. */
    public interface Neighbours {
        /** A version by model and number. */
        ModelVersion version(String model, int number);

        /** Checks the gate of a version again; throws {@link io.mlops4j.QualityGateFailed} if it is not passed. */
        void checkGate(ModelVersion version);
    }

    /** The endpoints in some streams, as seen from a viewpoint. */
    public Endpoints(
            EventStreams streams, Viewpoint viewpoint, ModelRuntimes runtimes, Neighbours neighbours, Meters meters) {
        this.streams = streams;
        this.viewpoint = viewpoint;
        this.runtimes = runtimes;
        this.neighbours = neighbours;
        this.meters = meters;
        this.ids = new Ulids(streams.clock());
    }

    @Override
    public Endpoint endpoint(String name) {
        String checked = Names.check("Endpoint", name);
        followOthers();
        return live.computeIfAbsent(
                checked, n -> new LiveEndpoint(n, this, streams.open(PREFIX + n, EndpointProjection.INSTANCE), ids));
    }

    @Override
    public List<String> endpoints() {
        return streams.names(PREFIX, viewpoint);
    }

    /** The names of the endpoints and families, in any process, that serve a version now, as a champion, a canary, one of a split, or for a key. */
    public List<String> serving(String model, int number) {
        Target target = new Target(model, number);
        Stream<String> serving = endpoints().stream()
                .filter(name -> serves(read(streams.open(PREFIX + name, EndpointProjection.INSTANCE)), target));
        Stream<String> assigned = families().stream()
                .filter(name -> read(streams.open(FAMILIES + name, FamilyProjection.INSTANCE))
                        .versions()
                        .containsValue(target));
        return Stream.concat(serving, assigned).toList();
    }

    @Override
    public ModelFamily family(String name) {
        String checked = Names.check("Family", name);
        followOthers();
        return families.computeIfAbsent(
                checked, n -> new LiveFamily(n, this, streams.open(FAMILIES + n, FamilyProjection.INSTANCE)));
    }

    @Override
    public List<String> families() {
        return streams.names(FAMILIES, viewpoint);
    }

    private static boolean serves(EndpointState state, Target target) {
        return state.current().filter(target::equals).isPresent()
                || state.rollout()
                        .filter(rollout -> rollout.canary().equals(target))
                        .isPresent()
                || state.split().filter(split -> split.arms().contains(target)).isPresent();
    }

    private void followOthers() {
        if (viewpoint.isPast()) {
            return;
        }
        starting.lock();
        try {
            if (follower == null) {
                follower = Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "mlops4j-endpoint-follower");
                    thread.setDaemon(true);
                    return thread;
                });
                // Nobody waits for it: it ends with the executor, and catches what it throws.
                Future<?> unused = follower.scheduleWithFixedDelay(
                        this::follow, FOLLOW_EVERY.toMillis(), FOLLOW_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            starting.unlock();
        }
    }

    private void follow() {
        for (LiveEndpoint endpoint : live.values()) {
            try {
                endpoint.followOthers();
            } catch (RuntimeException e) {
                // A scheduled task that throws is never run again.
                LOG.warn("Endpoint '{}' could not follow its stream; it tries again.", endpoint.name(), e);
            }
        }
        for (LiveFamily family : families.values()) {
            try {
                family.followOthers();
            } catch (RuntimeException e) {
                LOG.warn("Family '{}' could not follow its stream; it tries again.", family.name(), e);
            }
        }
    }

    <S, E> S read(EventStream<S, E> stream) {
        return viewpoint.read(stream);
    }

    void refuseWrite(String what) {
        viewpoint.refuseWrite(what);
    }

    ModelVersion version(Target target) {
        return neighbours.version(target.model(), target.number());
    }

    void checkGate(ModelVersion version) {
        neighbours.checkGate(version);
    }

    InstantSource clock() {
        return streams.clock();
    }

    long millis() {
        return streams.clock().millis();
    }

    Meters meters() {
        return meters;
    }

    Workers workers() {
        return workers;
    }

    RolloutJudge judge() {
        return judge;
    }

    /** Loads a version and runs it, so that the first request does not pay for what is lazy. */
    LoadedModel load(ModelVersion version, Warming warming, LoadOptions options) {
        LoadedModel model = runtimes.load(version, options);
        boolean warm = false;
        try {
            if (warming.inputs().isEmpty()) {
                runOnZeros(version, model);
            } else {
                warming.inputs().forEach(model::run);
            }
            warm = true;
        } finally {
            if (!warm) {
                model.close();
            }
        }
        return model;
    }

    private static void runOnZeros(ModelVersion version, LoadedModel model) {
        try {
            model.run(ModelRuntimes.sampleInputs(version.signature()));
        } catch (MlopsException e) {
            // Zeros need not be valid inputs; a model that refuses them may serve real ones well.
            LOG.info("{} was not warmed up: it refuses generated inputs ({}).", version, e.getMessage());
        }
    }

    /** Stops following and serving; answers what was accepted. */
    @Override
    public void close() {
        starting.lock();
        try {
            if (follower != null) {
                follower.shutdown();
            }
        } finally {
            starting.unlock();
        }
        judge.close();
        // What was accepted is answered before the models go.
        workers.close();
        List<Served> ending = new ArrayList<>();
        live.values().forEach(endpoint -> ending.addAll(endpoint.close()));
        families.values().forEach(family -> ending.addAll(family.close()));
        Switchboard.awaitClosed(ending, DRAIN_AT_MOST);
    }
}
