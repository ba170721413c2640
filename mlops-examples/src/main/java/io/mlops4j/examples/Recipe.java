package io.mlops4j.examples;

/**
 * How a logistic regression is trained. The same recipe on the same rows gives the same model, byte for byte.
 *
 * @param name what to call the result
 * @param scaling what happens to the measurements before the model sees them
 * @param epochs passes over the training rows, at least 1
 * @param learningRate AdaGrad's initial step, positive
 * @param seed decides the order in which the rows are visited
 */
public record Recipe(String name, Scaling scaling, int epochs, double learningRate, long seed) {

    /** What happens to the measurements before the model sees them. */
    public enum Scaling {
        /** Nothing: an area of 1000 outweighs a smoothness of 0.1 ten thousand times. */
        NONE,
        /** Each measurement minus its mean, divided by its standard deviation, both taken from the training rows. */
        STANDARD
    }

    public Recipe {
        if (epochs < 1) {
            throw new IllegalArgumentException("A recipe needs at least 1 epoch, and '" + name + "' has " + epochs);
        }
        if (!(learningRate > 0)) {
            throw new IllegalArgumentException(
                    "A recipe needs a positive learning rate, and '" + name + "' has " + learningRate);
        }
    }

    /** What one writes first: a single pass over the measurements as they come. It works, but not well. */
    public static Recipe firstTry() {
        return new Recipe("first-try", Scaling.NONE, 1, 0.01, 1);
    }

    /** What one writes after a second look: the measurements on one scale, and time to learn. */
    public static Recipe secondLook() {
        return new Recipe("second-look", Scaling.STANDARD, 40, 0.01, 1);
    }
}
