package io.mlops4j.serving;

import io.mlops4j.Conflict;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.Table;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.spi.LoadOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A named place where predictions are made; the models behind it change under load without an error.
 *
 * <pre>{@code
 * Endpoint endpoint = ml.deployer().endpoint("scoring");
 * endpoint.deploy(v1);
 * Prediction p = endpoint.predict(Tensors.of("X", Tensor.of(row, 1, row.length)));   // or of a map or table of named columns
 * float score = p.output("probabilities").floats()[1];
 * }</pre>
 *
 * <p>Thread-safe. {@link #predict} takes no lock and touches no storage, but for the first call of a process, which loads what was
 * deployed. What another process deploys is served here within about a second.
 */
public interface Endpoint {
    /** The name. */
    String name();

    /**
     * Serves a version from now on: verifies the file, loads it, warms it up, records the deployment, switches at once, and lets the requests
     * that are under way end on the version before. That version stays loaded for a rollback. Deploying what is served already changes
     * nothing.
     *
     * <p>A version with a gate must pass it again, against the champion of today, and with its latency measured on this machine if the gate asks
     * for that. {@link #rollback} asks no gate.
     *
     * @throws Conflict if the version is retired, or a rollout or split is running: promote, abort or stop it first
     * @throws io.mlops4j.QualityGateFailed if the version has a gate and does not pass it now; what was served is served on
     * @throws InvalidInput if the version's inputs and outputs are not compatible with those of the version that is served
     * @throws InferenceFailure if the runtime cannot load the model; what was served is served on. A model that refuses the zeros that it is
     *     warmed up with is deployed all the same
     */
    void deploy(ModelVersion version);

    /**
     * Serves a version, as {@link #deploy(ModelVersion)} does, warmed up with inputs of your own, or with another signature.
     *
     * @throws Conflict if the version is retired, or a rollout or split is running: promote, abort or stop it first
     * @throws io.mlops4j.QualityGateFailed if the version has a gate and does not pass it now
     * @throws InvalidInput if its signature is not compatible and that is not accepted, or an input to warm up with does not fit
     * @throws InferenceFailure if the model cannot be loaded, or fails on an input to warm up with
     */
    void deploy(ModelVersion version, DeployOptions options);

    /**
     * Serves the version that was served before the present one, at once. A second call goes back one further. While a rollout or split is running, it
     * ends that instead: the champion serves everything again, as before.
     *
     * @param why the reason, for the audit trail
     * @throws Conflict if there was none before, or it is retired
     */
    void rollback(String why);

    /**
     * Serves nothing from now on. {@link #deploy} begins again.
     *
     * @param why the reason, for the audit trail
     * @throws NotFound if nothing is served
     */
    void undeploy(String why);

    /**
     * The version that is served.
     *
     * @throws NotFound if there is none
     */
    ModelVersion version();

    /** The version that is served, if there is one. */
    Optional<ModelVersion> findVersion();

    /** What was ever deployed here, oldest first. */
    List<Deployment> history();

    /**
     * Predicts.
     *
     * @param inputs every input of the model, by name
     * @throws NotFound if nothing is served
     * @throws InvalidInput if a name, type or shape is not the model's; no native code was reached
     * @throws InferenceFailure if the model failed
     */
    Prediction predict(Tensors inputs);

    /**
     * Predicts, with a routing key, a deadline, a version of your choice, or only some outputs.
     *
     * @throws NotFound if nothing is served, or the version that is asked for is not loaded here
     * @throws InvalidInput as without options
     * @throws InferenceFailure if the model failed, and there is no fallback
     * @throws io.mlops4j.Timeout if the deadline has passed, and there is no fallback
     * @throws io.mlops4j.Overloaded if more requests are under way than the endpoint takes
     */
    Prediction predict(Tensors inputs, PredictOptions options);

    /** Predicts on a thread of the engine; see {@link #predictAsync(Tensors, PredictOptions)}. */
    default CompletableFuture<Prediction> predictAsync(Tensors inputs) {
        return predictAsync(inputs, PredictOptions.defaults());
    }

    /**
     * Predicts on a thread of the engine. Cancelling the future stops the native work, if it has begun.
     *
     * @return ends with the answer or with what {@link #predict(Tensors, PredictOptions)} throws; a full engine is {@link io.mlops4j.Overloaded}
     */
    CompletableFuture<Prediction> predictAsync(Tensors inputs, PredictOptions options);

    /**
     * Predicts for one row of named columns. A version that was registered with a feature pipeline is given what that makes of them; one with
     * feature names, the columns of these names. Other names are passed over.
     *
     * @param row what {@link FeaturePipeline#transform(Map)} takes, or numbers and truth values by feature name; null for a missing cell, which a
     *     model is given as NaN
     * @throws NotFound if nothing is served
     * @throws InvalidInput if columns are missing, which the message names, or a value does not fit its column; or the version has neither pipeline nor
     *     feature names, or takes something else than one {@code [n, k]} input of floats or doubles
     * @throws InferenceFailure if the model failed
     */
    Prediction predict(Map<String, ? extends @Nullable Object> row);

    /**
     * Predicts for one row, whose columns are the components of a record; see {@link #predict(Map)}.
     *
     * @param row a record of a class that this library may read: in a module, of a package that is exported or open to it
     * @throws NotFound if nothing is served
     * @throws InvalidInput as for a map; also if the record may not be read
     * @throws InferenceFailure if the model failed
     */
    Prediction predict(Record row);

    /**
     * Predicts for all rows of a table at once, as {@link #predict(Map)} does for one; the outputs are in the order of the rows.
     *
     * @param rows at least one row
     * @throws NotFound if nothing is served
     * @throws InvalidInput as for one row, or if there are no rows
     * @throws InferenceFailure if the model failed
     */
    Prediction predict(Table rows);

    /**
     * The endpoint as a function from one class of records to another; see {@link Scorer}. A record is one row.
     *
     * <p>What goes in: a version with a feature pipeline takes a component for each column of that, one with feature names a component for each of them (numbers and truth
     * values; null is a missing cell). A version with neither takes a component for each input of the model: an array of a row's elements, a single value, or a {@link
     * Tensor}. Numbers may be of a type that the model's holds: whole numbers and {@code double} go into {@code float}, {@code int} into {@code int64}, not the other way round. Other
     * components are passed over.
     *
     * <p>What comes out: a component for each output that is wanted. An output of one element a row is a {@code long}, {@code int}, {@code float}, {@code double}, {@code boolean},
     * {@code String}, or an enum by the name of its constant; of several, {@code float[]}, {@code double[]}, {@code long[]}, {@code boolean[]}, {@code String[]}, a {@code
     * List} of {@code Float}, {@code Double}, {@code Long}, {@code Boolean} or {@code String}, or a {@link Tensor}; of a map a row, a {@code Map}. A component of type
     * {@link Prediction} is the whole answer, for its id and version.
     *
     * <p>A component stands for the column, input or output of its name; else for the only one with the same letters and digits, whatever their case: {@code sepalLength} for {@code
     * sepal length}. When another version is deployed the scorer goes on with that.
     *
     * @param input a class of records that this library may read: in a module, of a package that is exported or open to it
     * @param output the same
     * @throws InvalidInput if a version is served and the classes do not fit it, with the component, its type, and the remedy; one that is deployed later and does not fit says so when
     *     it is asked
     */
    <I extends Record, O extends Record> Scorer<I, O> as(Class<I> input, Class<O> output);

    /** Begins predictions for all rows of a version of a dataset, which is read part by part. */
    BatchDraft batch(DatasetVersion data);

    /** Begins predictions for all rows of a table. */
    BatchDraft batch(Table rows);

    /** What this process has served since it began, by version. */
    EndpointStats stats();

    /**
     * Tells what was true for a prediction: guards and experiments that watch a metric count it. Late and out of order is fine; of predictions that nobody
     * watches, and of those that are long past (the latest 131 072 are remembered), it is passed over.
     *
     * @param predictionId {@link Prediction#id}
     * @param truth the class, as a number, or the number that was to be predicted
     * @throws InvalidInput if it is no id of a prediction, or the label is no number
     */
    void label(String predictionId, double truth);

    /**
     * The same for a class that is a text.
     *
     * @throws InvalidInput if it is no id of a prediction
     */
    void label(String predictionId, String truth);

    /**
     * Tells a value of your own for a prediction, as the size of a basket: {@link Guard#meter} watches it. Passed over as a label is.
     *
     * @throws InvalidInput if it is no id of a prediction, or the value is no number
     */
    void measure(String predictionId, String meter, double value);

    /** Tells an observer of every answer and label in this process from now on, until it closes what this answers. */
    PredictionObserver.Subscription observe(PredictionObserver observer);

    /** Begins a canary: a version that gets a growing share of the requests, and all or none of them in the end. */
    RolloutPlan canary(ModelVersion version);

    /** The rollout that is running or paused, if there is one. */
    Optional<Rollout> findRollout();

    /** The rollouts that this endpoint remembers, oldest first: the last 32. */
    List<Rollout> rollouts();

    /** Begins a shadow: a version that gets copies of requests and answers nobody. */
    ShadowPlan shadow(ModelVersion version);

    /** The shadows that are running in this process. */
    List<Shadow> shadows();

    /** What answers in this process when a version fails or is too late; {@link Fallback#none} if not set. */
    void fallback(Fallback fallback);

    /**
     * Shares the requests between versions, to compare them.
     *
     * @param shares the share of each version, above 0; they sum to 1
     * @throws Conflict if a rollout or split is running, nothing is served, or a version is retired
     * @throws InvalidInput if the shares do not sum to 1, or a version's signature is not compatible with the one that is served
     */
    Split split(Map<ModelVersion, Double> shares);

    /** Begins a split whose shares follow the rewards that come in. */
    BanditPlan bandit(ModelVersion... versions);

    /**
     * Lets a function say who answers, in this process. Other processes, and this one after a restart, let the version that is deployed answer until they are given the
     * rule too.
     *
     * @param rule who answers
     * @param versions those that it chooses from, at least two
     * @throws Conflict if a rollout or split is running, nothing is served, or a version is retired
     */
    Split route(RoutingRule rule, ModelVersion... versions);

    /** The split that is under way, if there is one. */
    Optional<Split> findSplit();

    /**
     * A function of yours before every model of this endpoint, in this process, as to scale an image. What it throws reaches the caller, and is no failure of the model if it is
     * {@link InvalidInput}.
     */
    void preprocess(UnaryOperator<Tensors> function);

    /**
     * A function of yours after every model of this endpoint, in this process, as to turn scores into a decision. Shadows are compared before it.
     */
    void postprocess(UnaryOperator<Tensors> function);

    /**
     * How models are loaded in this process from now on, as with more threads or on another execution provider; what is in memory stays as it is.
     * {@link LoadOptions#defaults} if not set.
     */
    void loadOptions(LoadOptions options);

    /** How many requests this process takes at once; {@link Limits#none} if not set. */
    void limits(Limits limits);

    /** How requests are run together in this process; each by itself if not set. */
    void batching(Batching batching);

    /** When a version that fails is turned off in this process; never if not set. */
    void breaker(Breaker breaker);

    /** How this endpoint is in this process, for the probes of a platform. */
    Health health();
}
