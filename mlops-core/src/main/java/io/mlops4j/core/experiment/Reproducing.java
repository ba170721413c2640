package io.mlops4j.core.experiment;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.experiment.Artifact;
import io.mlops4j.experiment.Environment;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.MetricSeries;
import io.mlops4j.experiment.Reproduction;
import io.mlops4j.experiment.Reproduction.ArtifactDifference;
import io.mlops4j.experiment.Reproduction.MetricDifference;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.TrainingDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs a run again and compares. */
record Reproducing(Experiment experiment, Experiments.Neighbours neighbours) {
    private static final String REPRODUCES = "mlops4j.reproduces";

    /** Measures of the process are never the same twice, and nobody wants them to be. */
    private static final String OF_THE_PROCESS = "system/";

    Reproduction reproduce(Run original) throws Exception {
        Run.Recipe recipe = original.recipe()
                .orElseThrow(() -> new InvalidInput(original
                        + " was not made by a registered trainer, so nobody knows how to run it again. Use"
                        + " train(…) instead of run(…) for what is to be reproduced."));
        TrainingDraft draft =
                experiment.train(recipe.trainer()).seed(recipe.seed()).params(original.params());
        for (DatasetRef ref : original.inputs()) {
            draft.input(sameVersion(original, ref));
        }
        Run repeated = draft.run(original.name() + " again");
        experiment.tag(repeated, REPRODUCES, original.id());
        return compare(original, experiment.run(repeated.id()));
    }

    private DatasetVersion sameVersion(Run original, DatasetRef ref) {
        DatasetVersion version = neighbours.version(ref);
        if (!version.digest().equals(ref.digest())) {
            throw new Conflict(original + " read version " + ref.number() + " of dataset '" + ref.name()
                    + "' with the digest " + ref.digest() + ", but that version has the digest " + version.digest()
                    + " here: it is another dataset of the same name.");
        }
        return version;
    }

    static Reproduction compare(Run original, Run repeated) {
        return new Reproduction(
                original,
                repeated,
                metricDifferences(original, repeated),
                artifactDifferences(original, repeated),
                environmentDifferences(original.environment(), repeated.environment()));
    }

    private static List<MetricDifference> metricDifferences(Run original, Run repeated) {
        List<MetricDifference> differences = new ArrayList<>();
        for (String name : union(original.metrics().keySet(), repeated.metrics().keySet())) {
            if (name.startsWith(OF_THE_PROCESS)) {
                continue;
            }
            MetricSeries before = original.metrics().get(name);
            MetricSeries after = repeated.metrics().get(name);
            double largest = before == null || after == null ? Double.POSITIVE_INFINITY : largest(before, after);
            if (largest != 0) {
                differences.add(new MetricDifference(name, last(before), last(after), largest));
            }
        }
        return differences;
    }

    private static double last(@Nullable MetricSeries series) {
        return series == null ? Double.NaN : series.last();
    }

    private static double largest(MetricSeries before, MetricSeries after) {
        List<MetricPoint> expected = before.history();
        List<MetricPoint> actual = after.history();
        if (expected.size() != actual.size()) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < expected.size(); i++) {
            double a = expected.get(i).value();
            double b = actual.get(i).value();
            if (expected.get(i).step() != actual.get(i).step()) {
                return Double.POSITIVE_INFINITY;
            }
            if (Double.compare(a, b) != 0) {
                double difference = Math.abs(a - b);
                largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
            }
        }
        return largest;
    }

    private static List<ArtifactDifference> artifactDifferences(Run original, Run repeated) {
        Map<String, Artifact> before = byName(original);
        Map<String, Artifact> after = byName(repeated);
        List<ArtifactDifference> differences = new ArrayList<>();
        for (String name : union(before.keySet(), after.keySet())) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                differences.add(new ArtifactDifference(
                        name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name))));
            }
        }
        return differences;
    }

    private static Map<String, Artifact> byName(Run run) {
        Map<String, Artifact> byName = new LinkedHashMap<>();
        run.artifactFiles().forEach(artifact -> byName.put(artifact.name(), artifact));
        return byName;
    }

    private static List<String> environmentDifferences(Optional<Environment> original, Optional<Environment> repeated) {
        if (original.isEmpty() || repeated.isEmpty()) {
            return List.of();
        }
        Map<String, String> before = lines(original.get());
        Map<String, String> after = lines(repeated.get());
        List<String> sentences = new ArrayList<>();
        for (String name : union(before.keySet(), after.keySet())) {
            String was = before.getOrDefault(name, "absent");
            String is = after.getOrDefault(name, "absent");
            if (!was.equals(is)) {
                sentences.add(name + " was " + was + " and is " + is + ".");
            }
        }
        return sentences;
    }

    private static Map<String, String> lines(Environment environment) {
        Map<String, String> lines = new TreeMap<>();
        lines.put("Java", environment.java() + " of " + environment.vendor());
        lines.put("The operating system", environment.operatingSystem() + " on " + environment.architecture());
        lines.put("The number of processors", Integer.toString(environment.processors()));
        lines.put("The host", environment.host());
        lines.put("The Git commit", environment.findGitCommit().orElse("unknown"));
        environment
                .libraries()
                .forEach((name, version) ->
                        lines.put("Library " + name, version.isEmpty() ? "without a version" : version));
        return lines;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
