package io.mlops4j.core.monitoring;

import io.mlops4j.Conflict;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.names.Names;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.monitoring.MonitorDraft;
import io.mlops4j.spi.Meters;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The monitors of an engine. Thread-safe. */
public final class Monitors implements AutoCloseable {
    private static final String PREFIX = "monitor/";

    private final EventStreams streams;
    private final Viewpoint viewpoint;
    private final WindowBlobs blobs;
    private final Neighbours neighbours;
    private final Meters meters;
    private final Map<String, LiveMonitor> running = new ConcurrentHashMap<>();

    /** What monitors ask the other steps. */
    public interface Neighbours {
        /** The dataset that a version was trained on: the first input of its run. */
        Optional<DatasetVersion> trainedOn(ModelVersion version);
    }

    /** The monitors in some streams, as seen from a viewpoint. */
    public Monitors(EventStreams streams, Viewpoint viewpoint, Blobs blobs, Neighbours neighbours, Meters meters) {
        this.streams = streams;
        this.viewpoint = viewpoint;
        this.blobs = new WindowBlobs(blobs);
        this.neighbours = neighbours;
        this.meters = meters;
    }

    /** Begins a monitor of a name. */
    public MonitorDraft monitor(String name) {
        return new LiveMonitorDraft(Names.check("Monitor", name), this);
    }

    /** The names of the monitors that were ever started, sorted. */
    public List<String> names() {
        return streams.names(PREFIX, viewpoint);
    }

    EventStream<MonitorState, MonitorEvent> stream(String name) {
        return streams.open(PREFIX + name, MonitorProjection.INSTANCE);
    }

    WindowBlobs blobs() {
        return blobs;
    }

    Meters meters() {
        return meters;
    }

    InstantSource clock() {
        return streams.clock();
    }

    Optional<DatasetVersion> trainedOn(ModelVersion version) {
        return neighbours.trainedOn(version);
    }

    /** Starts one, if none of this name is running in this process. */
    LiveMonitor start(String name, Supplier<LiveMonitor> made) {
        viewpoint.refuseWrite("start monitor '" + name + "'");
        boolean[] mine = {false};
        LiveMonitor monitor = running.computeIfAbsent(name, n -> {
            mine[0] = true;
            return made.get();
        });
        if (!mine[0]) {
            throw new Conflict("Monitor '" + name
                    + "' is running in this process already; close it first, or choose another name.");
        }
        return monitor;
    }

    void ended(String name) {
        running.remove(name);
    }

    /** Ends watching, and keeps what was counted. */
    @Override
    public void close() {
        List.copyOf(running.values()).forEach(LiveMonitor::close);
    }
}
