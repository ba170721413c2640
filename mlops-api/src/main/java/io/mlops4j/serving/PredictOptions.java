package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one request is answered: {@code PredictOptions.defaults().key("customer-42").timeout(Duration.ofMillis(50))}. Immutable.
 */
public final class PredictOptions {
    private static final PredictOptions DEFAULTS = new PredictOptions(null, null, 0, List.of(), Retry.none());

    private final @Nullable String key;
    private final @Nullable Duration timeout;
    private final int version;
    private final List<String> outputs;
    private final Retry retries;

    private PredictOptions(
            @Nullable String key, @Nullable Duration timeout, int version, List<String> outputs, Retry retries) {
        this.key = key;
        this.timeout = timeout;
        this.version = version;
        this.outputs = outputs;
        this.retries = retries;
    }

    /** No key, no deadline, the version that the routing chooses, all outputs, no retries. */
    public static PredictOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same with a routing key, as the name of a customer: all requests of a key go to the same version for as long as the weights only grow.
     * Without a key each request is routed by chance.
     */
    public PredictOptions key(String key) {
        return new PredictOptions(key, timeout, version, outputs, retries);
    }

    /**
     * The same with a deadline: the caller gets {@link io.mlops4j.Timeout} when it has passed, and the native work is stopped. Such a request
     * runs on a thread of the engine, which costs some ten microseconds.
     *
     * @param timeout more than zero
     */
    public PredictOptions timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new InvalidInput(
                    "A request cannot have a timeout of " + timeout + "; give it more than zero, or leave it out.");
        }
        return new PredictOptions(key, timeout, version, outputs, retries);
    }

    /**
     * The same, answered by a version that the endpoint has loaded (the one that serves, a canary, an arm of a split, a shadow, the one before), whatever
     * the routing says: to try a version by hand, or to debug. Such a request is no evidence for a rollout.
     *
     * @param number the number of the version, from 1
     */
    public PredictOptions version(int number) {
        if (number < 1) {
            throw new InvalidInput("There is no version " + number + "; versions are counted from 1.");
        }
        return new PredictOptions(key, timeout, number, outputs, retries);
    }

    /**
     * The same with only some outputs; what only the others need is not computed.
     *
     * @param names names of outputs, each once, at least one
     */
    public PredictOptions outputs(String... names) {
        if (names.length == 0 || Arrays.stream(names).distinct().count() < names.length) {
            throw new InvalidInput("The outputs " + Arrays.toString(names)
                    + " cannot be asked for; name at least one, each once, or leave them out for all.");
        }
        return new PredictOptions(key, timeout, version, List.of(names), retries);
    }

    /** The same, tried again without a pause if it fails; see {@link #retries(Retry)}. */
    public PredictOptions retries(int most) {
        return retries(Retry.of(most));
    }

    /**
     * The same, tried again if the model fails, a try takes too long, or the endpoint is full; never for inputs that do not fit, and never past the deadline of the request. A fallback
     * answers after the last try. Each try is routed anew, counts as a request of its own, and is evidence for a rollout. The thread that answers waits through the pauses.
     */
    public PredictOptions retries(Retry retries) {
        return new PredictOptions(key, timeout, version, outputs, retries);
    }

    /** The routing key, if there is one. */
    public Optional<String> findKey() {
        return Optional.ofNullable(key);
    }

    /** The time within which the caller wants an answer, if there is one. */
    public Optional<Duration> findTimeout() {
        return Optional.ofNullable(timeout);
    }

    /** The number of the version that is to answer, or 0 for the one that the routing chooses. */
    public int forcedVersion() {
        return version;
    }

    /** The outputs that are asked for; empty for all. */
    public List<String> requestedOutputs() {
        return outputs;
    }

    /** How it is tried again; {@link Retry#none} unless set. */
    public Retry retries() {
        return retries;
    }

    @Override
    public String toString() {
        return "key " + key + ", timeout " + timeout + ", version " + (version == 0 ? "routed" : version) + ", outputs "
                + (outputs.isEmpty() ? "all" : outputs) + (retries.most() == 0 ? "" : ", " + retries);
    }
}
