package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Objects of some size, which {@link DetectionEvaluator#areaRanges} has metrics of.
 *
 * @param name as it stands at the end of a metric's name: lower-case letters, digits and '_' after a letter, not "all"
 * @param least the least area in square pixels, at least 0
 * @param most the greatest area, above the least, perhaps infinite; both belong to the range
 */
public record AreaRange(String name, double least, double most) {
    // Comes first, as the ranges below are checked by it.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /** COCO's: small up to 32², medium to 96² and large above, up to 100 000². */
    public static final List<AreaRange> COCO = List.of(
            new AreaRange("small", 0, 32 * 32),
            new AreaRange("medium", 32 * 32, 96 * 96),
            new AreaRange("large", 96 * 96, 1e10));

    /** Refuses a name that cannot end a metric's name, and areas that do not ascend from 0, with {@link InvalidInput}. */
    public AreaRange {
        Objects.requireNonNull(name);
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput(
                    "The area range '" + name
                            + "' cannot end a metric's name; name it by lower-case letters, digits and '_' after a letter, such as small.");
        }
        if (name.equals("all")) {
            throw new InvalidInput(
                    "The area range 'all' would hide the metrics of objects of any size; name it otherwise.");
        }
        if (!(least >= 0 && most > least)) {
            throw new InvalidInput("The area range '" + name + "' goes from " + least + " to " + most
                    + " square pixels; let it begin at 0 or above and end above that.");
        }
    }
}
