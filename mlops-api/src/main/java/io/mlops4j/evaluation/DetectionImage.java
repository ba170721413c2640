package io.mlops4j.evaluation;

import java.util.List;

/**
 * An image, as what is in it and what was found in it.
 *
 * @param annotations the objects that are in it, perhaps none
 * @param detections the objects that were found, in any order
 */
public record DetectionImage(List<Annotation> annotations, List<Detection> detections) {
    /** Copies the lists. */
    public DetectionImage {
        annotations = List.copyOf(annotations);
        detections = List.copyOf(detections);
    }
}
