package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.MonitorEvent.Performed;
import io.mlops4j.core.monitoring.performance.PerformanceBook;
import io.mlops4j.core.monitoring.performance.PerformanceEvent;
import io.mlops4j.core.monitoring.performance.PerformanceLedger;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.core.stream.EventStream;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Predictions and labels in the stream of their monitor. */
record MonitorLedger(String monitor, EventStream<MonitorState, MonitorEvent> stream, WindowBlobs blobs)
        implements PerformanceLedger {
    @Override
    public PerformanceBook read() {
        return stream.read().performance();
    }

    @Override
    public void write(Function<PerformanceBook, List<PerformanceEvent>> decision) {
        PerformanceBook unused = stream.write(state -> {
            List<MonitorEvent> events = decision.apply(state.performance()).stream()
                    .<MonitorEvent>map(Performed::new)
                    .toList();
            return new Outcome<>(events, "", after -> after.performance());
        });
    }

    @Override
    public String put(ObjectNode json) {
        return blobs.put(json);
    }

    @Override
    public JsonNode read(String digest) {
        return blobs.read("predictions of monitor '" + monitor + "'", digest);
    }
}
