package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;
import java.util.List;

/**
 * Evaluates the boxes of detected objects as the COCO evaluation does (its {@code cocoeval.py}, for boxes): average precision {@code ap_50_95} over
 * overlaps (intersection over union) of .50 to .95, {@code ap_50} and {@code ap_75} at one overlap, {@code ap_50_95_small}, {@code _medium} and
 * {@code _large} for objects below 32², to 96² and above 96² pixels; average recall {@code ar_1}, {@code ar_10} and {@code ar_100} with so many
 * detections an image and category, {@code ar_100_small}, {@code _medium} and {@code _large}; and {@code ap_50_95[person]} for each category.
 *
 * <p>Precision is interpolated at 101 recalls. Crowds and objects of another size are neither found nor missed. Categories without an object are left
 * out of the means, with a warning. The rows are the images: what weighs 2 is counted twice. Where detections of
 * equal score in one image are right and wrong, that is not quite what two copies of the image give, as copies take turns among equals. Made by
 * {@link Evaluator#detection()}. Immutable.
 */
public final class DetectionEvaluator extends Evaluator<DetectionEvaluator> {
    DetectionEvaluator(EvaluationOptions options) {
        super(options);
    }

    /**
     * Evaluates.
     *
     * @throws InvalidInput if there are no images
     */
    public Evaluation evaluate(List<DetectionImage> images) {
        return EvaluationEngine.installed().detection(this, images);
    }

    @Override
    DetectionEvaluator with(EvaluationOptions changed) {
        return new DetectionEvaluator(changed);
    }
}
