package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;
import java.util.Arrays;
import java.util.List;

/**
 * Evaluates the boxes of detected objects as the COCO evaluation does (its {@code cocoeval.py}, for boxes): average precision {@code ap_50_95} over
 * overlaps (intersection over union) of .50 to .95, {@code ap_50} and {@code ap_75} at one overlap, {@code ap_50_95_small}, {@code _medium} and
 * {@code _large} for objects below 32², to 96² and above 96² pixels; average recall {@code ar_1}, {@code ar_10} and {@code ar_100} with so many
 * detections an image and category, {@code ar_100_small}, {@code _medium} and {@code _large}; and {@code ap_50_95[person]} and {@code ar_100[person]}
 * for each category. Each setting of that evaluation is one here, and the names follow the settings.
 *
 * <p>Precision is interpolated at 101 recalls. Crowds and objects of another size are neither found nor missed. Categories without an object are left
 * out of the means, with a warning. {@code ap_55} and the other thresholds that have no metric of their own are there when {@link #only} names them.
 *
 * <p>The rows are the images. An image that weighs 3 is one that is there three times, one copy after the other, also where detections of equal
 * score are right and wrong: equals of one image come in the order of their list, and copies take turns, as COCO's stable sort has it. Of a weight of 2.5 the
 * third turn counts half. Made by {@link Evaluator#detection()}. Immutable.
 */
public final class DetectionEvaluator extends Evaluator<DetectionEvaluator> {
    private final DetectionSettings settings;

    DetectionEvaluator(EvaluationOptions options, DetectionSettings settings) {
        super(options);
        this.settings = settings;
    }

    /**
     * The least overlaps (intersection over union) at which a detection finds an object; .50 to .95 by .05 by default. Average precision and recall are means
     * over them. Their metric is {@code ap_50_95} where .05 is between them, else {@code ap_50_90_by_10} or, where they are no even steps,
     * {@code ap_30_50_90}, and {@code ap_50} where there is but one; .5 and .75 among them have metrics of their own.
     *
     * @throws InvalidInput if there is none, one is not in [0.0001, 1], or they do not ascend by at least 0.0001
     */
    public DetectionEvaluator iouThresholds(double... thresholds) {
        return with(settings.iouThresholds(Arrays.stream(thresholds).boxed().toList()));
    }

    /**
     * The recalls whose precisions average precision is the mean of; 0 to 1 by .01 by default.
     *
     * @throws InvalidInput if there is none, one is not in [0, 1], or they do not ascend
     */
    public DetectionEvaluator recallThresholds(double... recalls) {
        return with(settings.recallThresholds(Arrays.stream(recalls).boxed().toList()));
    }

    /**
     * How many detections of one category in one image count, the surest; 1, 10 and 100 by default. Each has its average recall, {@code ar_10}; all other
     * metrics are with the greatest.
     *
     * @throws InvalidInput if there is none, one is below 1, or they do not ascend
     */
    public DetectionEvaluator maxDetections(int... most) {
        return with(settings.maxDetections(Arrays.stream(most).boxed().toList()));
    }

    /**
     * The sizes of objects that have metrics of their own, {@code ap_50_95_small} and {@code ar_100_small}; {@link AreaRange#COCO} by default, and perhaps
     * none.
     *
     * @throws InvalidInput if two have one name
     */
    public DetectionEvaluator areaRanges(List<AreaRange> ranges) {
        return with(settings.areaRanges(List.copyOf(ranges)));
    }

    /**
     * The categories that are evaluated, in the order of their metrics; by default all that are in the images. What is of another category does not count.
     *
     * @throws InvalidInput if there is none, or one is named twice
     */
    public DetectionEvaluator categories(String... names) {
        return with(settings.categories(List.of(names)));
    }

    /**
     * Takes all categories for one: a detection finds an object of any category, and there are no metrics for each. Not so by default.
     */
    public DetectionEvaluator ignoringCategories() {
        return with(settings.ignoringCategories());
    }

    /** The least overlaps at which a detection finds an object. */
    public List<Double> iouThresholds() {
        return settings.iouThresholds();
    }

    /** The recalls whose precisions average precision is the mean of. */
    public List<Double> recallThresholds() {
        return settings.recallThresholds();
    }

    /** How many detections of one category in one image count. */
    public List<Integer> maxDetections() {
        return settings.maxDetections();
    }

    /** The sizes of objects that have metrics of their own. */
    public List<AreaRange> areaRanges() {
        return settings.areaRanges();
    }

    /** The categories that are evaluated; empty for all that are in the images. */
    public List<String> categories() {
        return settings.categories();
    }

    /** Whether all categories are taken for one. */
    public boolean ignoresCategories() {
        return settings.ignoresCategories();
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
        return new DetectionEvaluator(changed, settings);
    }

    private DetectionEvaluator with(DetectionSettings changed) {
        return new DetectionEvaluator(options(), changed);
    }
}
