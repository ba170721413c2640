package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good a model's predictions are: metrics over all rows and over slices of them. It is a value that can be stored and checked
 * by a {@link Gate} at any time; {@link Evaluator} makes one. Immutable; metrics, columns and values keep their order.
 *
 * @param task what was predicted: {@code binary}, {@code multiclass} or {@code regression}
 * @param rows the number of rows, at least 1
 * @param confidence of the intervals, in (0, 1): {@code 0.95}
 * @param metrics by name; one that is undefined on these rows is absent, and a warning says why
 * @param slices by column and value: the evaluation of the rows that have this value there
 * @param warnings sentences on what could not be computed or needs care in reading
 */
public record Evaluation(
        String task,
        long rows,
        double confidence,
        Map<String, Metric> metrics,
        Map<String, Map<String, Evaluation>> slices,
        List<String> warnings) {
    /** Copies the collections; refuses an empty task, no rows, a confidence outside (0, 1) and a misnamed metric with {@link InvalidInput}. */
    public Evaluation {
        if (task.isBlank()) {
            throw new InvalidInput("An evaluation names its task, such as 'binary'.");
        }
        if (rows < 1) {
            throw new InvalidInput("An evaluation needs at least one row, not " + rows + ".");
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new InvalidInput(
                    "The confidence " + confidence + " of an evaluation is not between 0 and 1; give 0.95.");
        }
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        metrics.forEach((name, metric) -> {
            if (!name.equals(metric.name())) {
                throw new InvalidInput(
                        "The metric '" + metric.name() + "' is filed under another name, '" + name + "'.");
            }
        });
        Map<String, Map<String, Evaluation>> columns = new LinkedHashMap<>();
        slices.forEach(
                (column, values) -> columns.put(column, Collections.unmodifiableMap(new LinkedHashMap<>(values))));
        slices = Collections.unmodifiableMap(columns);
        warnings = List.copyOf(warnings);
    }

    /**
     * A metric over all rows.
     *
     * @throws NotFound if it was not computed; the message lists those that were, and why this one was not
     */
    public Metric metric(String name) {
        return findMetric(name).orElseThrow(() -> new NotFound(missing(name)));
    }

    /** A metric over all rows, if it was computed. */
    public Optional<Metric> findMetric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    /**
     * The evaluation of the rows that have a value in a column.
     *
     * @throws NotFound if there is no such slice; the message lists those there are
     */
    public Evaluation slice(String column, String value) {
        return findSlice(column, value).orElseThrow(() -> {
            Map<String, Evaluation> values = slices.get(column);
            if (values == null) {
                return new NotFound("The evaluation is not sliced by a column '" + column + "'."
                        + (slices.isEmpty()
                                ? " It has no slices: ask the evaluator for them with slice(…)."
                                : NearNames.sentence(column, slices.keySet())));
            }
            return new NotFound("The evaluation has no slice where '" + column + "' is '" + value + "'."
                    + NearNames.sentence(value, values.keySet()));
        });
    }

    /** The evaluation of the rows that have a value in a column, if there are any. */
    public Optional<Evaluation> findSlice(String column, String value) {
        return Optional.ofNullable(slices.getOrDefault(column, Map.of()).get(value));
    }

    /** Why a metric is not there: the warning that tells, or the names there are. */
    String missing(String name) {
        String why = warnings.stream()
                .filter(warning -> warning.startsWith(name + " "))
                .map(warning -> " " + warning)
                .findFirst()
                .orElseGet(() -> NearNames.sentence(name, metrics.keySet()));
        return "The " + task + " evaluation has no metric '" + name + "'." + why;
    }
}
