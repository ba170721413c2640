package io.mlops4j.data;

import io.mlops4j.InvalidInput;

/**
 * How long the texts of a column are, in UTF-16 characters. Immutable.
 *
 * @param shortest the least length
 * @param mean the mean length
 * @param longest the greatest length
 */
public record TextLengths(int shortest, double mean, int longest) {
    /** Refuses lengths that contradict each other with {@link InvalidInput}. */
    public TextLengths {
        if (shortest < 0 || !(shortest <= mean && mean <= longest)) {
            throw new InvalidInput(
                    "Texts of " + shortest + " to " + longest + " characters cannot have " + mean + " on average.");
        }
    }
}
