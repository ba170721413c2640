package io.mlops4j.monitoring;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Table;
import io.mlops4j.serving.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** How a stream is watched; {@code ml.monitor(name)} begins it, {@link #start} ends it. Each setting answers the draft itself. For one thread. */
public interface MonitorDraft {
    /** Watches the requests of an endpoint in this process: the columns that it is asked with, and what it answers. */
    MonitorDraft on(Endpoint endpoint);

    /**
     * What every window is held against. If it is not set, it is what this monitor was started with before; else, on an endpoint, the dataset that the run of its version has as first
     * input.
     */
    MonitorDraft reference(DatasetVersion data);

    /** The same for rows in memory. */
    MonitorDraft reference(Table rows);

    /**
     * Also holds each window against the latest ones before it: what the reference does not tell is whether a change is new. The false alarm rate is shared between all that a window is held against.
     *
     * @param windows how many, 1 to 1 000
     * @throws InvalidInput if it is not
     */
    MonitorDraft alsoAgainstPrevious(int windows);

    /**
     * Also holds each window against those of a span of the past, over the bins of the reference: {@code alsoAgainst("last week", Duration.ofDays(7), Duration.ofDays(7))} for the seven days before it, {@code
     * alsoAgainst("the same hour last week", Duration.ofDays(7), Duration.ofHours(1))}. Findings are of columns as {@code income [against last week]}. Where the span has no whole window, there are none. The
     * false alarm rate is shared between all that a window is held against.
     *
     * @param name what reports call it
     * @param ago how long before the begin of a window the span begins
     * @param length how long it is
     * @throws InvalidInput if it lasts longer than until the window, or the name is taken
     */
    MonitorDraft alsoAgainst(String name, Duration ago, Duration length);

    /**
     * Also holds each window against other rows, over the bins of the reference, as those of another market.
     *
     * @param name what reports call them
     * @throws InvalidInput if the name is taken, or there are no rows
     */
    MonitorDraft alsoAgainst(String name, DatasetVersion data);

    /** The same for rows in memory. */
    MonitorDraft alsoAgainst(String name, Table rows);

    /**
     * How many of the last windows stay readable, with their reports and counts; 1 000 if not set. What is older is left to {@link io.mlops4j.Mlops#collectGarbage}.
     *
     * @param windows 1 to 100 000
     * @throws InvalidInput if it is not
     */
    MonitorDraft keep(int windows);

    /** How the stream is cut; windows of 10 000 rows if not set. */
    MonitorDraft window(Window window);

    /** When a column counts as changed; {@link DriftTest#auto} if not set. */
    MonitorDraft drift(DriftTest test);

    /** The same for one column, also if it would not be tested by itself, as a key or text. */
    MonitorDraft drift(String column, DriftTest test);

    /**
     * How often, without any change, a window may alarm, over all its columns and looks; 0.01 if not set. What {@link DriftTest#auto} keeps.
     *
     * @param rate between 0 and 1
     * @throws InvalidInput if it is not
     */
    MonitorDraft falseAlarmRate(double rate);

    /**
     * Only these columns. If it is not set: on an endpoint whose version has a pipeline or names of features, those that it is asked with, its answers, and those that have a test or segments of
     * their own; else all that the reference has.
     */
    MonitorDraft columns(String... names);

    /** Not these columns. */
    MonitorDraft without(String... names);

    /**
     * Watches each value of a column by itself too: its ten most frequent values in the reference, each held against the reference's rows of this value. The false alarm rate
     * is shared between all of them.
     */
    MonitorDraft segmentBy(String column);

    /** How often what was counted is written to the journal; a minute if not set. What is lost when a process dies is at most this long. */
    MonitorDraft persistEvery(Duration interval);

    /** How predictions and labels are brought together; {@link PerformanceSettings#defaults} if not set. */
    MonitorDraft performance(PerformanceSettings settings);

    /**
     * How good the model must stay, or there is an alert; nothing if not set. Called again, it adds. A window is judged as its labels come: at once where it breaks a bound, and as clean when nine tenths of them have come, or their
     * time ({@link PerformanceSettings#labelsWithin}) is over. A window whose labels come later than those of windows after it opens no alert by itself. Judged every {@link #persistEvery} and by {@link Monitor#flush}.
     */
    MonitorDraft performanceAlerts(PerformanceBound... bounds);

    /** Who is told of alerts; nobody if not set. Called again, it adds. */
    MonitorDraft alert(AlertSink... sinks);

    /** When there is an alert, how severe it is, and when it is over; {@link AlertPolicy#defaults} if not set. */
    MonitorDraft alerts(AlertPolicy policy);

    /**
     * Writes the page of each window that an alert is about into a directory, and alerts link to the file. Not set, alerts have no link.
     *
     * @param directory where to; it is made if it is not there. Pages are called {@code <monitor>-window-<number>.html} and are not deleted
     * @throws io.mlops4j.StorageFailure if the directory cannot be made
     */
    MonitorDraft reports(Path directory);

    /**
     * Writes the page of each window that an alert is about into a directory that a web server shows, and alerts link to it there.
     *
     * @param directory where to, as {@link #reports(Path)}
     * @param address where the directory can be read: {@code https://example.org/reports/}
     * @throws InvalidInput if the address is not a whole one
     * @throws io.mlops4j.StorageFailure if the directory cannot be made
     */
    MonitorDraft reports(Path directory, URI address);

    /**
     * Starts watching, or goes on where a monitor of this name and reference has stopped.
     *
     * @throws NotFound if there is no reference
     * @throws InvalidInput if fewer windows are kept ({@link #keep}) than each is made of and held against; if the reference has no rows or no column to watch, a column that was named is not there, or a test needs what a stream does not have
     * @throws Conflict if a monitor of this name is running in this process
     */
    Monitor start();
}
