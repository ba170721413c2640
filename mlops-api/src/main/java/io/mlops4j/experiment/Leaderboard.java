package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.spi.DataEngine;
import io.mlops4j.spi.ExperimentEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The runs of an experiment from the best to the worst by the latest value of a metric. Runs without the metric, or where it is no number, are left
 * out. Immutable.
 *
 * @param experiment the name of the experiment
 * @param metric what to rank by
 * @param direction which way it improves
 * @param entries the best first; equal values share a rank, the next one is that much further down; among equals the earlier run comes first
 * @param params the parameters that differ between these runs, or that some of them lack
 */
public record Leaderboard(
        String experiment, String metric, Direction direction, List<Entry> entries, List<String> params) {
    /** Copies the lists. */
    public Leaderboard {
        entries = List.copyOf(entries);
        params = List.copyOf(params);
    }

    /** Ranks runs. */
    public static Leaderboard of(String experiment, List<Run> runs, String metric, Direction direction) {
        Comparator<Run> bestFirst = Comparator.comparingDouble(run -> direction.asLoss(value(run, metric)));
        List<Run> ranked = runs.stream()
                .filter(run -> run.metrics().containsKey(metric) && !Double.isNaN(value(run, metric)))
                .sorted(bestFirst.thenComparing(Run::startedAt).thenComparing(Run::id))
                .toList();
        List<Entry> entries = new ArrayList<>();
        for (Run run : ranked) {
            double value = value(run, metric);
            Entry above = entries.isEmpty() ? null : entries.get(entries.size() - 1);
            boolean ties = above != null && direction.asLoss(above.value()) == direction.asLoss(value);
            entries.add(new Entry(above != null && ties ? above.rank() : entries.size() + 1, run, value));
        }
        return new Leaderboard(experiment, metric, direction, entries, differing(ranked));
    }

    /** Zero has one sign. */
    private static double value(Run run, String metric) {
        return run.metric(metric).last() + 0.0;
    }

    private static List<String> differing(List<Run> runs) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> names.addAll(run.params().keySet()));
        return names.stream()
                .filter(name -> runs.stream()
                                .map(run -> run.params().containsKey(name)
                                        ? List.of(run.params().get(name))
                                        : List.of())
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    /**
     * The best run.
     *
     * @throws InvalidInput if no run has the metric
     */
    public Run best() {
        if (entries.isEmpty()) {
            throw new InvalidInput("No run of experiment '" + experiment + "' has a value of metric '" + metric
                    + "', so none is the best; rank by a metric that was recorded.");
        }
        return entries.get(0).run();
    }

    /** A table in GitHub's Markdown. */
    public String toMarkdown() {
        StringBuilder text =
                new StringBuilder("| rank | run | ").append(cell(metric)).append(" |");
        params.forEach(name -> text.append(' ').append(cell(name)).append(" |"));
        text.append("\n|---:|---|---:|").append("---|".repeat(params.size())).append('\n');
        for (Entry entry : entries) {
            Map<String, String> values = entry.run().params();
            text.append("| ")
                    .append(entry.rank())
                    .append(" | ")
                    .append(cell(entry.run().name()))
                    .append(" | ");
            text.append(String.format(Locale.ROOT, "%.6g", entry.value())).append(" |");
            params.forEach(name ->
                    text.append(' ').append(cell(values.getOrDefault(name, ""))).append(" |"));
            text.append('\n');
        }
        return text.toString();
    }

    /** Text that does not end the cell, nor the line, nor begins markup. */
    private static String cell(String text) {
        StringBuilder cell = new StringBuilder();
        text.codePoints().forEach(c -> {
            if ("\\|`*_[]<>~&".indexOf(c) >= 0) {
                cell.append('\\');
            }
            cell.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
        });
        return cell.toString();
    }

    /** The same table as a page of HTML without scripts, for light and dark, for screens of any width and for paper. */
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
     * A run and where it stands.
     *
     * @param rank from 1
     * @param run the run
     * @param value the latest value of the metric
     */
    public record Entry(int rank, Run run, double value) {}
}
