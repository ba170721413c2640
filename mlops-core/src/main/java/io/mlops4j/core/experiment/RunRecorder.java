package io.mlops4j.core.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.experiment.ExperimentEvent.RunEnded;
import io.mlops4j.core.experiment.ExperimentEvent.RunSummarized;
import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import io.mlops4j.core.experiment.RunEvent.ArtifactsStored;
import io.mlops4j.core.experiment.RunEvent.Closed;
import io.mlops4j.core.experiment.RunEvent.FactsRecorded;
import io.mlops4j.core.experiment.RunEvent.MetricsRecorded;
import io.mlops4j.core.experiment.RunEvent.Opened;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.experiment.ActiveRun;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A run under way. What it records waits here until it is written to the run's own stream, and what search needs of that waits in
 * {@code unsummarized} until the experiment's stream has it too: a failure between the two neither loses nor doubles anything when it is
 * flushed again. One lock guards all of it; a thread that records while another flushes waits, which is the back-pressure.
 */
final class RunRecorder implements ActiveRun {
    /** Some 50 bytes a point keep an event of so many well under the largest. */
    private static final int POINTS_PER_EVENT = 20_000;

    private static final int MAX_TEXT = 65_536;

    private final String id;
    private final String name;
    private final ExperimentStreams streams;

    private final ReentrantLock lock = new ReentrantLock();
    /** All parameters of the run, to refuse a second value; the rest of what is known of the run is not needed here. */
    private final Map<String, String> params = new LinkedHashMap<>();

    private final Map<String, Long> greatestSteps = new LinkedHashMap<>();

    private final Map<String, String> pendingParams = new LinkedHashMap<>();
    private final Map<String, String> pendingTags = new LinkedHashMap<>();
    private final List<DatasetRef> pendingInputs = new ArrayList<>();
    private final Map<String, ArtifactRef> pendingArtifacts = new LinkedHashMap<>();
    private final Map<String, MetricColumn> pendingPoints = new LinkedHashMap<>();
    private final Map<String, RunFacts.Latest> pendingLatest = new LinkedHashMap<>();
    private int pendingPointCount;

    private RunFacts unsummarized = RunFacts.NONE;
    private boolean opened;
    /** How the run ended, once its own stream says so; the experiment's stream is then told the same, however often that takes. */
    private @Nullable Closed ending;

    private boolean ended;

    RunRecorder(String id, String name, ExperimentStreams streams) {
        this.id = id;
        this.name = name;
        this.streams = streams;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ActiveRun param(String name, Object value) {
        String key = Names.title("Parameter", name);
        String text = text("Parameter", key, String.valueOf(value));
        return recording(() -> {
            String before = params.putIfAbsent(key, text);
            if (before == null) {
                pendingParams.put(key, text);
            } else if (!before.equals(text)) {
                throw new InvalidInput("Parameter '" + key + "' of run '" + this.name + "' is '" + before
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
        String key = Names.title("Metric", name);
        return recording(() -> add(key, value, step));
    }

    @Override
    public ActiveRun metric(String name, double value) {
        String key = Names.title("Metric", name);
        return recording(() -> {
            Long greatest = greatestSteps.get(key);
            add(key, value, greatest == null ? 0 : Math.addExact(greatest, 1));
        });
    }

    @Override
    public ActiveRun metrics(Evaluation evaluation) {
        return recording(() -> evaluation.metrics().forEach((key, metric) -> add(key, metric.value(), 0)));
    }

    private void add(String key, double value, long step) {
        long millis = streams.clock().millis();
        pendingPoints.computeIfAbsent(key, MetricColumn::new).add(step, millis, value);
        pendingLatest.merge(key, new RunFacts.Latest(step, millis, value), RunFacts.Latest::orLater);
        greatestSteps.merge(key, step, Math::max);
        if (++pendingPointCount >= BUFFERED_POINTS) {
            write();
        }
    }

    @Override
    public ActiveRun tag(String name, String value) {
        String key = Names.title("Tag", name);
        String text = text("Tag", key, value);
        return recording(() -> pendingTags.put(key, text));
    }

    @Override
    public ActiveRun input(DatasetVersion version) {
        DatasetRef ref = new DatasetRef(version.dataset(), version.number(), version.digest());
        return recording(() -> pendingInputs.add(ref));
    }

    @Override
    public ActiveRun artifact(String name, Path file) {
        String key = ArtifactNames.check(name);
        refuseIfEnding();
        Blobs.Stored stored = streams.blobs().put("Artifact file", file);
        return recording(() -> pendingArtifacts.put(key, new ArtifactRef(stored.digest(), stored.sizeBytes())));
    }

    @Override
    public ActiveRun flush() {
        return recording(this::write);
    }

    private ActiveRun recording(Runnable action) {
        lock.lock();
        try {
            refuseIfEnding();
            action.run();
        } finally {
            lock.unlock();
        }
        return this;
    }

    private void refuseIfEnding() {
        lock.lock();
        try {
            if (ending != null) {
                throw hasEnded();
            }
        } finally {
            lock.unlock();
        }
    }

    private InvalidInput hasEnded() {
        return new InvalidInput(
                "Run '" + name + "' (" + id + ") has ended; nothing more can be recorded. Start another run.");
    }

    private static String text(String kind, String key, String value) {
        if (value.length() > MAX_TEXT) {
            throw new InvalidInput(kind + " '" + key + "' has a value of " + value.length() + " characters; at most "
                    + MAX_TEXT + " are allowed. Store it as an artifact.");
        }
        return value;
    }

    /** Writes what is pending to the run's stream, then what search needs of it to the experiment's. */
    private void write() {
        writeDetails(List.of());
        if (!unsummarized.isEmpty()) {
            RunFacts facts = unsummarized;
            streams.summaries().write(state -> Outcome.append(new RunSummarized(id, facts), "", s -> s));
            unsummarized = RunFacts.NONE;
        }
    }

    private void writeDetails(List<RunEvent> last) {
        List<RunEvent> events = new ArrayList<>();
        if (!opened) {
            events.add(new Opened(streams.experiment(), name));
        }
        RunFacts facts = new RunFacts(pendingParams, pendingTags, Map.of(), pendingInputs);
        if (!facts.isEmpty()) {
            events.add(new FactsRecorded(facts));
        }
        if (!pendingArtifacts.isEmpty()) {
            events.add(new ArtifactsStored(Map.copyOf(pendingArtifacts)));
        }
        addPoints(events);
        events.addAll(last);
        if (events.isEmpty()) {
            return;
        }
        streams.details(id).write(state -> new Outcome<>(events, "", s -> s));
        unsummarized = unsummarized.and(new RunFacts(pendingParams, pendingTags, pendingLatest, pendingInputs));
        opened = true;
        pendingParams.clear();
        pendingTags.clear();
        pendingInputs.clear();
        pendingArtifacts.clear();
        pendingPoints.clear();
        pendingLatest.clear();
        pendingPointCount = 0;
    }

    private void addPoints(List<RunEvent> events) {
        List<MetricColumn> together = new ArrayList<>();
        int count = 0;
        for (MetricColumn column : pendingPoints.values()) {
            for (MetricColumn piece : column.pieces(POINTS_PER_EVENT)) {
                if (count + piece.size() > POINTS_PER_EVENT) {
                    events.add(new MetricsRecorded(List.copyOf(together)));
                    together.clear();
                    count = 0;
                }
                together.add(piece);
                count += piece.size();
            }
        }
        if (!together.isEmpty()) {
            events.add(new MetricsRecorded(List.copyOf(together)));
        }
    }

    @Override
    public Run finish() {
        return end(RunStatus.FINISHED, "");
    }

    @Override
    public Run fail(Throwable cause) {
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        String failure = cause.getClass().getName() + message;
        return end(RunStatus.FAILED, failure.length() > MAX_TEXT ? failure.substring(0, MAX_TEXT) : failure);
    }

    /** Finishes, unless the body of the run has ended it itself. */
    Run finishIfOpen() {
        lock.lock();
        try {
            return ended ? recorded() : finish();
        } finally {
            lock.unlock();
        }
    }

    /** Fails, unless the body of the run has ended it itself. */
    void failIfOpen(Throwable cause) {
        lock.lock();
        try {
            if (!ended) {
                fail(cause);
            }
        } finally {
            lock.unlock();
        }
    }

    private Run recorded() {
        return new RecordedRun(Objects.requireNonNull(streams.summaries().read().get(id)), streams);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!ended) {
                end(RunStatus.KILLED, "");
            }
        } finally {
            lock.unlock();
        }
    }

    private Run end(RunStatus status, String failure) {
        lock.lock();
        try {
            if (ended) {
                throw hasEnded();
            }
            Closed last = ending;
            if (last == null) {
                last = new Closed(status, failure);
                writeDetails(List.of(last));
                ending = last;
            }
            RunFacts facts = unsummarized;
            RunEnded end = new RunEnded(id, last.status(), last.failure());
            List<ExperimentEvent> events = facts.isEmpty() ? List.of(end) : List.of(new RunSummarized(id, facts), end);
            streams.summaries().write(state -> new Outcome<>(events, "", s -> s));
            unsummarized = RunFacts.NONE;
            ended = true;
            streams.ended(this);
            return recorded();
        } finally {
            lock.unlock();
        }
    }
}
