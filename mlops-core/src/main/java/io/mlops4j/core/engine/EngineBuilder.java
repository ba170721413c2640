package io.mlops4j.core.engine;

import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.core.blob.FileBlobStore;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.journal.FileJournal;
import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.spi.BlobStore;
import io.mlops4j.spi.Journal;
import io.mlops4j.spi.Meters;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what an engine stands on. */
final class EngineBuilder implements Mlops.Builder {
    private @Nullable Path directory;
    private boolean inMemory;
    private @Nullable Journal journal;
    private @Nullable BlobStore blobs;
    private Supplier<String> actor = () -> System.getProperty("user.name", "unknown");
    private Clock clock = Clock.systemUTC();
    private Meters meters = Meters.none();

    @Override
    public Mlops.Builder directory(Path directory) {
        this.directory = directory;
        return this;
    }

    @Override
    public Mlops.Builder inMemory() {
        this.inMemory = true;
        return this;
    }

    @Override
    public Mlops.Builder journal(Journal journal) {
        this.journal = journal;
        return this;
    }

    @Override
    public Mlops.Builder blobs(BlobStore blobs) {
        this.blobs = blobs;
        return this;
    }

    @Override
    public Mlops.Builder actor(Supplier<String> actor) {
        this.actor = actor;
        return this;
    }

    @Override
    public Mlops.Builder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    @Override
    public Mlops.Builder meters(Meters meters) {
        this.meters = meters;
        return this;
    }

    @Override
    public Mlops build() {
        if (inMemory && directory != null) {
            throw new InvalidInput("Both directory('" + directory + "') and inMemory() were chosen; choose one.");
        }
        if (directory == null && !inMemory && (journal == null || blobs == null)) {
            throw new InvalidInput("It was not said where to keep " + (journal == null ? "events" : "bytes")
                    + ": choose directory(…) or inMemory(), or both journal(…) and blobs(…).");
        }
        Resources resources = new Resources();
        try {
            DirectoryLayout layout = directory == null ? null : DirectoryLayout.open(directory);
            return new Engine(
                    journal(layout, resources),
                    blobs(layout, resources),
                    layout == null ? resources.add(new Scratch()).directory() : layout.cache(),
                    clock,
                    () -> checked(actor.get()),
                    meters,
                    resources);
        } catch (RuntimeException | Error e) {
            resources.close();
            throw e;
        }
    }

    private Journal journal(@Nullable DirectoryLayout layout, Resources resources) {
        if (journal != null) {
            return journal;
        }
        return resources.add(layout == null ? new InMemoryJournal() : FileJournal.open(layout.journal()));
    }

    private BlobStore blobs(@Nullable DirectoryLayout layout, Resources resources) {
        if (blobs != null) {
            return blobs;
        }
        return resources.add(layout == null ? new InMemoryBlobStore(clock) : FileBlobStore.open(layout.blobs(), clock));
    }

    /** An event without an actor is worth little as evidence. */
    private static String checked(@Nullable String actor) {
        if (actor == null || actor.isBlank() || actor.length() > 256) {
            throw new InvalidInput("The actor is '" + actor
                    + "'; the supplier that was given to actor(…) must name who acts, in 1 to 256 characters.");
        }
        return actor;
    }
}
