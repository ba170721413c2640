package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.DatasetVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A search over the runs of an experiment.
 *
 * <pre>{@code
 * List<Run> best = exp.runs().where(metric("roc_auc").atLeast(0.8)).where(param("booster").is("gbtree"))
 *     .orderBy(metric("roc_auc").descending()).limit(10).list();
 * List<Run> same = exp.runs().where("metrics.roc_auc >= 0.8 and params.booster = 'gbtree'")
 *     .orderBy("metrics.roc_auc DESC").limit(10).list();
 * }</pre>
 *
 * <p>Without an order the newest run comes first. Runs that lack the metric, parameter or tag of a condition do not match; those that
 * lack the one they are ordered by come last. Equal runs keep the newest first. Immutable and thread-safe: each call gives a new
 * query, and each reading call searches the runs as they are then.
 *
 * <h2>Filters as text</h2>
 *
 * {@link #where(String)} reads the language of MLflow's {@code search_runs}: comparisons such as {@code metrics.auc > 0.8}, {@code
 * params.booster = 'gbtree'}, {@code tags.`git branch` LIKE 'feature/%'} and {@code attributes.status IN ('FINISHED', 'PRUNED')}, joined by
 * {@code AND}.
 *
 * <ul>
 *   <li>Fields: {@code metrics.}, {@code params.} and {@code tags.} with a key, which stands in backticks or double quotes unless it is made of
 *       letters, digits and {@code _ . - / :}; {@code attributes.} with {@code run_id}, {@code run_name}, {@code status}, {@code user_id}
 *       (who started it), {@code parent_run_id}, {@code start_time}, {@code end_time} and {@code duration} (milliseconds); {@code datasets.}
 *       with {@code name}, {@code digest} and {@code version} ({@code 'loans/3'}), which can only be asked for equality.
 *   <li>Text, in single or double quotes (doubled inside), is compared by {@code =}, {@code !=}, {@code LIKE}, {@code ILIKE} and {@code IN};
 *       numbers by {@code = != > >= < <=}. Parameters and tags are text; {@code number(params.depth) > 3} compares the number that the text is.
 *   <li>Times are compared with milliseconds since 1970, or with an instant in quotes: {@code '2026-11-23T15:00:00Z'}.
 *   <li>{@code IS NULL} and {@code IS NOT NULL} ask whether a run has a field at all.
 *   <li>Beyond MLflow: {@code OR}, {@code NOT} and parentheses. {@code NOT} binds closest, then {@code AND}.
 * </ul>
 */
public interface RunQuery {
    /** Keeps the runs that a condition holds for, besides the conditions so far. */
    RunQuery where(RunCondition condition);

    /**
     * Keeps the runs that a filter holds for, besides the conditions so far.
     *
     * @throws InvalidInput if the filter cannot be read; the message shows where and what was expected there
     */
    RunQuery where(String filter);

    /** Orders by this, and runs that are equal in it by the next; a later call replaces an earlier one. */
    RunQuery orderBy(RunOrder first, RunOrder... next);

    /**
     * Orders by fields as filters name them, with {@code ASC} (the default) or {@code DESC}: {@code orderBy("metrics.auc DESC",
     * "start_time")}.
     *
     * @throws InvalidInput if an order cannot be read; the message shows where and what was expected there
     */
    RunQuery orderBy(String first, String... next);

    /**
     * Returns at most so many.
     *
     * @throws InvalidInput if it is negative
     */
    RunQuery limit(int most);

    /**
     * Leaves out so many from the front: with {@link #limit}, a page. Runs that begin meanwhile move the pages of a search that has the
     * newest first.
     *
     * @throws InvalidInput if it is negative
     */
    RunQuery offset(int skipped);

    /** Reads the experiment and searches. */
    List<Run> list();

    /** Like {@link #list}, but each run is made when it is asked for. */
    Stream<Run> stream();

    /** The first of {@link #list}, if there is one. */
    Optional<Run> first();

    /** How many runs the conditions hold for; limit and offset make no difference. */
    long count();

    /** The latest value of a metric. */
    static RunField.Metric metric(String name) {
        return new RunField.Metric(name);
    }

    /** A parameter, as text. */
    static RunField.Param param(String name) {
        return new RunField.Param(name);
    }

    /** A tag. */
    static RunField.Tag tag(String name) {
        return new RunField.Tag(name);
    }

    /** The status. */
    static RunField.Status status() {
        return new RunField.Status();
    }

    /** The id of the run. */
    static RunField.Id id() {
        return new RunField.Id();
    }

    /** The name of the run. */
    static RunField.Name name() {
        return new RunField.Name();
    }

    /** Who started the run. */
    static RunField.Actor actor() {
        return new RunField.Actor();
    }

    /** The id of the run that it is part of; {@code parent().absent()} holds for the runs at the top. */
    static RunField.Parent parent() {
        return new RunField.Parent();
    }

    /** When the run started. */
    static RunField.Started started() {
        return new RunField.Started();
    }

    /** When the run ended. */
    static RunField.Ended ended() {
        return new RunField.Ended();
    }

    /** How long the run took. */
    static RunField.Took took() {
        return new RunField.Took();
    }

    /** The run read a version of a dataset. */
    static RunCondition input(DatasetVersion version) {
        return new RunCondition.Input(RunCondition.Input.Part.VERSION, version.dataset() + "/" + version.number());
    }

    /** The run read some version of a dataset. */
    static RunCondition input(String dataset) {
        return new RunCondition.Input(RunCondition.Input.Part.NAME, dataset);
    }
}
