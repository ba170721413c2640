package io.mlops4j.core.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import io.mlops4j.core.experiment.RunEvent.Closed;
import io.mlops4j.core.names.Names;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.experiment.ActiveRun;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunOptions;
import io.mlops4j.experiment.RunOptions.WhenFull;
import io.mlops4j.experiment.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run under way.
 *
 * <p><b>Two locks.</b> {@code lock} guards what was recorded since the last write, and is held for the few instructions that recording takes.
 * {@code writing} lets one thread write at a time; whoever holds it swaps the buffer for an empty one under {@code lock} and then writes the
 * full one, while others go on recording. It is never asked for by a thread that holds {@code lock}.
 *
 * <p><b>Who writes.</b> The background thread, when half of the buffer is full or something has waited for the interval of the options. A
 * recording thread that finds the buffer full waits for {@code writing}, which is the back-pressure, and if the buffer is still full then,
 * writes it itself and so learns why storage fails.
 */
final class RunRecorder implements ActiveRun {
    private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);

    /** The tag that says how many points were dropped. */
    private static final String DROPPED = "mlops4j.dropped_points";

    /** Between explicit flushes the experiment's stream is told this often at most what search needs: every run weighs on it. */
    private static final long SUMMARY_NANOS = Duration.ofSeconds(30).toNanos();

    private static final int MAX_TEXT = 65_536;

    private final RunIdentity identity;
    private final RunOptions options;
    private final ExperimentStreams streams;
    private final RunStarts starts;
    private final Background background;

    private final ReentrantLock writing = new ReentrantLock();
    /** Guarded by {@link #writing}, as are the next two. */
    private final RunWriter writer;

    private long summarizedNanos = System.nanoTime() - SUMMARY_NANOS;
    private boolean ended;

    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}, as is all that follows. */
    private RunBuffer buffer = new RunBuffer();

    private long bufferNumber;
    /** All parameters of the run, to refuse a second value. */
    private final Map<String, String> params = new LinkedHashMap<>();

    private final Map<String, Head> heads = new HashMap<>();
    private boolean timerSet;
    private boolean writeAsked;
    private long dropped;
    private @Nullable Future<?> timer;
    private @Nullable Future<?> sampling;
    /** How the run ends; from then on nothing can be recorded. */
    private @Nullable Closed ending;

    /** Where the points of a metric go. */
    private static final class Head {
        private final String key;
        private long bufferNumber = -1;
        private MetricColumn column;
        private boolean any;
        private long greatestStep;

        Head(String key) {
            this.key = key;
            this.column = new MetricColumn(key);
        }
    }

    RunRecorder(RunIdentity identity, RunOptions options, ExperimentStreams streams, RunStarts starts) {
        this.identity = identity;
        this.options = options;
        this.streams = streams;
        this.starts = starts;
        this.background = starts.background();
        this.writer = new RunWriter(identity.id(), streams, identity.opened(streams.experiment()));
        if (!options.systemMetricsEvery().isZero()) {
            ProcessMeter meter = new ProcessMeter();
            sampling = background.every(options.systemMetricsEvery(), () -> sample(meter));
        }
    }

    @Override
    public String id() {
        return identity.id();
    }

    @Override
    public String name() {
        return identity.name();
    }

    @Override
    public ActiveRun param(String name, Object value) {
        String key = Names.title("Parameter", name);
        String text = text("Parameter", key, String.valueOf(value));
        return recording(() -> {
            String before = params.putIfAbsent(key, text);
            if (before == null) {
                buffer.param(key, text);
            } else if (!before.equals(text)) {
                throw new InvalidInput("Parameter '" + key + "' of run '" + name() + "' is '" + before
                        + "' already and cannot become '" + text
                        + "': a parameter is written once. Record what changes as a metric or a tag.");
            }
        });
    }

    @Override
    public ActiveRun params(Map<String, ?> params) {
        params.forEach(this::param);
        return this;
    }

    @Override
    public ActiveRun metric(String name, double value, long step) {
        return point(name, value, step, false);
    }

    @Override
    public ActiveRun metric(String name, double value) {
        return point(name, value, 0, true);
    }

    @Override
    public ActiveRun metrics(Evaluation evaluation) {
        evaluation.metrics().forEach((key, metric) -> metric(key, metric.value(), 0));
        return this;
    }

    private ActiveRun point(String name, double value, long step, boolean next) {
        long millis = streams.clock().millis();
        while (!addPoint(name, value, step, next, millis)) {
            makeRoom();
        }
        return this;
    }

    /** Adds a point, or drops it, or says that there is no room. */
    private boolean addPoint(String name, double value, long step, boolean next, long millis) {
        boolean halfFull;
        lock.lock();
        try {
            refuseIfEnding();
            Head head = heads.get(name);
            if (head == null) {
                head = new Head(Names.title("Metric", name));
                heads.put(name, head);
            }
            if (buffer.points() >= options.bufferedPoints()) {
                if (options.whenFull() == WhenFull.WAIT) {
                    return false;
                }
                dropped++;
                return true;
            }
            if (head.bufferNumber != bufferNumber) {
                head.bufferNumber = bufferNumber;
                head.column = buffer.column(head.key);
            }
            long at = next ? head.any ? Math.addExact(head.greatestStep, 1) : 0 : step;
            head.greatestStep = head.any ? Math.max(head.greatestStep, at) : at;
            head.any = true;
            head.column.add(at, millis, value);
            buffer.countPoint();
            setTimer();
            halfFull = !writeAsked && buffer.points() >= options.bufferedPoints() / 2;
            writeAsked |= halfFull;
        } finally {
            lock.unlock();
        }
        if (halfFull) {
            background.now(this::writeInBackground);
        }
        return true;
    }

    /** Waits until the write that is under way is done; if there is no room then, writes. */
    private void makeRoom() {
        writing.lock();
        try {
            boolean full;
            lock.lock();
            try {
                full = buffer.points() >= options.bufferedPoints();
            } finally {
                lock.unlock();
            }
            if (full) {
                writer.writeDetails();
                takeBuffer();
                writer.writeDetails();
                summarizeIfDue();
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public long droppedPoints() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ActiveRun tag(String name, String value) {
        String key = Names.title("Tag", name);
        String text = text("Tag", key, value);
        return recording(() -> buffer.tag(key, text));
    }

    @Override
    public ActiveRun note(String text) {
        String note = text("Note", name(), text);
        return recording(() -> buffer.note(note));
    }

    @Override
    public ActiveRun input(DatasetVersion version) {
        DatasetRef ref = new DatasetRef(version.dataset(), version.number(), version.digest());
        return recording(() -> buffer.input(ref));
    }

    @Override
    public ActiveRun artifact(String name, Path fileOrDirectory) {
        refuseIfEnded();
        Map<String, ArtifactRef> stored = new ArtifactIntake(streams.blobs()).store(name, fileOrDirectory);
        return recording(() -> stored.forEach(buffer::artifact));
    }

    @Override
    public ActiveRun artifact(String name, byte[] content) {
        String key = ArtifactNames.check(name);
        refuseIfEnded();
        ArtifactRef stored = ArtifactRef.of(streams.blobs().put(content));
        return recording(() -> buffer.artifact(key, stored));
    }

    @Override
    public ActiveRun child(String name) {
        refuseIfEnded();
        return starts.begin(name, identity.id(), options);
    }

    @Override
    public <X extends Throwable> Run child(String name, Experiment.Body<X> body) throws X {
        refuseIfEnded();
        return starts.run(name, identity.id(), options, body);
    }

    private ActiveRun recording(Runnable action) {
        lock.lock();
        try {
            refuseIfEnding();
            action.run();
            setTimer();
        } finally {
            lock.unlock();
        }
        return this;
    }

    private void refuseIfEnded() {
        lock.lock();
        try {
            refuseIfEnding();
        } finally {
            lock.unlock();
        }
    }

    private void refuseIfEnding() {
        if (ending != null) {
            throw hasEnded();
        }
    }

    private InvalidInput hasEnded() {
        return new InvalidInput(
                "Run '" + name() + "' (" + id() + ") has ended; nothing more can be recorded. Start another run.");
    }

    static String text(String kind, String key, String value) {
        if (value.length() > MAX_TEXT) {
            throw new InvalidInput(kind + " '" + key + "' has a value of " + value.length() + " characters; at most "
                    + MAX_TEXT + " are allowed. Store it as an artifact.");
        }
        return value;
    }

    private void setTimer() {
        if (!timerSet) {
            timerSet = true;
            timer = background.after(options.flushEvery(), this::timeIsUp);
        }
    }

    private void timeIsUp() {
        lock.lock();
        try {
            timerSet = false;
        } finally {
            lock.unlock();
        }
        writeInBackground();
    }

    /** A failure is not lost: what could not be written is tried again, and whoever flushes or ends the run is told. */
    private void writeInBackground() {
        writing.lock();
        try {
            if (ended) {
                return;
            }
            takeBuffer();
            writer.writeDetails();
            summarizeIfDue();
        } catch (RuntimeException e) {
            LOG.warn("What run '{}' ({}) recorded could not be written yet; it is tried again.", name(), id(), e);
            lock.lock();
            try {
                setTimer();
            } finally {
                lock.unlock();
            }
        } finally {
            writing.unlock();
        }
    }

    private void sample(ProcessMeter meter) {
        try {
            meter.sample((name, value, step) -> metric(name, value, step));
        } catch (RuntimeException e) {
            LOG.debug("Run '{}' ({}) could not be given the measures of its process.", name(), id(), e);
        }
    }

    /** Hands what was recorded to the writer. */
    private void takeBuffer() {
        RunBuffer full;
        lock.lock();
        try {
            writeAsked = false;
            if (buffer.isEmpty()) {
                return;
            }
            full = buffer;
            buffer = new RunBuffer();
            bufferNumber++;
        } finally {
            lock.unlock();
        }
        writer.take(full);
    }

    private void summarizeIfDue() {
        if (System.nanoTime() - summarizedNanos >= SUMMARY_NANOS) {
            summarize();
        }
    }

    private void summarize() {
        writer.summarize();
        summarizedNanos = System.nanoTime();
    }

    @Override
    public ActiveRun flush() {
        writing.lock();
        try {
            refuseIfEnded();
            takeBuffer();
            writer.writeDetails();
            summarize();
        } finally {
            writing.unlock();
        }
        return this;
    }

    @Override
    public Run finish() {
        return end(new Closed(RunStatus.FINISHED, ""));
    }

    @Override
    public Run fail(Throwable cause) {
        return end(new Closed(RunStatus.FAILED, reason(cause)));
    }

    @Override
    public Run prune() {
        return end(new Closed(RunStatus.PRUNED, ""));
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        String reason = cause.getClass().getName() + message;
        return reason.length() > MAX_TEXT ? reason.substring(0, MAX_TEXT) : reason;
    }

    /** Finishes, unless the body of the run has ended it itself. */
    Run finishIfOpen() {
        writing.lock();
        try {
            return ended ? recorded() : finish();
        } finally {
            writing.unlock();
        }
    }

    /** Fails, unless the body of the run has ended it itself. */
    void failIfOpen(Throwable cause) {
        writing.lock();
        try {
            if (!ended) {
                fail(cause);
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            if (!ended) {
                end(new Closed(RunStatus.KILLED, ""));
            }
        } finally {
            writing.unlock();
        }
    }

    private Run recorded() {
        return new RecordedRun(Objects.requireNonNull(streams.summaries().read().get(id())), streams);
    }

    /** An end that the run's own stream knows stays as it is, however often it takes to tell the experiment's. */
    private Run end(Closed asked) {
        writing.lock();
        try {
            if (ended) {
                throw hasEnded();
            }
            Closed known = ending();
            if (known == null) {
                writeEnd(asked);
                known = asked;
            }
            writer.summarize(known);
            ended = true;
            streams.ended(this);
            return recorded();
        } finally {
            writing.unlock();
        }
    }

    private @Nullable Closed ending() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }

    private void writeEnd(Closed closed) {
        lock.lock();
        try {
            if (dropped > 0) {
                buffer.tag(DROPPED, Long.toString(dropped));
            }
            ending = closed;
        } finally {
            lock.unlock();
        }
        takeBuffer();
        try {
            writer.writeEnd(closed);
        } catch (RuntimeException | Error e) {
            lock.lock();
            try {
                ending = null;
            } finally {
                lock.unlock();
            }
            throw e;
        }
        cancel();
    }

    private void cancel() {
        lock.lock();
        try {
            if (timer != null) {
                timer.cancel(false);
            }
            if (sampling != null) {
                sampling.cancel(false);
            }
        } finally {
            lock.unlock();
        }
    }
}
