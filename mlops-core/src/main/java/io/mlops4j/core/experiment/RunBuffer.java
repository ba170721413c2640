package io.mlops4j.core.experiment;

import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import io.mlops4j.core.experiment.RunEvent.ArtifactsStored;
import io.mlops4j.core.experiment.RunEvent.FactsRecorded;
import io.mlops4j.core.experiment.RunEvent.MetricsRecorded;
import io.mlops4j.core.experiment.RunEvent.NotesAdded;
import io.mlops4j.data.DatasetRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run has recorded and not yet handed to storage. Not thread-safe: the run guards it, and gives it away whole to be written. */
final class RunBuffer {
    /** Some 50 bytes a point keep an event of so many well under the largest. */
    private static final int POINTS_PER_EVENT = 20_000;

    private final Map<String, String> params = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<DatasetRef> inputs = new LinkedHashSet<>();
    private final Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
    private final List<MetricColumn> columns = new ArrayList<>();
    private int points;

    void param(String name, String value) {
        params.put(name, value);
    }

    void tag(String name, String value) {
        tags.put(name, value);
    }

    void note(String text) {
        notes.add(text);
    }

    void input(DatasetRef input) {
        inputs.add(input);
    }

    void artifact(String name, ArtifactRef artifact) {
        artifacts.put(name, artifact);
    }

    /** A column for the points of one more metric; the caller adds to it while the buffer is its own. */
    MetricColumn column(String metric) {
        MetricColumn column = new MetricColumn(metric);
        columns.add(column);
        return column;
    }

    void countPoint() {
        points++;
    }

    int points() {
        return points;
    }

    boolean isEmpty() {
        return points == 0
                && params.isEmpty()
                && tags.isEmpty()
                && notes.isEmpty()
                && inputs.isEmpty()
                && artifacts.isEmpty();
    }

    /** What search needs of it. */
    RunFacts facts() {
        Map<String, RunFacts.Latest> latest = new LinkedHashMap<>();
        for (MetricColumn column : columns) {
            latest.put(column.name(), column.latest());
        }
        return new RunFacts(params, tags, latest, List.copyOf(inputs));
    }

    /** The events that store it, none of them too large. */
    List<RunEvent> events() {
        List<RunEvent> events = new ArrayList<>();
        RunFacts facts = new RunFacts(params, tags, Map.of(), List.copyOf(inputs));
        if (!facts.isEmpty()) {
            events.add(new FactsRecorded(facts));
        }
        if (!notes.isEmpty()) {
            events.add(new NotesAdded(notes));
        }
        if (!artifacts.isEmpty()) {
            events.add(new ArtifactsStored(Map.copyOf(artifacts)));
        }
        addPoints(events);
        return events;
    }

    private void addPoints(List<RunEvent> events) {
        List<MetricColumn> together = new ArrayList<>();
        int count = 0;
        for (MetricColumn column : columns) {
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
}
