package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A run that took place elsewhere and is over, to be kept here: {@link Experiment#add}. Immutable; maps and lists are copied.
 *
 * <pre>{@code
 * exp.add(RunRecord.of("night of the 3rd", started, ended)
 *     .params(Map.of("depth", "6")).metrics(Map.of("auc", points)).artifacts(Map.of("model.onnx", file)));
 * }</pre>
 *
 * @param name what to call the run, at most 256 characters
 * @param status how it ended
 * @param failure why it failed, or the empty string
 * @param startedAt when it started
 * @param endedAt when it ended, not before its start
 * @param parent the id of the run of the same experiment that it was part of, or the empty string
 * @param params the parameters
 * @param tags the tags
 * @param notes the notes, oldest first
 * @param metrics the points of each metric, in any order
 * @param artifacts the files by name; a directory stands for all files in it
 */
public record RunRecord(
        String name,
        RunStatus status,
        String failure,
        Instant startedAt,
        Instant endedAt,
        String parent,
        Map<String, String> params,
        Map<String, String> tags,
        List<String> notes,
        Map<String, List<MetricPoint>> metrics,
        Map<String, Path> artifacts) {
    /** Copies the collections; refuses a run that is not over, and an end before the start, with {@link InvalidInput}. */
    public RunRecord {
        Objects.requireNonNull(name, "name");
        if (!status.ended()) {
            throw new InvalidInput("Run '" + name + "' is still " + status
                    + ": only a run that is over can be added. Start one with start(…) to record it as it goes.");
        }
        if (endedAt.isBefore(startedAt)) {
            throw new InvalidInput(
                    "Run '" + name + "' would have ended at " + endedAt + ", before it started at " + startedAt + ".");
        }
        params = copy(params);
        tags = copy(tags);
        notes = List.copyOf(notes);
        Map<String, List<MetricPoint>> points = new LinkedHashMap<>();
        metrics.forEach((metric, values) -> points.put(metric, List.copyOf(values)));
        metrics = Collections.unmodifiableMap(points);
        artifacts = copy(artifacts);
    }

    private static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A run that finished and of which nothing else is known yet. */
    public static RunRecord of(String name, Instant startedAt, Instant endedAt) {
        return new RunRecord(
                name,
                RunStatus.FINISHED,
                "",
                startedAt,
                endedAt,
                "",
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of());
    }

    /** With another end. */
    public RunRecord status(RunStatus ending, String reason) {
        return new RunRecord(name, ending, reason, startedAt, endedAt, parent, params, tags, notes, metrics, artifacts);
    }

    /** As part of another run of the experiment. */
    public RunRecord parent(String runId) {
        return new RunRecord(name, status, failure, startedAt, endedAt, runId, params, tags, notes, metrics, artifacts);
    }

    /** With these parameters. */
    public RunRecord params(Map<String, String> values) {
        return new RunRecord(
                name, status, failure, startedAt, endedAt, parent, values, tags, notes, metrics, artifacts);
    }

    /** With these tags. */
    public RunRecord tags(Map<String, String> values) {
        return new RunRecord(
                name, status, failure, startedAt, endedAt, parent, params, values, notes, metrics, artifacts);
    }

    /** With these notes. */
    public RunRecord notes(List<String> texts) {
        return new RunRecord(
                name, status, failure, startedAt, endedAt, parent, params, tags, texts, metrics, artifacts);
    }

    /** With the points of these metrics. */
    public RunRecord metrics(Map<String, List<MetricPoint>> points) {
        return new RunRecord(name, status, failure, startedAt, endedAt, parent, params, tags, notes, points, artifacts);
    }

    /** With these files. */
    public RunRecord artifacts(Map<String, Path> files) {
        return new RunRecord(name, status, failure, startedAt, endedAt, parent, params, tags, notes, metrics, files);
    }
}
