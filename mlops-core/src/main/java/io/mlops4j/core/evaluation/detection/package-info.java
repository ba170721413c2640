/** Boxes of detected objects, as the COCO evaluation has them: {@link io.mlops4j.core.evaluation.detection.DetectionTask}. */
@NullMarked
package io.mlops4j.core.evaluation.detection;

import org.jspecify.annotations.NullMarked;
