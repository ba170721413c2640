package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.AccessDenied;
import io.mlops4j.GarbagePolicy;
import io.mlops4j.GarbageReport;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.content.ContentRef;
import io.mlops4j.core.content.ContentWriter;
import io.mlops4j.core.content.Contents;
import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Envelope;
import io.mlops4j.experiment.RunOptions;
import io.mlops4j.spi.BlobStore;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class GarbageCollectionTest {
    @TempDir
    Path dir;

    private final ManualClock clock = new ManualClock();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final InMemoryBlobStore store = new InMemoryBlobStore(clock);
    private final Mlops ml = engine(store);

    private Mlops engine(BlobStore blobs) {
        return Mlops.builder().journal(journal).blobs(blobs).clock(clock).build();
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private String store(String content) {
        return new Blobs(store).put(content.getBytes(StandardCharsets.UTF_8)).digest();
    }

    private void grow() {
        clock.advance(Duration.ofDays(2));
    }

    private void append(String type, String data) {
        String event = "{\"seq\":0,\"at\":\"2026-01-01T00:00:00Z\",\"actor\":\"bob\",\"type\":\"" + type
                + "\",\"data\":" + data + ",\"prev\":\"" + Envelope.NONE + "\"}";
        journal.append("model/" + type, 0, List.of(event.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aDryRunNamesWhatNoEventNamesAndRemovesNothing() {
        String orphan = store("orphan");
        grow();
        GarbageReport report = ml.collectGarbage(GarbagePolicy.dryRun());
        assertThat(report.mode()).isEqualTo(GarbagePolicy.Mode.DRY_RUN);
        assertThat(report.garbage()).containsExactly(orphan);
        assertThat(store.contains(orphan)).isTrue();
    }

    @Test
    void whatNoEventNamesIsRemoved() {
        String orphan = store("orphan");
        grow();
        assertThat(ml.collectGarbage(GarbagePolicy.delete()).garbage()).containsExactly(orphan);
        assertThat(store.contains(orphan)).isFalse();
    }

    @Test
    void whatAnEventNamesStays() throws Exception {
        var version = ml.model("loans")
                .from(LinearRuntime.write(dir.resolve("m.linear"), 2, 1))
                .register();
        ml.experiment("loans").run("first", r -> r.artifact("a", dir.resolve("m.linear")));
        ml.dataset("people")
                .from(io.mlops4j.data.Source.csv(Files.writeString(dir.resolve("p.csv"), "a\n1\n")))
                .commit();
        grow();
        GarbageReport report = ml.collectGarbage(GarbagePolicy.delete());
        assertThat(report.garbage()).isEmpty();
        assertThat(report.missing()).isEmpty();
        // The model and the artifact are the same bytes; the run has its environment, the dataset its rows and its
        // profile.
        assertThat(report.referenced()).isEqualTo(4);
        assertThat(store.contains(version.digest())).isTrue();
        assertThat(ml.dataset("people").latest().profile().rowCount()).isEqualTo(1);
    }

    @Test
    void anArtifactThatWasReplacedStaysForThePast() throws Exception {
        Path file = dir.resolve("a");
        ml.experiment("loans").run("first", r -> {
            r.artifact("a", Files.writeString(file, "old")).flush();
            r.artifact("a", Files.writeString(file, "new"));
        });
        grow();
        // Both artifacts, and the environment of the run.
        assertThat(ml.collectGarbage(GarbagePolicy.delete()).referenced()).isEqualTo(3);
    }

    @Test
    void aYoungBlobStays() {
        String young = store("young");
        clock.advance(Duration.ofHours(23));
        GarbageReport report = ml.collectGarbage(GarbagePolicy.delete());
        assertThat(report.young()).isEqualTo(1);
        assertThat(report.garbage()).isEmpty();
        assertThat(store.contains(young)).isTrue();
    }

    @Test
    void aBlobThatIsStoredAgainIsYoungAgain() {
        store("again");
        grow();
        store("again");
        assertThat(ml.collectGarbage(GarbagePolicy.delete()).young()).isEqualTo(1);
    }

    @Test
    void theGracePeriodIsForTheCallerToChoose() {
        String orphan = store("orphan");
        clock.advance(Duration.ofMinutes(2));
        GarbagePolicy hasty = GarbagePolicy.delete().gracePeriod(Duration.ofMinutes(1));
        assertThat(ml.collectGarbage(hasty).garbage()).containsExactly(orphan);
        assertThatThrownBy(() -> GarbagePolicy.delete().gracePeriod(Duration.ofMinutes(-1)))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void aBlobOfUnknownAgeStays() {
        String orphan = store("orphan");
        grow();
        try (Mlops ageless = engine(new AgelessBlobs())) {
            GarbageReport report = ageless.collectGarbage(GarbagePolicy.delete());
            assertThat(report.ageUnknown()).isEqualTo(1);
            assertThat(report.garbage()).isEmpty();
        }
        assertThat(store.contains(orphan)).isTrue();
    }

    @Test
    void aMissingBlobIsReportedAndTheRestIsCollected() {
        var version = ml.model("loans")
                .from(LinearRuntime.write(dir.resolve("m.linear"), 2, 1))
                .register();
        String orphan = store("orphan");
        store.delete(version.digest());
        grow();
        GarbageReport report = ml.collectGarbage(GarbagePolicy.delete());
        assertThat(report.missing()).containsExactly(version.digest());
        assertThat(report.garbage()).containsExactly(orphan);
    }

    @Test
    void aBlobThatOnlyAnUnknownKindOfEventNamesStays() {
        String blob = store("of a newer release");
        append("invented-later", "{\"deep\":[{\"weights\":\"" + blob + "\"}]}");
        grow();
        GarbageReport report = ml.collectGarbage(GarbagePolicy.delete());
        assertThat(report.referenced()).isEqualTo(1);
        assertThat(store.contains(blob)).isTrue();
    }

    @Test
    void aBlobThatOnlyAManifestNamesStays() {
        String part = store("a part");
        String inner = store("{\"parts\":[{\"blob\":\"" + part + "\"}]}");
        String outer = store("{\"of\":{\"manifest\":\"" + inner + "\"}}");
        String lost = "f".repeat(64);
        String list = store("{\"blob\":\"" + lost + "\"}");
        append("invented-later", "{\"manifest\":[\"" + outer + "\",\"" + list + "\"]}");
        grow();
        GarbageReport report = ml.collectGarbage(GarbagePolicy.delete());
        assertThat(report.referenced()).isEqualTo(4);
        assertThat(report.missing()).containsExactly(lost);
    }

    /** A content of several chunks and one that differs from it a little. */
    private List<ContentRef> storeContents() {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        ContentRef first = storeContent(bytes, null);
        for (int i = 0; i < bytes.length; i += 100_000) {
            bytes[i]++;
        }
        return List.of(first, storeContent(bytes, first));
    }

    private ContentRef storeContent(byte[] bytes, @Nullable ContentRef previous) {
        try (ContentWriter writer = new Contents(new Blobs(store)).writer(previous)) {
            writer.write(bytes, 0, bytes.length);
            return writer.finish().ref();
        }
    }

    private void name(ContentRef content) {
        ObjectNode data = Json.object();
        content.write(data.putObject("content"));
        append("invented-later", Json.text(data));
    }

    @Test
    void theChunksAndTheDifferencesOfAContentStay() throws Exception {
        List<ContentRef> contents = storeContents();
        int blobs = store.list("").size();
        ContentRef second = contents.get(1);
        name(second);
        grow();
        GarbageReport report = ml.collectGarbage(GarbagePolicy.delete());
        assertThat(report.missing()).isEmpty();
        // Of the first content its manifest is not needed any more, but what the second one is a difference of.
        assertThat(report.garbage())
                .containsExactly(contents.get(0).findManifest().orElseThrow());
        assertThat(report.referenced()).isEqualTo(blobs - 1);
        try (InputStream in = new Contents(new Blobs(store)).open(second)) {
            assertThat(in.readAllBytes()).hasSize(3_000_000);
        }
    }

    @Test
    void aContentThatNothingNamesIsRemoved() {
        storeContents();
        grow();
        ml.collectGarbage(GarbagePolicy.delete());
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void eachMissingBlobOfAContentIsReported() {
        ContentRef second = storeContents().get(1);
        name(second);
        String manifest = second.findManifest().orElseThrow();
        List<String> parts =
                store.list("").stream().filter(blob -> !blob.equals(manifest)).toList();
        parts.forEach(store::delete);
        List<String> missing = ml.collectGarbage(GarbagePolicy.dryRun()).missing();
        assertThat(missing).isNotEmpty().isSubsetOf(parts);
        // All but the manifest of the first content.
        assertThat(missing).hasSize(parts.size() - 1);
    }

    @Test
    void nothingIsRemovedWhenAManifestCannotBeUnderstood() {
        String manifest = store("no JSON");
        String part = store("perhaps named by it");
        append("invented-later", "{\"manifest\":\"" + manifest + "\"}");
        grow();
        assertThatThrownBy(() -> ml.collectGarbage(GarbagePolicy.delete())).isInstanceOf(IntegrityViolation.class);
        assertThat(store.contains(part)).isTrue();
    }

    @Test
    void nothingIsRemovedWhenAStreamIsBroken() {
        String orphan = store("orphan");
        append("first", "{}");
        journal.append("model/first", 1, journal.read("model/first", 0, 1));
        grow();
        assertThatThrownBy(() -> ml.collectGarbage(GarbagePolicy.delete())).isInstanceOf(IntegrityViolation.class);
        assertThat(store.contains(orphan)).isTrue();
    }

    @Test
    void aFileIsAsOldAsItsModification() throws Exception {
        Path data = dir.resolve("ml");
        String digest = io.mlops4j.core.blob.Digests.sha256("orphan".getBytes(StandardCharsets.UTF_8));
        try (Mlops files = Mlops.builder().directory(data).clock(clock).build()) {
            Path blob = Files.createDirectories(data.resolve("blobs").resolve(digest.substring(0, 2)))
                    .resolve(digest);
            Files.writeString(blob, "orphan");
            Files.setLastModifiedTime(blob, FileTime.from(clock.instant().minus(Duration.ofHours(25))));
            assertThat(files.collectGarbage(GarbagePolicy.delete()).garbage()).containsExactly(digest);
            assertThat(blob).doesNotExist();
        }
    }

    @Test
    void blobsAreDatedByTheClockOfTheEngine() throws Exception {
        Path data = dir.resolve("ml");
        for (Mlops.Builder where :
                List.of(Mlops.builder().inMemory(), Mlops.builder().directory(data))) {
            try (Mlops engine = where.clock(clock).build()) {
                RunOptions unwritten = RunOptions.defaults().flushEvery(Duration.ofHours(1));
                engine.experiment("loans")
                        .start("a", unwritten)
                        .artifact("a", Files.writeString(dir.resolve("a"), "orphan"));
                grow();
                // The artifact, and the environment of the run.
                assertThat(engine.collectGarbage(GarbagePolicy.dryRun()).garbage())
                        .hasSize(2);
            }
        }
    }

    @Test
    void thePastIsNotCollected() {
        Mlops past = ml.asOf(clock.instant());
        assertThatThrownBy(() -> past.collectGarbage(GarbagePolicy.dryRun())).isInstanceOf(AccessDenied.class);
    }

    /** Does not know when anything was stored. */
    private final class AgelessBlobs implements BlobStore {
        @Override
        public void put(String digest, InputStream content) {
            store.put(digest, content);
        }

        @Override
        public InputStream open(String digest) {
            return store.open(digest);
        }

        @Override
        public boolean contains(String digest) {
            return store.contains(digest);
        }

        @Override
        public List<String> list(String prefix) {
            return store.list(prefix);
        }

        @Override
        public void delete(String digest) {
            store.delete(digest);
        }

        @Override
        public Optional<Instant> storedAt(String digest) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
