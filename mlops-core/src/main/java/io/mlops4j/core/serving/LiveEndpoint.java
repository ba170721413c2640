package io.mlops4j.core.serving;

import io.mlops4j.Conflict;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.Timeout;
import io.mlops4j.core.names.Ulids;
import io.mlops4j.core.serving.EndpointEvent.Moved;
import io.mlops4j.core.serving.EndpointEvent.RolloutEnded;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.batch.BatchData;
import io.mlops4j.core.serving.batch.BatchModel;
import io.mlops4j.core.serving.batch.BatchPlan;
import io.mlops4j.core.serving.load.Admission;
import io.mlops4j.core.serving.rows.RecordRow;
import io.mlops4j.core.serving.rows.RowInputs;
import io.mlops4j.core.serving.rows.RowRules;
import io.mlops4j.core.serving.split.SplitSettings;
import io.mlops4j.core.serving.split.SplitSettings.Kind;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.Table;
import io.mlops4j.internal.ClassNames;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.BanditPlan;
import io.mlops4j.serving.BatchDraft;
import io.mlops4j.serving.Batching;
import io.mlops4j.serving.Breaker;
import io.mlops4j.serving.DeployOptions;
import io.mlops4j.serving.Deployment;
import io.mlops4j.serving.Deployment.Action;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.EndpointStats;
import io.mlops4j.serving.EndpointStats.VersionStats;
import io.mlops4j.serving.Fallback;
import io.mlops4j.serving.Health;
import io.mlops4j.serving.Limits;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.PredictionObserver;
import io.mlops4j.serving.Rollout;
import io.mlops4j.serving.RolloutPlan;
import io.mlops4j.serving.RolloutState;
import io.mlops4j.serving.RoutingRule;
import io.mlops4j.serving.Scorer;
import io.mlops4j.serving.Shadow;
import io.mlops4j.serving.ShadowPlan;
import io.mlops4j.serving.Split;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An endpoint: what callers ask goes to the {@link RequestPath}, what they change to the {@link Switchboard}. */
final class LiveEndpoint implements Endpoint {
    private static final String QUEUED = "mlops4j.endpoint.queued";
    private static final String IN_FLIGHT = "mlops4j.endpoint.in_flight";
    private static final String LIMIT = "mlops4j.endpoint.limit";

    private final String name;
    private final Endpoints endpoints;
    private final Switchboard switchboard;
    private final RolloutControl rollouts;
    private final SplitControl splits;
    private final RecentPredictions recent = new RecentPredictions();
    private final RequestPath path;
    private final Ulids ids;

    LiveEndpoint(String name, Endpoints endpoints, EventStream<EndpointState, EndpointEvent> stream, Ulids ids) {
        this.name = name;
        this.endpoints = endpoints;
        this.ids = ids;
        this.switchboard = new Switchboard(name, endpoints, stream);
        this.rollouts = new RolloutControl(endpoints, switchboard, ids);
        this.splits = new SplitControl(endpoints, switchboard, ids);
        this.path = new RequestPath(
                switchboard,
                recent,
                endpoints.judge(),
                endpoints.clock(),
                new Retrying(name, endpoints.workers(), endpoints.meters()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Prediction predict(Tensors inputs) {
        return path.answer(new Asked.OfTensors(inputs), PredictOptions.defaults(), null);
    }

    @Override
    public Prediction predict(Tensors inputs, PredictOptions options) {
        return answer(new Asked.OfTensors(inputs), options);
    }

    private Prediction answer(Asked asked, PredictOptions options) {
        Duration timeout = options.findTimeout().orElse(null);
        return timeout == null ? path.answer(asked, options, null) : within(timeout, asked, options);
    }

    @Override
    public Prediction predict(Map<String, ? extends @Nullable Object> row) {
        return path.answer(new Asked.OfRow(row), PredictOptions.defaults(), null);
    }

    @Override
    public Prediction predict(Record row) {
        return predict(RecordRow.of(row));
    }

    @Override
    public Prediction predict(Table rows) {
        return path.answer(new Asked.OfTable(rows), PredictOptions.defaults(), null);
    }

    @Override
    public <I extends Record, O extends Record> Scorer<I, O> as(Class<I> input, Class<O> output) {
        LiveScorer<I, O> scorer = new LiveScorer<>(input, output, this::answer);
        if (switchboard.state().current().isPresent()) {
            Optional.ofNullable(switchboard.table().current()).ifPresent(scorer::check);
        }
        return scorer;
    }

    @Override
    public BatchDraft batch(DatasetVersion data) {
        return new BatchPlan(name, new BatchData.OfDataset(data), this::batchModel);
    }

    @Override
    public BatchDraft batch(Table rows) {
        return new BatchPlan(name, new BatchData.OfTable(rows), this::batchModel);
    }

    /** The version that is served now, in a copy of its own, so that neither waits for the other. */
    private BatchModel batchModel() {
        ModelVersion version = version();
        return new BatchModel(version, RowInputs.of(version), switchboard.loadModel(version));
    }

    /** Answers on a thread of the engine, and frees the caller at the deadline; the native work ends behind it. */
    private Prediction within(Duration timeout, Asked asked, PredictOptions options) {
        CancellationSignal signal = new CancellationSignal();
        FutureTask<Prediction> task = endpoints.workers().begin(name, () -> path.answer(asked, options, signal));
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (TimeoutException e) {
            signal.cancel();
            return tooLate(timeout, asked, options);
        } catch (InterruptedException e) {
            signal.cancel();
            Thread.currentThread().interrupt();
            throw new InferenceFailure(
                    "The thread was interrupted while it waited for a prediction of endpoint '" + name + "'.", e);
        }
    }

    private Prediction tooLate(Duration timeout, Asked asked, PredictOptions options) {
        RoutingTable routing = switchboard.table();
        Served current = routing.current();
        return Optional.ofNullable(current)
                .flatMap(served -> switchboard.fallback(routing, served, asked, options))
                .orElseThrow(() -> new Timeout("Endpoint '" + name + "' did not answer within " + timeout
                        + "; the work was stopped. Give it more time, or a fallback."));
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure
                ? failure
                : new InferenceFailure(
                        "A prediction ended without an answer.", cause == null ? new IllegalStateException() : cause);
    }

    @Override
    public CompletableFuture<Prediction> predictAsync(Tensors inputs, PredictOptions options) {
        return AsyncPrediction.begin(name, path, endpoints.workers(), new Asked.OfTensors(inputs), options);
    }

    @Override
    public void label(String predictionId, double truth) {
        if (Double.isNaN(truth)) {
            throw new InvalidInput(
                    "The label of prediction '" + predictionId + "' is NaN; leave out what is not known.");
        }
        recent.label(predictionId, ClassNames.of(truth), truth);
        path.observers().labelled(predictionId, truth);
    }

    @Override
    public void label(String predictionId, String truth) {
        recent.label(predictionId, truth, Double.NaN);
        path.observers().labelled(predictionId, truth);
    }

    @Override
    public PredictionObserver.Subscription observe(PredictionObserver observer) {
        return path.observers().add(observer);
    }

    @Override
    public void measure(String predictionId, String meter, double value) {
        if (Double.isNaN(value)) {
            throw new InvalidInput("The value of meter '" + meter + "' for prediction '" + predictionId
                    + "' is NaN; leave out what is not known.");
        }
        recent.measure(predictionId, meter, value);
    }

    @Override
    public void deploy(ModelVersion version) {
        deploy(version, DeployOptions.defaults());
    }

    @Override
    public void deploy(ModelVersion version, DeployOptions options) {
        endpoints.refuseWrite("deploy to endpoint '" + name + "'");
        Compatibility.refuseRetired(version, name);
        endpoints.checkGate(version);
        Target target = Target.of(version);
        switchboard.changing(() -> {
            switchboard.refuseIfClosed();
            EndpointState before = switchboard.state();
            switchboard.refuseIfShared(before, version + " cannot be deployed");
            if (!options.incompatibleAccepted()) {
                before.current()
                        .map(endpoints::version)
                        .ifPresent(present -> Compatibility.check(version, present, name));
            }
            switchboard.warm(before);
            switchboard.change(target, new Warming(options.warmUpInputs()), state -> {
                switchboard.refuseIfShared(state, version + " cannot be deployed");
                return state.current().filter(target::equals).isPresent()
                        ? Outcome.unchanged(after -> after)
                        : Outcome.append(new Moved(Action.DEPLOY, target), "", after -> after);
            });
            return target;
        });
    }

    @Override
    public void rollback(String why) {
        endpoints.refuseWrite("roll back endpoint '" + name + "'");
        switchboard.changing(() -> {
            switchboard.refuseIfClosed();
            EndpointState state = switchboard.state();
            if (state.rollout().isPresent()) {
                rollouts.end(state.rollout().get().id(), RolloutState.ABORTED, why);
            } else if (state.split().isPresent()) {
                splits.end(state.split().get().id(), Optional.empty(), why);
            } else {
                switchboard.change(
                        previous(state),
                        Warming.ZEROS,
                        s -> Outcome.append(new Moved(Action.ROLLBACK, previous(s)), why, after -> after));
            }
            return name;
        });
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
        switchboard.changing(() -> {
            switchboard.refuseIfClosed();
            return switchboard.<EndpointState>write(s -> {
                Moved gone = new Moved(Action.UNDEPLOY, s.current().orElseThrow(switchboard::nothingServed));
                List<EndpointEvent> events = s.rollout()
                        .<List<EndpointEvent>>map(rollout ->
                                List.of(new RolloutEnded(rollout.id(), RolloutState.ABORTED, List.of()), gone))
                        .orElse(List.of(gone));
                return new Outcome<>(events, why, after -> after);
            });
        });
    }

    @Override
    public ModelVersion version() {
        return findVersion().orElseThrow(switchboard::nothingServed);
    }

    @Override
    public Optional<ModelVersion> findVersion() {
        return switchboard.state().current().map(endpoints::version);
    }

    @Override
    public List<Deployment> history() {
        return List.copyOf(switchboard.state().history());
    }

    @Override
    public EndpointStats stats() {
        List<VersionStats> versions =
                switchboard.meters().stream().map(VersionMeters::stats).toList();
        Admission admission = path.admission();
        return admission == null
                ? new EndpointStats(versions, 0, 0, 0, Integer.MAX_VALUE, path.retries())
                : new EndpointStats(
                        versions,
                        admission.rejected(),
                        admission.inFlight(),
                        admission.queued(),
                        admission.limit(),
                        path.retries());
    }

    @Override
    public void rowCheck(RowCheck check) {
        switchboard.refuseIfClosed();
        path.check(check.rules().isEmpty() ? null : new RowRules(check));
    }

    @Override
    public void limits(Limits limits) {
        switchboard.refuseIfClosed();
        Admission admission = limits.concurrent() == Integer.MAX_VALUE ? null : new Admission(name, limits);
        path.limit(admission);
        if (admission == null) {
            removeGauges();
        } else {
            gauges(admission).forEach((gauge, value) -> endpoints.meters().gauge(gauge, tags(), value));
        }
    }

    private static Map<String, DoubleSupplier> gauges(Admission admission) {
        return Map.of(
                QUEUED, admission::queued,
                IN_FLIGHT, admission::inFlight,
                LIMIT, admission::limit);
    }

    private void removeGauges() {
        List.of(QUEUED, IN_FLIGHT, LIMIT).forEach(gauge -> endpoints.meters().removeGauge(gauge, tags()));
    }

    private Map<String, String> tags() {
        return Map.of("endpoint", name);
    }

    @Override
    public void preprocess(UnaryOperator<Tensors> function) {
        path.preprocess(function);
    }

    @Override
    public void postprocess(UnaryOperator<Tensors> function) {
        path.postprocess(function);
    }

    @Override
    public void loadOptions(LoadOptions options) {
        switchboard.loadOptions(options);
    }

    @Override
    public void batching(Batching batching) {
        switchboard.batching(batching);
    }

    @Override
    public void breaker(Breaker breaker) {
        switchboard.breaker(breaker);
    }

    @Override
    public Health health() {
        if (switchboard.isClosed()) {
            return new Health(false, false, List.of("endpoint '" + name + "' is closed"));
        }
        Served current;
        try {
            current = switchboard.table().current();
        } catch (MlopsException e) {
            return new Health(true, false, List.of(String.valueOf(e.getMessage())));
        }
        if (current == null) {
            return new Health(true, false, List.of("endpoint '" + name + "' serves nothing"));
        }
        List<String> reasons = new ArrayList<>();
        if (current.isOff()) {
            reasons.add(current.version() + " is turned off, as too many of its latest requests failed");
        }
        Admission admission = path.admission();
        if (admission != null && admission.inFlight() >= admission.limit()) {
            reasons.add(admission.limit() + " requests are under way, as many as the limits allow");
        }
        return new Health(true, !current.isOff(), reasons);
    }

    @Override
    public RolloutPlan canary(ModelVersion version) {
        endpoints.refuseWrite("begin a canary on endpoint '" + name + "'");
        return new LiveRolloutPlan((settings, incompatibleAccepted) -> {
            Compatibility.refuseRetired(version, name);
            endpoints.checkGate(version);
            return rollouts.start(version, settings, incompatibleAccepted, ids.next());
        });
    }

    @Override
    public Optional<Rollout> findRollout() {
        return rollouts.underWay();
    }

    @Override
    public List<Rollout> rollouts() {
        return rollouts.all();
    }

    @Override
    public Split split(Map<ModelVersion, Double> shares) {
        List<ModelVersion> versions = new ArrayList<>(shares.keySet());
        versions.sort(Comparator.comparing(ModelVersion::model).thenComparing(ModelVersion::number));
        List<Double> inOrder = versions.stream().map(shares::get).toList();
        return begin(versions, new SplitSettings(Kind.SHARES, inOrder, Optional.empty(), Optional.empty()), null);
    }

    @Override
    public BanditPlan bandit(ModelVersion... versions) {
        List<ModelVersion> arms = List.of(versions);
        return new LiveBanditPlan(arms.size(), settings -> begin(arms, settings, null));
    }

    @Override
    public Split route(RoutingRule rule, ModelVersion... versions) {
        List<Double> even = Collections.nCopies(versions.length, 1.0 / versions.length);
        return begin(List.of(versions), new SplitSettings(Kind.RULE, even, Optional.empty(), Optional.empty()), rule);
    }

    private Split begin(List<ModelVersion> versions, SplitSettings settings, @Nullable RoutingRule rule) {
        endpoints.refuseWrite("share the requests of endpoint '" + name + "'");
        versions.forEach(version -> Compatibility.refuseRetired(version, name));
        versions.forEach(endpoints::checkGate);
        return splits.start(versions, settings, rule);
    }

    @Override
    public Optional<Split> findSplit() {
        return splits.underWay();
    }

    /** Looks at the rollout or split that is under way; whether there is one. */
    boolean judge() {
        boolean rolling = rollouts.judge();
        return splits.tend() || rolling;
    }

    @Override
    public ShadowPlan shadow(ModelVersion version) {
        endpoints.refuseWrite("begin a shadow on endpoint '" + name + "'");
        return new LiveShadowPlan(settings -> {
            Compatibility.refuseRetired(version, name);
            return LiveShadow.start(switchboard, endpoints, version, settings);
        });
    }

    @Override
    public List<Shadow> shadows() {
        return List.copyOf(switchboard.table().shadows());
    }

    @Override
    public void fallback(Fallback fallback) {
        switchboard.fallback(fallback);
    }

    /** Follows what other processes did. */
    void followOthers() {
        switchboard.followOthers();
        if (switchboard.serves() && switchboard.servedState().isShared()) {
            endpoints.judge().begin();
        }
    }

    /** Serves nothing any more; what is inside a model is answered first. Returns what has to be waited for. */
    List<Served> close() {
        removeGauges();
        return switchboard.close();
    }

    @Override
    public String toString() {
        return "Endpoint '" + name + "'";
    }
}
