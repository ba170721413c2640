package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.Objects;

/**
 * An object that is in an image.
 *
 * @param category what it is
 * @param box where it is
 * @param area of the object in pixels, at least 0, which tells whether it counts as small, medium or large; that of its mask, where there is one
 * @param crowd whether it stands for a group of objects: detections of some of them are neither right nor wrong
 */
public record Annotation(String category, Box box, double area, boolean crowd) {
    /** Refuses an area that is negative or not finite with {@link InvalidInput}. */
    public Annotation {
        Objects.requireNonNull(category);
        Objects.requireNonNull(box);
        if (!(area >= 0 && area <= Double.MAX_VALUE)) {
            throw new InvalidInput(
                    "The area " + area + " of a '" + category + "' is not a finite number of at least 0.");
        }
    }

    /** One object, with the area of its box. */
    public static Annotation of(String category, Box box) {
        return new Annotation(category, box, box.area(), false);
    }

    /** A group of objects, with the area of its box. */
    public static Annotation crowd(String category, Box box) {
        return new Annotation(category, box, box.area(), true);
    }
}
