package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What watches a stream of rows, window by window. {@code ml.monitor(name)} begins one; one that is on an endpoint sees every request of this process, others are given rows by {@link #observe}.
 *
 * <p>Windows, findings and alerts are kept in the journal: after a restart the window that was under way goes on, but for the rows of the latest {@link MonitorDraft#persistEvery}, and several
 * processes that run a monitor of one name count into the same windows.
 *
 * <p>Thread-safe. {@link #observe} takes no lock and touches no storage; a window that is full is judged on a thread of the engine.
 */
public interface Monitor extends AutoCloseable {
    /** The name. */
    String name();

    /**
     * Takes one row into the window. Columns that the reference does not have are passed over; one that is absent or null is missing.
     *
     * @param row numbers, texts, truth values, dates by the name of the column
     */
    void observe(Map<String, ? extends @Nullable Object> row);

    /**
     * The same for a record, whose components are the columns.
     *
     * @throws InvalidInput if the record cannot be read from outside its module
     */
    void observe(Record row);

    /** Takes all rows of a table. */
    void observe(Table rows);

    /** Takes a row of a time of its own, for windows of time; what is too late for its window is counted and left out. */
    void observe(Map<String, ? extends @Nullable Object> row, Instant at);

    /**
     * Closes the window that is under way, if it has rows, and returns when it is judged and kept, and its alerts were offered to every sink once.
     *
     * @throws io.mlops4j.StorageFailure if it could not be kept
     */
    void flush();

    /**
     * What was found in the latest window, of any process.
     *
     * @throws NotFound if no window has been closed yet
     */
    DriftReport latest();

    /** What was found in the latest window, if one was closed. */
    Optional<DriftReport> findLatest();

    /** The windows that were closed, oldest first: the last 1 000. */
    List<WindowSummary> windows();

    /**
     * What was found in a window.
     *
     * @throws NotFound if there is no such window, or it is long past
     */
    DriftReport window(long number);

    /**
     * How good the predictions were, window by window: from labels, and estimated without them where a calibrated score allows. What has come until now counts, late labels too; the windows
     * are those of {@link #windows}, by the time of the prediction, and what came after the last of them. Takes as long as evaluating what is new.
     *
     * <p>On an endpoint predictions and labels come by themselves, {@code endpoint.label(prediction.id(), truth)}; without one, by {@link #predicted(String, double)} and {@link #label(String, double)}.
     */
    Performance performance();

    /**
     * Takes what a model has predicted elsewhere: a number, or the probability of the one class that matters.
     *
     * @param id a name for the prediction, by which its label will come; 1 to 200 characters
     * @throws InvalidInput if the id or the number is none
     */
    void predicted(String id, double number);

    /**
     * Takes the probabilities of classes that a model has predicted elsewhere.
     *
     * @param id a name for the prediction, by which its label will come; 1 to 200 characters
     * @param probabilities of classes 0, 1, … or of the classes of the reference's label in their order
     * @throws InvalidInput if the id is none, or these are no probabilities of two or more classes
     */
    void predicted(String id, double[] probabilities);

    /**
     * Takes what was true for a prediction, as a number or the number of a class. It may come before the prediction does, and to another process; the first one counts.
     *
     * @throws InvalidInput if the id is none, or the number is NaN
     */
    void label(String id, double truth);

    /**
     * Takes what was true for a prediction, as a class. It may come before the prediction does, and to another process; the first one counts.
     *
     * @throws InvalidInput if the id is none
     */
    void label(String id, String truth);

    /** The alerts: which are open, who looks into them, what is silenced, and whether they were delivered. */
    Alerts alerts();

    /** How many rows this process has taken and left out. */
    MonitorStats stats();

    /**
     * Writes what became of all {@link #windows} as one self-contained page, light and dark, without a script: columns over time with their thresholds and what the endpoint served, alerts,
     * data quality, and the latest window in full.
     *
     * @throws io.mlops4j.StorageFailure if the file cannot be written
     */
    void toHtml(Path file);

    /**
     * The same for the windows that lie in a span of time, at least in part, with the alerts that were open in it.
     *
     * @param from the beginning
     * @param to the end, which does not belong to it
     * @throws InvalidInput if the end is not after the beginning
     * @throws io.mlops4j.StorageFailure if the file cannot be written
     */
    void toHtml(Path file, Instant from, Instant to);

    /** Ends watching in this process, and keeps what was counted. Calling it twice is harmless. */
    @Override
    void close();
}
