package io.mlops4j.serving;

import io.mlops4j.Conflict;
import io.mlops4j.InferenceFailure;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.Progress;
import io.mlops4j.StorageFailure;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Predictions for all rows of a dataset or table, to be run. Made by {@link Endpoint#batch}; for one thread, and for one run.
 *
 * <pre>{@code
 * BatchResult result = endpoint.batch(january)
 *         .keep("id")
 *         .output(Path.of("scores.csv"))
 *         .progress(Progress.console())
 *         .run();
 * }</pre>
 *
 * <p>The version that is served when the run begins predicts for all rows, from a copy of its own in memory: no rollout, shadow or deployment interferes, and the endpoint's statistics do not
 * count the rows. Rows stay in their order. The memory that a run needs does not grow with the rows.
 *
 * <p>A run writes to {@code scores.csv.part}, with a note of how far it is in {@code scores.csv.progress}; when all is written, {@code scores.csv} appears, in place of one that was there, with a
 * summary beside it in {@code scores.csv.summary.json}. The same run of a dataset's version after a crash goes on where the last note says, and gives the same bytes as one that was not
 * disturbed; another version, model or setting begins anew, and so does a table, which nothing tells from another.
 */
public interface BatchDraft {
    /**
     * Where the predictions go: CSV for a name that ends in {@code .csv}, JSON lines for {@code .jsonl} and {@code .ndjson}. In UTF-8, with line feeds. A missing number is an empty cell, or null.
     * In CSV an output of k elements a row makes k columns, {@code probabilities_0} and so on; in JSON lines, an array.
     *
     * @throws InvalidInput if the name has another ending
     */
    BatchDraft output(Path file);

    /** Where the predictions go, instead of a file: nothing is written, and nothing can be resumed. */
    BatchDraft output(BatchSink sink);

    /**
     * Columns of the data that go to the output with the predictions, before them; none by default.
     *
     * @throws NotFound if the data has no such column
     */
    BatchDraft keep(String... columns);

    /**
     * The outputs of the model that are wanted; all by default. What only the others need is not computed.
     *
     * @throws InvalidInput if none is named, or one twice
     */
    BatchDraft outputs(String... names);

    /**
     * How many rows go to the model at once; 1024 by default, where small models are as fast as they get and their rows fit a core's cache. Models may round differently with
     * another number.
     *
     * @param rows from 1 to 1 048 576
     */
    BatchDraft rowsPerCall(int rows);

    /**
     * How many calls run at once; as many as there are processors by default. The bytes of the output do not depend on it.
     *
     * @param threads from 1 to 1024
     */
    BatchDraft parallelism(int threads);

    /**
     * How long a run goes on until what it has done is made durable, and progress is reported: what a crash may cost; a second by default. Zero is after each call of the model.
     *
     * @param interval zero or more
     */
    BatchDraft checkpointEvery(Duration interval);

    /**
     * Leaves out rows that the model, or its feature pipeline, fails on, and counts them; the result names the first of them. Otherwise the first such row ends the run, which can be
     * resumed with this setting.
     */
    BatchDraft skipFailures();

    /** Who is told how far the run is; nobody by default. */
    BatchDraft progress(Progress progress);

    /**
     * Predicts.
     *
     * @throws NotFound if the endpoint serves nothing, or the version has no output that is wanted
     * @throws InvalidInput if there is no output, or columns are kept for a sink; or the version takes no named columns, needs columns that the data lacks, or gives what the format cannot hold
     * @throws InferenceFailure if the model fails on a row, and failures are not skipped; the message names the row
     * @throws Conflict if the same output is being written now
     * @throws IntegrityViolation if the stored rows are not those that were committed
     * @throws StorageFailure if the output cannot be written; run it again to go on
     */
    BatchResult run();
}
