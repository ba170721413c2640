package io.mlops4j.mlflow;

import io.mlops4j.experiment.MetricPoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as MLflow keeps it.
 *
 * @param id the id: the name of its directory
 * @param experimentId the experiment that it belongs to
 * @param name the name; the id if it has none
 * @param status how it stands
 * @param user who ran it, or the empty string
 * @param startedAt when it started
 * @param endedAt when it ended, if it has
 * @param params the parameters
 * @param tags the tags; MLflow keeps notes, the parent and the commit among them
 * @param metrics the points of each metric, in the order in which they were logged
 * @param datasets the datasets that it read
 * @param artifacts the files that it stored, by their paths with {@code /} between folders, and where they are now
 * @param problems what of the run could not be read, as sentences
 */
public record MlflowRun(
        String id,
        String experimentId,
        String name,
        Status status,
        String user,
        Instant startedAt,
        Optional<Instant> endedAt,
        Map<String, String> params,
        Map<String, String> tags,
        Map<String, List<MetricPoint>> metrics,
        List<MlflowDataset> datasets,
        Map<String, Path> artifacts,
        List<String> problems) {
    /** Copies the collections. */
    public MlflowRun {
        params = copy(params);
        tags = copy(tags);
        Map<String, List<MetricPoint>> points = new LinkedHashMap<>();
        metrics.forEach((metric, values) -> points.put(metric, List.copyOf(values)));
        metrics = Collections.unmodifiableMap(points);
        datasets = List.copyOf(datasets);
        artifacts = copy(artifacts);
        problems = List.copyOf(problems);
    }

    private static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** How a run stands, in MLflow's words and with its numbers. */
    public enum Status {
        /** It is under way, or its process died: MLflow does not tell which. */
        RUNNING(1),
        /** It waits to be started. */
        SCHEDULED(2),
        /** It came to its end. */
        FINISHED(3),
        /** It failed. */
        FAILED(4),
        /** It was stopped from outside. */
        KILLED(5);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        /** The number that stands for it in MLflow's files. */
        public int number() {
            return number;
        }
    }
}
