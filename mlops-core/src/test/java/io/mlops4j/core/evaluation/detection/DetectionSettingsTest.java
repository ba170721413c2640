package io.mlops4j.core.evaluation.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.AreaRange;
import io.mlops4j.evaluation.DetectionEvaluator;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DetectionSettingsTest {
    private static final DetectionEvaluator COCO = Evaluator.detection();

    /** As {@code detection.settings.json} names them. */
    private static final Map<String, DetectionEvaluator> SETTINGS = Map.of(
            "iou 0.5", COCO.iouThresholds(0.5),
            "iou 0.3 0.5 0.75", COCO.iouThresholds(0.3, 0.5, 0.75),
            "iou 0.5 0.75, recalls 0 0.25 0.5 0.75 1",
                    COCO.iouThresholds(0.5, 0.75).recallThresholds(0, 0.25, 0.5, 0.75, 1),
            "most 2 3", COCO.maxDetections(2, 3),
            "areas tiny huge",
                    COCO.areaRanges(List.of(
                            new AreaRange("tiny", 0, 400), new AreaRange("huge", 5000, Double.POSITIVE_INFINITY))),
            "categories", COCO.categories("dog", "cat"),
            "ignoring", COCO.ignoringCategories());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iou 0.5",
                "iou 0.3 0.5 0.75",
                "iou 0.5 0.75, recalls 0 0.25 0.5 0.75 1",
                "most 2 3",
                "areas tiny huge",
                "categories",
                "ignoring"
            })
    void settingsAreThoseOfCoco(String name) {
        JsonNode cases = Resources.json("detection.json");
        for (JsonNode settings : Resources.json("detection.settings.json")) {
            if (settings.get("settings").stringValue().equals(name)) {
                for (int c = 0; c < cases.size(); c++) {
                    Evaluation evaluation = SETTINGS.get(name).evaluate(DetectionCases.images(cases.get(c)));
                    JsonNode expected = settings.get("expected").get(c);
                    assertThat(evaluation.metrics().keySet())
                            .containsExactlyInAnyOrderElementsOf(expected.propertyNames());
                    expected.properties()
                            .forEach(entry -> assertThat(
                                            evaluation.metric(entry.getKey()).value())
                                    .as(entry.getKey())
                                    .isCloseTo(entry.getValue().doubleValue(), within(1e-9)));
                }
            }
        }
    }

    @Test
    void aThresholdWithoutAMetricOfItsOwnHasOneWhereItIsNamed() {
        JsonNode c = Resources.json("detection.json").get(0);
        double alone = COCO.iouThresholds(0.55)
                .evaluate(DetectionCases.images(c))
                .metric("ap_55")
                .value();
        Evaluation named = COCO.only("ap_55").evaluate(DetectionCases.images(c));
        assertThat(named.metrics()).containsOnlyKeys("ap_55");
        assertThat(named.metric("ap_55").value()).isEqualTo(alone);
        assertThat(COCO.evaluate(DetectionCases.images(c)).findMetric("ap_55")).isEmpty();
    }

    @Test
    void namesSayTheStepWhereItIsNotThatOfCoco() {
        JsonNode c = Resources.json("detection.json").get(0);
        assertThat(COCO.iouThresholds(0.5, 0.6, 0.7)
                        .evaluate(DetectionCases.images(c))
                        .metrics())
                .containsKeys("ap_50_70_by_10", "ap_50_70_by_10_small", "ap_50");
        assertThat(COCO.iouThresholds(0.5, 0.55, 0.6)
                        .evaluate(DetectionCases.images(c))
                        .metrics())
                .containsKey("ap_50_60");
        assertThat(COCO.iouThresholds(0.125).evaluate(DetectionCases.images(c)).metrics())
                .containsKey("ap_12.5");
    }

    @Test
    void settingsAreSaidInTheEvaluation() {
        JsonNode c = Resources.json("detection.json").get(0);
        assertThat(COCO.evaluate(DetectionCases.images(c)).settings())
                .containsEntry("iou_thresholds", "0.5 to 0.95 by 0.05")
                .containsEntry("recall_thresholds", "0.0 to 1.0 by 0.01")
                .containsEntry("max_detections", "1, 10, 100")
                .containsEntry("area_medium", "1024.0 to 9216.0")
                .doesNotContainKey("categories");
        assertThat(COCO.iouThresholds(0.3, 0.5)
                        .recallThresholds(0, 0.5, 1)
                        .areaRanges(List.of())
                        .ignoringCategories()
                        .evaluate(DetectionCases.images(c))
                        .settings())
                .containsEntry("iou_thresholds", "0.3, 0.5")
                .containsEntry("recall_thresholds", "0.0, 0.5, 1.0")
                .containsEntry("categories", "taken for one")
                .doesNotContainKey("area_small");
    }

    @Test
    void ofIouThresholdsThereAreSomeAndTheyAscendFromAboveZero() {
        refused(
                () -> COCO.iouThresholds(new double[0]),
                "There are no IoU thresholds; give at least one, such as 0.5.");
        refused(
                () -> COCO.iouThresholds(0.5, 1.5),
                "The IoU threshold 1.5 is not between 0.0001 and 1; give the share that a detection and an object have in common.");
        refused(
                () -> COCO.iouThresholds(0),
                "The IoU threshold 0.0 is not between 0.0001 and 1; give the share that a detection and an object have in common.");
        refused(
                () -> COCO.iouThresholds(Double.NaN),
                "The IoU threshold NaN is not between 0.0001 and 1; give the share that a detection and an object have in common.");
        refused(
                () -> COCO.iouThresholds(0.5, 0.50001),
                "The IoU threshold 0.50001 comes after 0.5; give them in ascending order, at least 0.0001 apart.");
        refused(
                () -> COCO.iouThresholds(0.75, 0.5),
                "The IoU threshold 0.5 comes after 0.75; give them in ascending order, at least 0.0001 apart.");
    }

    @Test
    void ofRecallsThereAreSomeAndTheyAscendFromZeroToOne() {
        refused(
                () -> COCO.recallThresholds(new double[0]),
                "There are no recalls to take the precision at; give at least one, such as 0, 0.5, 1.");
        refused(() -> COCO.recallThresholds(0, 1.01), "The recall 1.01 to take the precision at is not in [0, 1].");
        refused(
                () -> COCO.recallThresholds(0.5, 0.5),
                "The recall 0.5 to take the precision at comes after 0.5; give them in ascending order, each once.");
    }

    @Test
    void numbersOfDetectionsAscendFromOne() {
        refused(
                () -> COCO.maxDetections(new int[0]),
                "There is no greatest number of detections; give at least one, such as 100.");
        refused(() -> COCO.maxDetections(0, 10), "At most 0 detections of an image would be none; give at least 1.");
        refused(
                () -> COCO.maxDetections(10, 1),
                "The number of detections 1 comes after 10; give them in ascending order, each once.");
    }

    @Test
    void sizesHaveNamesOfTheirOwnAndAscend() {
        AreaRange tiny = new AreaRange("tiny", 0, 10);
        refused(() -> COCO.areaRanges(List.of(tiny, tiny)), "The area range 'tiny' is named twice; name each once.");
        refused(
                () -> new AreaRange("Very small", 0, 10),
                "The area range 'Very small' cannot end a metric's name; name it by lower-case letters, digits and '_' after a letter, such as small.");
        refused(
                () -> new AreaRange("all", 0, 10),
                "The area range 'all' would hide the metrics of objects of any size; name it otherwise.");
        refused(
                () -> new AreaRange("tiny", 10, 10),
                "The area range 'tiny' goes from 10.0 to 10.0 square pixels; let it begin at 0 or above and end above that.");
        refused(
                () -> new AreaRange("tiny", Double.NaN, 10),
                "The area range 'tiny' goes from NaN to 10.0 square pixels; let it begin at 0 or above and end above that.");
    }

    @Test
    void categoriesAreSomeAndNamedOnce() {
        refused(
                () -> COCO.categories(new String[0]),
                "There are no categories to evaluate; give at least one, or leave the setting out for all there are.");
        refused(() -> COCO.categories("cat", "dog", "cat"), "The category 'cat' is named twice; name each once.");
    }

    @Test
    void anEvaluatorIsAskedForItsSettings() {
        assertThat(COCO.iouThresholds()).hasSize(10).startsWith(0.5).endsWith(0.95);
        assertThat(COCO.recallThresholds()).hasSize(101).startsWith(0.0).endsWith(1.0);
        assertThat(COCO.maxDetections()).containsExactly(1, 10, 100);
        assertThat(COCO.areaRanges()).isEqualTo(AreaRange.COCO);
        assertThat(COCO.categories()).isEmpty();
        assertThat(COCO.ignoresCategories()).isFalse();
        assertThat(COCO.ignoringCategories().only("ap_50").ignoresCategories()).isTrue();
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InvalidInput.class).hasMessage(message);
    }
}
