package io.mlops4j.core.governance;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.governance.AuditProof;
import io.mlops4j.governance.AuditQuery;
import io.mlops4j.governance.AuditTrail;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The audit trail: the journal itself, read. */
public final class JournaledAuditTrail implements AuditTrail {
    private final EventStreams streams;
    private final Viewpoint viewpoint;

    /** The trail of some streams, as seen from a viewpoint. */
    public JournaledAuditTrail(EventStreams streams, Viewpoint viewpoint) {
        this.streams = streams;
        this.viewpoint = viewpoint;
    }

    @Override
    public AuditQuery events() {
        return AuditSearch.all(streams, viewpoint);
    }

    @Override
    public AuditProof verify() {
        return verify(new AuditProof(Map.of()));
    }

    @Override
    public AuditProof verify(AuditProof earlier) {
        Set<String> names = new TreeSet<>(streams.names(""));
        names.addAll(earlier.heads().keySet());
        Map<String, AuditProof.Head> heads = new TreeMap<>();
        for (String stream : names) {
            AuditProof.Head head = walk(stream, earlier.heads().get(stream));
            if (head != null) {
                heads.put(stream, head);
            }
        }
        return new AuditProof(heads);
    }

    private AuditProof.@Nullable Head walk(String stream, AuditProof.@Nullable Head proven) {
        long size = 0;
        String hash = "";
        Iterator<EventStreams.Linked> events = streams.walk(stream).iterator();
        while (events.hasNext()) {
            EventStreams.Linked event = events.next();
            if (!viewpoint.sees(event.envelope().stamp().at())) {
                break;
            }
            size++;
            hash = event.hash();
            if (proven != null && proven.size() == size && !proven.hash().equals(hash)) {
                throw new IntegrityViolation(
                        "Event " + (size - 1) + " of stream '" + stream
                                + "' is not the one that the earlier proof saw: the stream was rewritten since. Restore it from a backup.");
            }
        }
        if (proven != null && size < proven.size()) {
            throw new IntegrityViolation("Stream '" + stream + "' has " + size + " events, but had " + proven.size()
                    + " when the earlier proof was made: events were cut off its end. Restore it from a backup.");
        }
        return size == 0 ? null : new AuditProof.Head(size, hash);
    }
}
