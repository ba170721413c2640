package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import io.mlops4j.spi.DataEngine;
import io.mlops4j.spi.ExperimentEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs side by side. A value as of the moment that it was made, metric histories included. Immutable.
 *
 * @param runs those that are compared, at least two, in the order in which they were given
 * @param params by name
 * @param tags by name
 * @param metrics by name, with all points
 * @param inputs the dataset versions that the runs have read: by dataset, the versions and the first digits of their digests
 * @param artifacts by name, the digests of their bytes
 */
public record RunComparison(
        List<Run> runs,
        List<Line> params,
        List<Line> tags,
        List<Curves> metrics,
        List<Line> inputs,
        List<Line> artifacts) {
    private static final int SHORT_DIGEST = 12;

    /** Copies the lists; refuses fewer than two runs, and a run given twice, with {@link InvalidInput}. */
    public RunComparison {
        runs = List.copyOf(runs);
        params = List.copyOf(params);
        tags = List.copyOf(tags);
        metrics = List.copyOf(metrics);
        inputs = List.copyOf(inputs);
        artifacts = List.copyOf(artifacts);
        long different = runs.stream().map(Run::id).distinct().count();
        if (runs.size() < 2 || different < runs.size()) {
            throw new InvalidInput("A comparison needs at least two runs, each given once; there are " + runs.size()
                    + ", and " + different + " of them differ.");
        }
    }

    /** Compares runs, of one experiment or of several; reads their histories and the names of their artifacts. */
    public static RunComparison of(List<Run> runs) {
        return new RunComparison(
                runs,
                lines(runs, Run::params),
                lines(runs, Run::tags),
                curves(runs),
                lines(runs, RunComparison::inputs),
                lines(runs, RunComparison::artifacts));
    }

    private static Map<String, String> inputs(Run run) {
        Map<String, String> versions = new LinkedHashMap<>();
        run.inputs()
                .forEach(input -> versions.merge(
                        input.name(),
                        input.number() + " (" + input.digest().substring(0, SHORT_DIGEST) + ")",
                        (one, other) -> one.equals(other) ? one : one + ", " + other));
        return versions;
    }

    private static Map<String, String> artifacts(Run run) {
        Map<String, String> digests = new LinkedHashMap<>();
        run.artifactFiles().forEach(file -> digests.put(file.name(), file.digest()));
        return digests;
    }

    private static List<Line> lines(List<Run> runs, Function<Run, Map<String, String>> facts) {
        Map<String, Map<String, String>> byName = new LinkedHashMap<>();
        for (Run run : runs) {
            facts.apply(run)
                    .forEach((name, value) -> byName.computeIfAbsent(name, n -> new LinkedHashMap<>())
                            .put(run.id(), value));
        }
        List<Line> lines = new ArrayList<>();
        byName.forEach((name, values) -> lines.add(
                new Line(name, values, values.size() < runs.size() || new HashSet<>(values.values()).size() > 1)));
        return lines;
    }

    private static List<Curves> curves(List<Run> runs) {
        Map<String, Map<String, List<MetricPoint>>> byName = new LinkedHashMap<>();
        for (Run run : runs) {
            run.metrics()
                    .forEach((name, series) -> byName.computeIfAbsent(name, n -> new LinkedHashMap<>())
                            .put(run.id(), series.history()));
        }
        List<Curves> all = new ArrayList<>();
        byName.forEach((name, points) -> all.add(new Curves(name, points)));
        return all;
    }

    /** The parameters that differ between runs, or that some of them lack. */
    public List<Line> differingParams() {
        return params.stream().filter(Line::differs).toList();
    }

    /** The parameters that all runs have with the same value. */
    public List<Line> agreeingParams() {
        return params.stream().filter(line -> !line.differs()).toList();
    }

    /**
     * A page for people: what differs, the values and curves of the metrics, how parameters go with a metric, and artifacts. One file of
     * HTML without scripts, for light and dark, for screens of any width and for paper.
     */
    public String toHtml() {
        return ExperimentEngine.installed().page(this);
    }

    /**
     * Writes {@link #toHtml()} to a file, in UTF-8, and makes the directories above it.
     *
     * @throws StorageFailure if it cannot be written
     */
    public void toHtml(Path file) {
        DataEngine.installed().write(toHtml(), file);
    }

    /**
     * A fact of several runs.
     *
     * @param name what it is called
     * @param values by the id of the run; a run that lacks it is not there
     * @param differs whether the runs do not all have the same
     */
    public record Line(String name, Map<String, String> values, boolean differs) {
        /** Copies the map. */
        public Line {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * A metric of several runs.
     *
     * @param name what it is called
     * @param points by the id of the run, in the order of steps, then times, at least one; a run that lacks the metric is not there
     */
    public record Curves(String name, Map<String, List<MetricPoint>> points) {
        /** Copies the map. */
        public Curves {
            Map<String, List<MetricPoint>> copy = new LinkedHashMap<>();
            points.forEach((run, each) -> copy.put(run, List.copyOf(each)));
            points = Collections.unmodifiableMap(copy);
        }
    }
}
