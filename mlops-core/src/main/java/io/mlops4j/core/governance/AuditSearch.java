package io.mlops4j.core.governance;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Envelope;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.governance.AuditEvent;
import io.mlops4j.governance.AuditQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** A search over all streams with a prefix. */
record AuditSearch(EventStreams streams, Viewpoint viewpoint, String prefix, Predicate<Envelope> keep, int most)
        implements AuditQuery {
    private static final Comparator<AuditEvent> BY_TIME = Comparator.comparing(AuditEvent::at)
            .thenComparing(AuditEvent::stream)
            .thenComparingLong(AuditEvent::sequence);

    static AuditSearch all(EventStreams streams, Viewpoint viewpoint) {
        return new AuditSearch(
                streams, viewpoint, "", e -> viewpoint.sees(e.stamp().at()), Integer.MAX_VALUE);
    }

    private AuditSearch and(Predicate<Envelope> condition) {
        return new AuditSearch(streams, viewpoint, prefix, keep.and(condition), most);
    }

    @Override
    public AuditQuery by(String actor) {
        return and(e -> e.stamp().actor().equals(actor));
    }

    @Override
    public AuditQuery of(String streamPrefix) {
        return new AuditSearch(streams, viewpoint, streamPrefix, keep, most);
    }

    @Override
    public AuditQuery type(String type) {
        return and(e -> e.type().equals(type));
    }

    @Override
    public AuditQuery since(Instant instant) {
        return and(e -> !e.stamp().at().isBefore(instant));
    }

    @Override
    public AuditQuery until(Instant instant) {
        return and(e -> e.stamp().at().isBefore(instant));
    }

    @Override
    public AuditQuery newest(int most) {
        if (most < 0) {
            throw new InvalidInput("A limit of " + most + " events is negative; use 0 or more.");
        }
        return new AuditSearch(streams, viewpoint, prefix, keep, most);
    }

    @Override
    public List<AuditEvent> list() {
        List<AuditEvent> events = new ArrayList<>();
        for (String stream : streams.names(prefix)) {
            streams.walk(stream)
                    .map(EventStreams.Linked::envelope)
                    .filter(keep)
                    .forEach(envelope -> events.add(event(stream, envelope)));
        }
        events.sort(BY_TIME);
        return List.copyOf(events.subList(Math.max(0, events.size() - most), events.size()));
    }

    private static AuditEvent event(String stream, Envelope envelope) {
        return new AuditEvent(
                stream,
                envelope.stamp().sequence(),
                envelope.stamp().at(),
                envelope.stamp().actor(),
                envelope.type(),
                envelope.stamp().why(),
                Json.text(envelope.data()));
    }
}
