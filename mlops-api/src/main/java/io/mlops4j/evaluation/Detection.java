package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.Objects;

/**
 * An object that a model found in an image.
 *
 * @param category what it takes it for
 * @param box where it sees it
 * @param score how sure it is: the greater the surer, finite
 */
public record Detection(String category, Box box, double score) {
    /** Refuses a score that is not finite with {@link InvalidInput}. */
    public Detection {
        Objects.requireNonNull(category);
        Objects.requireNonNull(box);
        if (!Double.isFinite(score)) {
            throw new InvalidInput("The score " + score + " of a detected '" + category + "' is not a finite number.");
        }
    }
}
