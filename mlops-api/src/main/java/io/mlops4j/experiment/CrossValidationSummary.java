package io.mlops4j.experiment;

import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a cross-validation has measured, over all folds. Immutable.
 *
 * @param plan how the rows were divided, in words
 * @param folds how many folds there were
 * @param metrics by name, in the order in which the evaluations have them
 * @param warnings sentences on what needs care in reading, such as a metric that is undefined in some folds
 */
public record CrossValidationSummary(
        String plan, int folds, Map<String, MetricSummary> metrics, List<String> warnings) {
    /** Copies the collections. */
    public CrossValidationSummary {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        warnings = List.copyOf(warnings);
    }

    /**
     * A metric.
     *
     * @throws NotFound if fewer than two folds have it; the message lists those there are
     */
    public MetricSummary metric(String name) {
        return findMetric(name)
                .orElseThrow(() -> new NotFound("The cross-validation has no metric '" + name
                        + "' in at least two folds." + NearNames.sentence(name, metrics.keySet())));
    }

    /** A metric, if at least two folds have it. */
    public Optional<MetricSummary> findMetric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    /** A table for a console: a line for each metric, then the warnings. */
    @Override
    public String toString() {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {"metric", "mean", "std", "low", "high", "min", "max"});
        metrics.values()
                .forEach(metric -> lines.add(new String[] {
                    metric.name(),
                    number(metric.mean()),
                    number(metric.stddev()),
                    number(metric.interval().low()),
                    number(metric.interval().high()),
                    number(metric.min()),
                    number(metric.max())
                }));
        int[] widths = new int[lines.get(0).length];
        for (String[] line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line[column].length());
            }
        }
        StringBuilder text = new StringBuilder(plan).append(", ").append(folds).append(" folds\n");
        for (String[] line : lines) {
            text.append(String.format("%-" + widths[0] + "s", line[0]));
            for (int column = 1; column < widths.length; column++) {
                text.append(String.format("  %" + widths[column] + "s", line[column]));
            }
            text.append('\n');
        }
        warnings.forEach(warning -> text.append(warning).append('\n'));
        return text.toString();
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size != 0 && (size < 1e-3 || size >= 1e6) ? "%.3e" : "%.4f", value);
    }
}
