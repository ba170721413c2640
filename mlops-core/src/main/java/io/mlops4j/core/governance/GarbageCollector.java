package io.mlops4j.core.governance;

import io.mlops4j.GarbagePolicy;
import io.mlops4j.GarbageReport;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.spi.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Mark and sweep over the blob store.
 *
 * <p><b>Mark.</b> A blob is live if any string of any event is its digest, whatever the event's type: an event that a newer release wrote keeps its
 * blobs alive here too. A string in a field {@code blob} must be there, or is reported as missing; one in a field {@code manifest} too, and
 * the bytes it names are JSON that names further blobs in the same way. What a field {@code expired} or {@code replaces} of an event names is no more wanted by the events of its stream up to this one; by other streams
 * and by later events it may be.
 *
 * <p><b>Sweep.</b> The list of blobs is taken <em>before</em> the mark. A writer stores a blob first and appends the event that names it later, so a
 * blob in the list whose event is not yet there is young, and the grace period protects it. One that was there already and is stored
 * again becomes young by that ({@link BlobStore#storedAt}); its age is asked right before it is deleted.
 */
public final class GarbageCollector {
    /** The fields of an event whose blobs its stream wants no more. */
    private static final List<String> NO_MORE = List.of("expired", "replaces");

    private final EventStreams streams;
    private final Blobs blobs;

    /** Collects the blobs that no event of the streams names. */
    public GarbageCollector(EventStreams streams, Blobs blobs) {
        this.streams = streams;
        this.blobs = blobs;
    }

    /** Collects, or says what would be collected. */
    public GarbageReport collect(GarbagePolicy policy) {
        BlobStore store = blobs.store();
        List<String> stored = store.list("");
        Mark mark = mark();
        Instant youngSince = streams.clock().instant().minus(policy.gracePeriod());
        long referenced = 0;
        long young = 0;
        long ageUnknown = 0;
        List<String> garbage = new ArrayList<>();
        for (String digest : stored) {
            if (mark.live.contains(digest)) {
                referenced++;
                continue;
            }
            Optional<Instant> storedAt = store.storedAt(digest);
            if (storedAt.isEmpty()) {
                ageUnknown++;
            } else if (storedAt.get().isAfter(youngSince)) {
                young++;
            } else {
                garbage.add(digest);
                if (policy.mode() == GarbagePolicy.Mode.DELETE) {
                    store.delete(digest);
                }
            }
        }
        List<String> missing =
                mark.blobs.stream().filter(d -> !store.contains(d)).toList();
        return new GarbageReport(policy.mode(), referenced, garbage, young, ageUnknown, missing);
    }

    private Mark mark() {
        Mark mark = new Mark();
        for (String stream : streams.names("")) {
            Mark own = new Mark();
            streams.walk(stream).forEach(event -> {
                own.forget(event.envelope().data());
                own.visit("", event.envelope().data());
            });
            mark.add(own);
        }
        while (!mark.manifests.isEmpty()) {
            String digest = mark.manifests.remove();
            if (blobs.store().contains(digest)) {
                try (InputStream in = blobs.open(digest)) {
                    mark.visit("", Json.parse(in.readAllBytes()));
                } catch (IOException e) {
                    throw new StorageFailure(
                            "Manifest " + digest + " cannot be read: " + e.getMessage() + ". Nothing was removed.", e);
                }
            }
        }
        return mark;
    }

    /** What was found so far. */
    private static final class Mark {
        private final Set<String> live = new HashSet<>();
        private final Set<String> blobs = new TreeSet<>();
        private final Deque<String> manifests = new ArrayDeque<>();

        void add(Mark other) {
            live.addAll(other.live);
            other.manifests.stream()
                    .filter(digest -> other.blobs.contains(digest) && !blobs.contains(digest))
                    .forEach(manifests::add);
            blobs.addAll(other.blobs);
        }

        void forget(JsonNode event) {
            for (String field : NO_MORE) {
                for (JsonNode digest : event.path(field)) {
                    if (digest.isString()) {
                        live.remove(digest.stringValue());
                        blobs.remove(digest.stringValue());
                    }
                }
            }
        }

        void visit(String field, JsonNode node) {
            if (node.isString()) {
                String text = node.stringValue();
                if (Digests.isDigest(text)) {
                    live.add(text);
                    boolean manifest = field.equals("manifest");
                    if ((manifest || field.equals("blob")) && blobs.add(text) && manifest) {
                        manifests.add(text);
                    }
                }
            } else if (node.isArray()) {
                node.forEach(element -> visit(field, element));
            } else if (node.isObject()) {
                node.properties().stream()
                        .filter(entry -> !NO_MORE.contains(entry.getKey()))
                        .forEach(entry -> visit(entry.getKey(), entry.getValue()));
            }
        }
    }
}
