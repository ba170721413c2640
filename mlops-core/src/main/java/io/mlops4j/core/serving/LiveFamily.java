package io.mlops4j.core.serving;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.NotFound;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.rows.RowInputs;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.EndpointStats.VersionStats;
import io.mlops4j.serving.ModelFamily;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A family that serves. Which version answers is decided by its stream, of which the request path reads the state that was followed last; models are in a cache that is bounded by what they weigh. A model that
 * leaves the cache is retired, and closed by the last request that is in it.
 */
final class LiveFamily implements ModelFamily {
    private static final long GIBIBYTE = 1L << 30;
    private static final int LONGEST_KEY = 512;
    /** Weights are in kibibytes, since Caffeine takes whole numbers of 32 bits; no model weighs less than a thousand of them. */
    private static final int LEAST_KIBIBYTES = 1_024;

    private final String name;
    private final Endpoints endpoints;
    private final EventStream<FamilyState, FamilyEvent> stream;
    private final VersionMeters meters;
    private final LongAdder loads = new LongAdder();
    private final LongAdder failedLoads = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    /** All that are not closed yet, in the cache or on their way out, with their weights. */
    private final Map<Served, Integer> open = new ConcurrentHashMap<>();

    private final AsyncCache<Target, Served> models;
    private volatile @Nullable FamilyState followed;
    private volatile boolean closed;

    LiveFamily(String name, Endpoints endpoints, EventStream<FamilyState, FamilyEvent> stream) {
        this.name = name;
        this.endpoints = endpoints;
        this.stream = stream;
        this.meters = new VersionMeters(name, new Target(name, 0), endpoints.meters());
        this.models = Caffeine.newBuilder()
                .maximumWeight(GIBIBYTE >> 10)
                .weigher((Target target, Served served) -> open.getOrDefault(served, LEAST_KIBIBYTES))
                // On the thread that makes room: it only marks the model, and mostly closes it.
                .executor(Runnable::run)
                .removalListener(this::removed)
                .buildAsync();
    }

    private void removed(@Nullable Target target, @Nullable Served served, RemovalCause cause) {
        if (served != null) {
            if (cause.wasEvicted()) {
                evictions.increment();
            }
            served.retire();
        }
    }

    @Override
    public String name() {
        return name;
    }

    private static String checked(String key) {
        if (key.length() > LONGEST_KEY
                || key.startsWith("/")
                || key.endsWith("/")
                || key.contains("//")
                || key.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInput("'" + (key.length() > 60 ? key.substring(0, 60) + "\u2026" : key)
                    + "' is no key of a family: keys are names with '/' between them, as 'france/paris', at most "
                    + LONGEST_KEY + " characters, or empty for all.");
        }
        return key;
    }

    @Override
    public void assign(String key, ModelVersion version) {
        endpoints.refuseWrite("assign a version in family '" + name + "'");
        String path = checked(key);
        Compatibility.refuseRetired(version, name);
        Target target = Target.of(version);
        FamilyState unused = stream.write(state -> {
            // All are compatible with one another, so one stands for all.
            state.versions().values().stream()
                    .findFirst()
                    .map(endpoints::version)
                    .ifPresent(other -> Compatibility.check(version, other, name));
            return target.equals(state.versions().get(path))
                    ? Outcome.unchanged(after -> after)
                    : Outcome.append(new FamilyEvent.Assigned(path, target), "", after -> after);
        });
        follow();
    }

    @Override
    public void remove(String key, String why) {
        endpoints.refuseWrite("remove a key of family '" + name + "'");
        FamilyState unused = stream.write(state -> {
            if (!state.versions().containsKey(key)) {
                throw new NotFound("Family '" + name + "' has no version for the key '" + key + "' itself.");
            }
            return Outcome.append(new FamilyEvent.Removed(key), why, after -> after);
        });
        follow();
    }

    @Override
    public Optional<ModelVersion> find(String key) {
        return endpoints.read(stream).find(checked(key)).map(endpoints::version);
    }

    @Override
    public Set<String> keys() {
        return new TreeSet<>(endpoints.read(stream).versions().keySet());
    }

    @Override
    public Prediction predict(String key, Tensors inputs) {
        return answer(key, new Asked.OfTensors(inputs));
    }

    @Override
    public Prediction predict(String key, Map<String, ? extends @Nullable Object> row) {
        return answer(key, new Asked.OfRow(row));
    }

    private Prediction answer(String key, Asked asked) {
        Target target = state().find(checked(key))
                .orElseThrow(() -> new NotFound("Family '" + name + "' has no version for '" + key
                        + "', nor for a key above it; assign one, or one to the empty key."));
        while (true) {
            Served served = loaded(target);
            if (served.enter()) {
                try {
                    Tensors outputs = served.answer(asked.inputs(served), PredictOptions.defaults(), null);
                    return new ServedPrediction(served.version(), outputs, endpoints.millis(), false);
                } finally {
                    served.leave();
                }
            }
            // It made room for another between the two calls: it is loaded again.
        }
    }

    private FamilyState state() {
        FamilyState known = followed;
        if (known == null) {
            endpoints.refuseWrite("serve from family '" + name + "'");
            known = follow();
        }
        if (closed) {
            throw new NotFound(
                    "Family '" + name + "' was closed with the Mlops object that it came from; open another one.");
        }
        return known;
    }

    /** Reads what was assigned, here or in another process; versions that answer for no key any more are let go. */
    FamilyState follow() {
        FamilyState state = stream.read();
        followed = state;
        Set<Target> assigned = Set.copyOf(state.versions().values());
        models.asMap().keySet().removeIf(target -> !assigned.contains(target));
        return state;
    }

    /** Follows, if anything was ever asked here. */
    void followOthers() {
        if (followed != null && !closed) {
            FamilyState unused = follow();
        }
    }

    private Served loaded(Target target) {
        CompletableFuture<Served> model = models.get(target, (t, executor) -> begin(t));
        try {
            return model.join();
        } catch (CompletionException e) {
            // The cache forgets it too, but perhaps a moment after this thread was woken.
            boolean unused = models.asMap().remove(target, model);
            if (e.getCause() instanceof MlopsException failure) {
                throw failure;
            }
            throw new InferenceFailure(target + " of family '" + name + "' could not be loaded: " + e.getCause(), e);
        }
    }

    /** Loads on a thread of the engine: threads that wait for other models are not in its way. */
    private CompletableFuture<Served> begin(Target target) {
        CompletableFuture<Served> model = new CompletableFuture<>();
        endpoints.workers().begin(name, () -> {
            try {
                boolean unused = model.complete(load(target));
            } catch (Throwable e) {
                // Whatever went wrong is told to those who wait, and tried again by the next one.
                failedLoads.increment();
                boolean unused = model.completeExceptionally(e);
            }
        });
        return model;
    }

    private Served load(Target target) {
        ModelVersion version = endpoints.version(target);
        RowInputs rows = RowInputs.of(version);
        LoadedModel model = endpoints.load(version, Warming.ZEROS, LoadOptions.defaults());
        Served served = new Served(version, model, meters, rows);
        open.put(served, (int) Math.max(LEAST_KIBIBYTES, Math.min(Integer.MAX_VALUE, model.memoryBytes() >> 10)));
        served.whenClosed(() -> open.remove(served));
        loads.increment();
        return served;
    }

    @Override
    public void memory(long bytes) {
        if (bytes < 1) {
            throw new InvalidInput(
                    "The models of family '" + name + "' cannot take " + bytes + " bytes; give more than 0.");
        }
        models.synchronous().policy().eviction().orElseThrow().setMaximum(Math.max(1, bytes >> 10));
    }

    @Override
    public Stats stats() {
        models.synchronous().cleanUp();
        VersionStats requests = meters.stats();
        long kibibytes = open.values().stream().mapToLong(Integer::longValue).sum();
        return new Stats(
                open.size(),
                kibibytes << 10,
                loads.sum(),
                failedLoads.sum(),
                evictions.sum(),
                requests.requests(),
                requests.failures());
    }

    /** Lets all models go; what is inside one is answered first. Returns what has to be waited for. */
    List<Served> close() {
        closed = true;
        List<Served> ending = List.copyOf(open.keySet());
        models.synchronous().invalidateAll();
        return ending;
    }

    @Override
    public String toString() {
        return "Family '" + name + "'";
    }
}
