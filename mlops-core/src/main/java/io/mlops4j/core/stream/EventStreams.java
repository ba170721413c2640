package io.mlops4j.core.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.spi.Journal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The streams of one engine. Two {@link EventStream} objects for one stream would be right but slow, since they would conflict with each
 * other, so the recently used ones are kept here. Thread-safe.
 */
public final class EventStreams {
    /** The most folded states that are kept; what falls out is folded again when it is asked for. */
    private static final long MAX_CACHED = 10_000;

    private final Journal journal;
    private final Context context;
    private final Cache<String, EventStream<?, ?>> open =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    /** Streams over a journal, stamped by a clock and with the actor that the supplier names on the writing thread. */
    public EventStreams(Journal journal, InstantSource clock, Supplier<String> actor) {
        this(journal, clock, actor, Checkpoints.none());
    }

    /** The same, where long streams of projections that can are read from their checkpoints on. The caller closes those. */
    public EventStreams(Journal journal, InstantSource clock, Supplier<String> actor, Checkpoints checkpoints) {
        this.journal = journal;
        this.context = new Context(clock, actor, checkpoints);
    }

    /** The stream of a name; the caller always opens a name with the same projection. */
    @SuppressWarnings("unchecked") // a name belongs to one projection
    public <S, E> EventStream<S, E> open(String name, Projection<S, E> projection) {
        return (EventStream<S, E>) open.get(name, n -> new EventStream<>(n, projection, journal, context));
    }

    /**
     * The stream of a name, not shared with others who open it: for a writer with a projection of its own, which keeps less. It folds what
     * others append as any stream does.
     */
    public <S, E> EventStream<S, E> detached(String name, Projection<S, E> projection) {
        return new EventStream<>(name, projection, journal, context);
    }

    /** The names of the streams with a prefix, sorted. */
    public List<String> names(String prefix) {
        return journal.streams(prefix);
    }

    /** What comes after the prefix in the names of the streams that had begun at a viewpoint, sorted. */
    public List<String> names(String prefix, Viewpoint viewpoint) {
        return journal.streams(prefix).stream()
                .filter(name -> !viewpoint.isPast() || begun(name, viewpoint))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    private boolean begun(String name, Viewpoint viewpoint) {
        return journal.read(name, 0, 1).stream()
                .map(Envelope::parse)
                .anyMatch(first -> viewpoint.sees(first.stamp().at()));
    }

    /** What the streams stamp events with. */
    public InstantSource clock() {
        return context.clock;
    }

    /** Walks all events of a stream in order, each held against the chain. Lazy, so a long stream is never in memory whole. */
    public Stream<Linked> walk(String name) {
        return Stream.iterate(Page.first(journal, name), page -> !page.events.isEmpty(), page -> page.next(journal))
                .flatMap(page -> page.events.stream());
    }

    /** An event and the hash of its bytes, by which the next one names it. */
    public record Linked(Envelope envelope, String hash) {}

    record Context(InstantSource clock, Supplier<String> actor, Checkpoints checkpoints) {}

    private record Page(String stream, long from, List<Linked> events) {
        private static final int SIZE = 1_024;

        static Page first(Journal journal, String stream) {
            return read(journal, stream, 0, Envelope.NONE);
        }

        Page next(Journal journal) {
            return read(
                    journal,
                    stream,
                    from + events.size(),
                    events.get(events.size() - 1).hash());
        }

        /** @throws IntegrityViolation at the first broken link */
        private static Page read(Journal journal, String stream, long from, String previousHash) {
            List<byte[]> lines = journal.read(stream, from, SIZE);
            List<Linked> events = new ArrayList<>(lines.size());
            String hash = previousHash;
            for (byte[] line : lines) {
                Envelope envelope = Envelope.parseLinked(stream, from + events.size(), hash, line);
                hash = Envelope.hash(line);
                events.add(new Linked(envelope, hash));
            }
            return new Page(stream, from, List.copyOf(events));
        }
    }
}
