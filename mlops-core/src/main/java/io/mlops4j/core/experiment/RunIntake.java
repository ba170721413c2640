package io.mlops4j.core.experiment;

import io.mlops4j.NotFound;
import io.mlops4j.core.experiment.ExperimentEvent.RunEnded;
import io.mlops4j.core.experiment.ExperimentEvent.RunStarted;
import io.mlops4j.core.experiment.ExperimentEvent.RunSummarized;
import io.mlops4j.core.experiment.RunEvent.Closed;
import io.mlops4j.core.experiment.RunEvent.Opened;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Takes in a run that took place elsewhere. Its own stream is written first and the experiment is told last, in one append: until then
 * nobody knows of the run.
 */
record RunIntake(ExperimentStreams streams) {
    RunSummary add(String id, String title, RunRecord record) {
        refuseUnknownParent(record);
        RunBuffer buffer = new RunBuffer();
        record.params().forEach((name, value) -> {
            String key = Names.title("Parameter", name);
            buffer.param(key, RunRecorder.text("Parameter", key, value));
        });
        record.tags().forEach((name, value) -> {
            String key = Names.title("Tag", name);
            buffer.tag(key, RunRecorder.text("Tag", key, value));
        });
        record.notes().forEach(note -> buffer.note(RunRecorder.text("Note", title, note)));
        record.metrics().forEach((name, points) -> addPoints(buffer, Names.title("Metric", name), points));
        ArtifactIntake artifacts = new ArtifactIntake(streams.blobs());
        record.artifacts().forEach((name, file) -> artifacts.store(name, file).forEach(buffer::artifact));

        String failure = RunRecorder.text("Failure", title, record.failure());
        RunWriter writer = new RunWriter(id, streams, new Opened(streams.experiment(), title, null, null));
        writer.take(buffer);
        writer.writeEnd(new Closed(record.status(), failure));
        List<ExperimentEvent> events = new ArrayList<>();
        events.add(new RunStarted(id, title, ProcessMark.self(), record.parent(), record.startedAt()));
        RunFacts facts = buffer.facts();
        if (!facts.isEmpty()) {
            events.add(new RunSummarized(id, facts));
        }
        events.add(new RunEnded(id, record.status(), failure, record.endedAt()));
        return streams.summaries()
                .write(state -> new Outcome<>(events, "", after -> Objects.requireNonNull(after.get(id))));
    }

    private void refuseUnknownParent(RunRecord record) {
        if (!record.parent().isEmpty() && !streams.readSummaries().contains(record.parent())) {
            throw new NotFound("Run '" + record.name() + "' names the parent '" + record.parent()
                    + "', but experiment '" + streams.experiment() + "' has no run of this id; add the parent first.");
        }
    }

    private static void addPoints(RunBuffer buffer, String metric, List<MetricPoint> points) {
        if (!points.isEmpty()) {
            MetricColumn column = buffer.column(metric);
            for (MetricPoint point : points) {
                column.add(point.step(), point.at().toEpochMilli(), point.value());
                buffer.countPoint();
            }
        }
    }
}
