package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;

/**
 * A box in an image, in pixels, as COCO has it.
 *
 * @param x of its left edge
 * @param y of its upper edge
 * @param width at least 0
 * @param height at least 0
 */
public record Box(double x, double y, double width, double height) {
    /** Refuses what is not finite, and negative sizes, with {@link InvalidInput}. */
    public Box {
        if (!Double.isFinite(x)
                || !Double.isFinite(y)
                || !(width >= 0 && height >= 0)
                || !Double.isFinite(width + height)) {
            throw new InvalidInput("The box at (" + x + ", " + y + ") of " + width + " by " + height
                    + " is none; give finite numbers, and sizes of at least 0.");
        }
    }

    /** Its width times its height. */
    public double area() {
        return width * height;
    }
}
