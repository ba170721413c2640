package io.mlops4j.core.evaluation.detection;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.evaluation.Annotation;
import io.mlops4j.evaluation.Detection;
import io.mlops4j.evaluation.DetectionEvaluator;
import io.mlops4j.evaluation.DetectionImage;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.spi.EvaluationOptions;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Evaluates the boxes of detected objects. Stateless. */
public final class DetectionTask {
    private DetectionTask() {}

    /** Evaluates. */
    public static Evaluation evaluate(DetectionEvaluator evaluator, List<DetectionImage> images) {
        if (images.isEmpty()) {
            throw new InvalidInput("There are no images, so there is nothing to evaluate; give at least one.");
        }
        List<String> categories = evaluator.categories().isEmpty() ? present(images) : evaluator.categories();
        EvaluationOptions options = evaluator.options();
        List<Statistic> all = Statistic.all(evaluator, categories);
        Checks.wanted("detection", all.stream().map(Statistic::measure).toList(), List.of(), options);
        List<Statistic> wanted = options.only().isEmpty()
                ? Statistic.usual(all, evaluator, categories.size())
                : all.stream().filter(one -> options.wants(one.name())).toList();
        return Assessment.of(
                DetectionRows.of(evaluator, categories, wanted, images, Checks.weights(options, images.size())),
                options);
    }

    /** All categories in the images, in the order of their names. */
    private static List<String> present(List<DetectionImage> images) {
        NavigableSet<String> names = new TreeSet<>();
        for (DetectionImage image : images) {
            image.annotations().stream().map(Annotation::category).forEach(names::add);
            image.detections().stream().map(Detection::category).forEach(names::add);
        }
        return List.copyOf(names);
    }
}
