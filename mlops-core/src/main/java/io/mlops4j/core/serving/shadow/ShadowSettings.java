package io.mlops4j.core.serving.shadow;

import io.mlops4j.InvalidInput;
import io.mlops4j.serving.Tensors;
import java.util.function.Function;

/**
 * How a version shadows.
 *
 * @param sample the share of requests that is copied
 * @param absolute how far apart two numbers may be
 * @param relative the same, as a share of the served number
 * @param queue how many copies may wait
 * @param examples how many disagreements are kept
 * @param redact what is kept of their inputs
 * @param incompatibleAccepted whether another signature is accepted
 */
public record ShadowSettings(
        double sample,
        double absolute,
        double relative,
        int queue,
        int examples,
        Function<Tensors, Tensors> redact,
        boolean incompatibleAccepted) {
    /** All requests, a millionth of tolerance, a thousand waiting, twenty examples. */
    public static final ShadowSettings DEFAULTS = new ShadowSettings(1, 1e-6, 0, 1_024, 20, Function.identity(), false);

    /** Refuses what cannot be. */
    public ShadowSettings {
        if (!(sample > 0 && sample <= 1)) {
            throw new InvalidInput(
                    "A shadow cannot get a share of " + sample + " of the requests; give more than 0 and at most 1.");
        }
        if (!(absolute >= 0 && relative >= 0) || Double.isInfinite(absolute) || Double.isInfinite(relative)) {
            throw new InvalidInput("A tolerance of " + absolute + " and " + relative
                    + " of the number cannot be; give 0 or more for each.");
        }
        if (queue < 1 || examples < 0) {
            throw new InvalidInput("A shadow cannot have a queue of " + queue + " and keep " + examples
                    + " examples; give a queue of at least 1, and 0 or more examples.");
        }
    }
}
