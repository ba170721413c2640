package io.mlops4j.core.evaluation.page;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The titles of metrics whose names carry a parameter, as {@code ndcg_at_10}, {@code ap_50_95_small} and {@code pinball_0.9} do. Stateless. */
final class MetricFamilies {
    private static final Map<String, String> AT = Map.of(
            "ndcg", "NDCG",
            "map", "MAP",
            "mrr", "MRR",
            "precision", "Precision",
            "recall", "Recall",
            "hit_rate", "Hit rate");
    private static final Map<String, String> LEVELS = Map.of(
            "pinball", "Pinball loss",
            "interval_coverage", "Interval coverage",
            "interval_score", "Interval score",
            "interval_width", "Interval width");
    private static final Pattern AT_CUT = Pattern.compile("([a-z_]+)_at_(\\d+)");
    private static final Pattern AT_LEVEL = Pattern.compile("([a-z_]+)_(0\\.\\d+)");
    private static final Pattern OVERLAP = Pattern.compile("ap_(\\d\\d)(?:_(\\d\\d))?(?:_(small|medium|large))?");
    private static final Pattern DETECTIONS = Pattern.compile("ar_(\\d+)(?:_(small|medium|large))?");

    private MetricFamilies() {}

    /** The title of a metric of a known family. */
    static Optional<String> title(String metric) {
        Matcher cut = AT_CUT.matcher(metric);
        if (cut.matches()) {
            return Optional.ofNullable(AT.get(cut.group(1))).map(name -> name + " at " + cut.group(2));
        }
        Matcher level = AT_LEVEL.matcher(metric);
        if (level.matches()) {
            return Optional.ofNullable(LEVELS.get(level.group(1))).map(name -> name + ", " + level.group(2));
        }
        Matcher overlap = OVERLAP.matcher(metric);
        if (overlap.matches()) {
            String to = overlap.group(2) == null ? "" : " to 0." + overlap.group(2);
            return Optional.of("AP at IoU 0." + overlap.group(1) + to + size(overlap.group(3)));
        }
        Matcher detections = DETECTIONS.matcher(metric);
        return detections.matches()
                ? Optional.of("AR of " + detections.group(1) + ("1".equals(detections.group(1)) ? " box" : " boxes")
                        + size(detections.group(2)))
                : Optional.empty();
    }

    private static String size(@Nullable String size) {
        return size == null ? "" : ", " + size;
    }
}
