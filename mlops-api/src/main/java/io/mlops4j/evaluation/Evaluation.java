package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import io.mlops4j.spi.DataEngine;
import io.mlops4j.spi.EvaluationEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How good a model's predictions are: metrics over all rows and over slices of them, what was compared with them, and the figures that a
 * report draws. It is a value that is stored with runs and versions and can be checked by a {@link Gate} at any time; {@link Evaluator} makes one.
 * Immutable; metrics, columns and values keep their order. Two are equal if all they hold is.
 */
public final class Evaluation {
    /** What the evaluation of a version is called that was given no name: on rows that were held out. */
    public static final String HOLD_OUT = "hold_out";

    private final String task;
    private final long rows;
    private final double confidence;
    private final Map<String, String> settings;
    private final Map<String, Metric> metrics;
    private final Map<String, Map<String, Evaluation>> slices;
    private final List<String> warnings;
    private final List<Plot> plots;
    private final Map<String, Comparison> comparisons;
    private final Optional<SliceSearchResult> weakSlices;

    private Evaluation(Builder builder) {
        task = builder.task;
        rows = builder.rows;
        confidence = builder.confidence;
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(builder.settings));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(builder.metrics));
        Map<String, Map<String, Evaluation>> columns = new LinkedHashMap<>();
        builder.slices.forEach(
                (column, values) -> columns.put(column, Collections.unmodifiableMap(new LinkedHashMap<>(values))));
        slices = Collections.unmodifiableMap(columns);
        warnings = List.copyOf(builder.warnings);
        plots = List.copyOf(builder.plots);
        comparisons = Collections.unmodifiableMap(new LinkedHashMap<>(builder.comparisons));
        weakSlices = Optional.ofNullable(builder.weakSlices);
    }

    /**
     * Begins an evaluation by hand, for a task that no {@link Evaluator} knows, or of metrics that were computed elsewhere.
     *
     * @param task what was predicted, such as {@code binary}
     * @param rows how many rows were evaluated, at least 1
     * @throws InvalidInput if the task is empty or there are no rows
     */
    public static Builder of(String task, long rows) {
        return new Builder(task, rows);
    }

    /**
     * Reads what {@link #toJson} wrote, also by an older release.
     *
     * @throws io.mlops4j.IntegrityViolation if it is no evaluation
     */
    public static Evaluation fromJson(String json) {
        return EvaluationEngine.installed().read(json);
    }

    /** What was predicted: {@code binary}, {@code multiclass}, {@code regression}, {@code ranking} and so on. */
    public String task() {
        return task;
    }

    /** The number of rows, at least 1; in ranking the queries, in detection the images. */
    public long rows() {
        return rows;
    }

    /** Of the intervals, in (0, 1): {@code 0.95}. */
    public double confidence() {
        return confidence;
    }

    /** What the evaluator was told that the metrics depend on: {@code threshold} → {@code 0.5}. Empty if nothing. */
    public Map<String, String> settings() {
        return settings;
    }

    /** The metrics by name; one that is undefined on these rows is absent, and a warning says why. */
    public Map<String, Metric> metrics() {
        return metrics;
    }

    /** By column and value: the evaluation of the rows that have this value there. */
    public Map<String, Map<String, Evaluation>> slices() {
        return slices;
    }

    /** Sentences on what could not be computed or needs care in reading. */
    public List<String> warnings() {
        return warnings;
    }

    /** What a report draws: curves, tables and histograms, of bounded size. */
    public List<Plot> plots() {
        return plots;
    }

    /** Comparisons with the predictions of other models on the same rows, by the name of the other. */
    public Map<String, Comparison> comparisons() {
        return comparisons;
    }

    /** What the search for the worst slices found, if it was asked for. */
    public Optional<SliceSearchResult> findWeakSlices() {
        return weakSlices;
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
                return notSliced(column);
            }
            return new NotFound("The evaluation has no slice where '" + column + "' is '" + value + "'."
                    + NearNames.sentence(value, values.keySet()));
        });
    }

    /** The evaluation of the rows that have a value in a column, if there are any. */
    public Optional<Evaluation> findSlice(String column, String value) {
        return Optional.ofNullable(slices.getOrDefault(column, Map.of()).get(value));
    }

    /**
     * A figure by name, such as {@code roc}.
     *
     * @throws NotFound if it was not drawn; the message lists those that were
     */
    public Plot plot(String name) {
        return plots.stream()
                .filter(plot -> plot.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("The " + task + " evaluation has no plot '" + name + "'."
                        + NearNames.sentence(
                                name, plots.stream().map(Plot::name).toList())));
    }

    /**
     * The comparison with another model's predictions on the same rows.
     *
     * @param baseline the name that was given to the other with {@code against(…)}
     * @throws NotFound if there is none
     */
    public Comparison comparison(String baseline) {
        Comparison found = comparisons.get(baseline);
        if (found == null) {
            throw new NotFound("The evaluation was not compared with '" + baseline + "'."
                    + (comparisons.isEmpty()
                            ? " It was compared with nothing: hand the other's predictions to the evaluator with against(…)."
                            : NearNames.sentence(baseline, comparisons.keySet())));
        }
        return found;
    }

    /**
     * How evenly two classes are treated over the values of a column that it is sliced by.
     *
     * @throws NotFound if it is not sliced by this column
     * @throws InvalidInput if it is not of two classes, or fewer than two of the slices can be compared
     */
    public Fairness fairness(String column) {
        if (!slices.containsKey(column)) {
            throw notSliced(column);
        }
        return EvaluationEngine.installed().fairness(this, column);
    }

    /** As JSON: what is stored with a version, and what {@link #fromJson} reads. */
    public String toJson() {
        return EvaluationEngine.installed().json(this);
    }

    /**
     * As one page of HTML that loads nothing: metrics with their intervals, comparisons, figures, slices and fairness. It follows the
     * reader's light or dark scheme, can be printed, and is well-formed XML; the same evaluation gives the same bytes.
     */
    public String toHtml() {
        return EvaluationEngine.installed().html(this);
    }

    /**
     * Writes {@link #toHtml()} to a file, in UTF-8, and makes the directories above it.
     *
     * @throws io.mlops4j.StorageFailure if it cannot be written
     */
    public void toHtml(Path file) {
        DataEngine.installed().write(toHtml(), file);
    }

    /** As Markdown: the tables of {@link #toHtml()} without its figures, for a pull request or a wiki. */
    public String toMarkdown() {
        return EvaluationEngine.installed().markdown(this);
    }

    /** Begins a changed copy. */
    public Builder toBuilder() {
        Builder copy = new Builder(task, rows);
        copy.confidence = confidence;
        copy.settings.putAll(settings);
        copy.metrics.putAll(metrics);
        slices.forEach((column, values) -> copy.slices.put(column, new LinkedHashMap<>(values)));
        copy.warnings.addAll(warnings);
        copy.plots.addAll(plots);
        copy.comparisons.putAll(comparisons);
        copy.weakSlices = weakSlices.orElse(null);
        return copy;
    }

    private NotFound notSliced(String column) {
        return new NotFound("The evaluation is not sliced by a column '" + column + "'."
                + (slices.isEmpty()
                        ? " It has no slices: ask the evaluator for them with slice(…)."
                        : NearNames.sentence(column, slices.keySet())));
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

    private List<Object> parts() {
        return List.of(task, rows, confidence, settings, metrics, slices, warnings, plots, comparisons, weakSlices);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evaluation that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "Evaluation[" + task + ", " + rows + " rows, " + metrics.values() + "]";
    }

    /** Puts an evaluation together. For one thread; a metric, plot or slice of a name that is there already takes its place. */
    public static final class Builder {
        private final String task;
        private final long rows;
        private double confidence = 0.95;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final Map<String, Metric> metrics = new LinkedHashMap<>();
        private final Map<String, Map<String, Evaluation>> slices = new LinkedHashMap<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<Plot> plots = new ArrayList<>();
        private final Map<String, Comparison> comparisons = new LinkedHashMap<>();
        private @Nullable SliceSearchResult weakSlices;

        private Builder(String task, long rows) {
            if (task.isBlank()) {
                throw new InvalidInput("An evaluation names its task, such as 'binary'.");
            }
            if (rows < 1) {
                throw new InvalidInput("An evaluation needs at least one row, not " + rows + ".");
            }
            this.task = task;
            this.rows = rows;
        }

        /** Of the intervals; 0.95 by default, {@link InvalidInput} outside (0, 1). */
        public Builder confidence(double confidence) {
            if (!(confidence > 0 && confidence < 1)) {
                throw new InvalidInput(
                        "The confidence " + confidence + " of an evaluation is not between 0 and 1; give 0.95.");
            }
            this.confidence = confidence;
            return this;
        }

        /** Says what the metrics depend on. */
        public Builder setting(String name, String value) {
            settings.put(Objects.requireNonNull(name), Objects.requireNonNull(value));
            return this;
        }

        /** Adds a metric over all rows. */
        public Builder metric(Metric metric) {
            metrics.put(metric.name(), metric);
            return this;
        }

        /** Adds the evaluation of the rows that have a value in a column. */
        public Builder slice(String column, String value, Evaluation evaluation) {
            slices.computeIfAbsent(column, name -> new LinkedHashMap<>())
                    .put(Objects.requireNonNull(value), Objects.requireNonNull(evaluation));
            return this;
        }

        /** Adds a sentence on what could not be computed or needs care in reading. */
        public Builder warning(String sentence) {
            warnings.add(sentence);
            return this;
        }

        /** Adds a figure. */
        public Builder plot(Plot plot) {
            plots.removeIf(other -> other.name().equals(plot.name()));
            plots.add(plot);
            return this;
        }

        /** Adds a comparison with another model. */
        public Builder comparison(Comparison comparison) {
            comparisons.put(comparison.baseline(), comparison);
            return this;
        }

        /** Adds what the search for the worst slices found. */
        public Builder weakSlices(SliceSearchResult found) {
            weakSlices = Objects.requireNonNull(found);
            return this;
        }

        /** The evaluation. */
        public Evaluation build() {
            return new Evaluation(this);
        }
    }
}
