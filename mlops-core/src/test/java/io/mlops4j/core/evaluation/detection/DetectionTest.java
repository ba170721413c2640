package io.mlops4j.core.evaluation.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Annotation;
import io.mlops4j.evaluation.Box;
import io.mlops4j.evaluation.Detection;
import io.mlops4j.evaluation.DetectionImage;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DetectionTest {
    @Test
    void boxesAreEvaluatedAsByCoco() {
        for (JsonNode c : Resources.json("detection.json")) {
            Evaluation evaluation = Evaluator.detection().evaluate(DetectionCases.images(c));
            c.get("expected")
                    .properties()
                    .forEach(entry -> assertThat(
                                    evaluation.metric(entry.getKey()).value())
                            .as(entry.getKey())
                            .isCloseTo(entry.getValue().doubleValue(), within(1e-9)));
        }
    }

    /**
     * The example in the docstring of MeanAveragePrecision in src/torchmetrics/detection/mean_ap.py of github.com/Lightning-AI/torchmetrics at
     * 004418e22da0aeb59cc417fbba8a5ceb0dddfb50, which states map, mar_1, mar_10, mar_100, map_large and mar_large 0.6, map_50 and map_75 1, and -1
     * (undefined) for the other sizes.
     */
    @Test
    void theExampleOfTorchmetricsHasItsPublishedValues() {
        Evaluation evaluation = Evaluator.detection()
                .evaluate(List.of(new DetectionImage(
                        List.of(Annotation.of("0", new Box(214, 41, 348, 244))),
                        List.of(new Detection("0", new Box(258, 41, 348, 244), 0.536)))));
        assertThat(evaluation.metric("ap_50_95").value()).isCloseTo(0.6, within(1e-9));
        assertThat(evaluation.metric("ap_50").value()).isCloseTo(1, within(1e-9));
        assertThat(evaluation.metric("ap_75").value()).isCloseTo(1, within(1e-9));
        assertThat(evaluation.metric("ap_50_95_large").value()).isCloseTo(0.6, within(1e-9));
        for (String recall : List.of("ar_1", "ar_10", "ar_100", "ar_100_large")) {
            assertThat(evaluation.metric(recall).value()).as(recall).isCloseTo(0.6, within(1e-9));
        }
        for (String size : List.of("small", "medium")) {
            assertThat(evaluation.findMetric("ap_50_95_" + size)).isEmpty();
            assertThat(evaluation.findMetric("ar_100_" + size)).isEmpty();
        }
    }

    /**
     * Four images of COCO's own example results: torchmetrics' test states what pycocotools gives for them, to three digits (source in the README beside
     * the file).
     */
    @Test
    void imagesOfCocoHaveThePublishedValuesOfPycocotools() {
        JsonNode c = Resources.json("detection.torchmetrics.json");
        Evaluation evaluation = Evaluator.detection().evaluate(DetectionCases.images(c));
        c.get("expected")
                .properties()
                .forEach(entry -> assertThat(evaluation.metric(entry.getKey()).value())
                        .as(entry.getKey())
                        .isCloseTo(entry.getValue().doubleValue(), within(5.0001e-4)));
    }

    @Test
    void anImageThatWeighsTwiceIsAnImageThatIsThereTwice() {
        List<DetectionImage> images =
                DetectionCases.images(Resources.json("detection.json").get(0));
        List<DetectionImage> repeated = new ArrayList<>();
        double[] weights = new double[images.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % 3;
            repeated.addAll(Collections.nCopies(i % 3, images.get(i)));
        }
        Evaluation weighted = Evaluator.detection().weights(weights).evaluate(images);
        Evaluation expected = Evaluator.detection().evaluate(repeated);
        expected.metrics()
                .forEach((name, metric) ->
                        assertThat(weighted.metric(name).value()).as(name).isCloseTo(metric.value(), within(1e-9)));
    }

    @Test
    void theOrderOfImagesDoesNotMatterWhereScoresDiffer() {
        List<DetectionImage> images =
                DetectionCases.images(Resources.json("detection.json").get(2));
        List<DetectionImage> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(Evaluator.detection().evaluate(shuffled).metrics())
                .isEqualTo(Evaluator.detection().evaluate(images).metrics());
    }

    @Test
    void aCategoryWithoutObjectsIsLeftOutAndSaid() {
        Evaluation evaluation = Evaluator.detection()
                .evaluate(List.of(new DetectionImage(
                        List.of(Annotation.of("cat", new Box(0, 0, 50, 50))),
                        List.of(
                                new Detection("cat", new Box(0, 0, 50, 50), 0.9),
                                new Detection("dog", new Box(0, 0, 50, 50), 0.9)))));
        assertThat(evaluation.metric("ap_50_95").value()).isCloseTo(1, within(1e-9));
        assertThat(evaluation.warnings()).anyMatch(warning -> warning.contains("without an object: dog"));
    }

    @Test
    void whatIsNoBoxIsRefused() {
        assertThatThrownBy(() -> new Box(0, 0, -1, 5)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Detection("cat", new Box(0, 0, 1, 5), Double.NaN))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Evaluator.detection().evaluate(List.of())).isInstanceOf(InvalidInput.class);
    }
}
