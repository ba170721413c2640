package io.mlops4j.core.evaluation.detection;

import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Annotation;
import io.mlops4j.evaluation.Box;
import io.mlops4j.evaluation.Detection;
import io.mlops4j.evaluation.DetectionImage;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Images as the files of reference values have them. */
final class DetectionCases {
    private DetectionCases() {}

    static List<DetectionImage> images(JsonNode c) {
        List<DetectionImage> images = new ArrayList<>();
        for (JsonNode image : c.get("images")) {
            List<Annotation> annotations = new ArrayList<>();
            for (JsonNode a : image.get("annotations")) {
                annotations.add(new Annotation(
                        a.get("category").stringValue(),
                        box(a.get("box")),
                        a.get("area").doubleValue(),
                        a.get("crowd").booleanValue()));
            }
            List<Detection> detections = new ArrayList<>();
            for (JsonNode d : image.get("detections")) {
                detections.add(new Detection(
                        d.get("category").stringValue(),
                        box(d.get("box")),
                        d.get("score").doubleValue()));
            }
            images.add(new DetectionImage(annotations, detections));
        }
        return images;
    }

    private static Box box(JsonNode box) {
        double[] xywh = Resources.doubles(box);
        return new Box(xywh[0], xywh[1], xywh[2], xywh[3]);
    }
}
