package io.mlops4j.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.blob.FileBlobStore;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
    @TempDir
    Path directory;

    private FileBlobStore store;
    private Contents contents;

    @BeforeEach
    void open() {
        store = FileBlobStore.open(directory.resolve("blobs"));
        contents = new Contents(new Blobs(store));
    }

    @AfterEach
    void close() {
        store.close();
    }

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Contents.Written write(byte[] bytes, ContentRef previous) {
        try (ContentWriter writer = contents.writer(previous)) {
            writer.write(bytes, 0, bytes.length);
            return writer.finish();
        }
    }

    private byte[] read(ContentRef ref) throws IOException {
        try (InputStream in = contents.open(ref)) {
            return in.readAllBytes();
        }
    }

    /** A version with a byte changed in each so many. */
    private static byte[] changed(byte[] bytes, int each, long seed) {
        byte[] changed = bytes.clone();
        Random random = new Random(seed);
        for (int i = 0; i + each <= bytes.length; i += each) {
            changed[i + random.nextInt(each)]++;
        }
        return changed;
    }

    @Test
    void aSmallContentIsOneBlobOfItsOwnDigest() throws IOException {
        byte[] bytes = random(20_000, 1);
        Contents.Written written = write(bytes, null);
        assertThat(written.ref()).isEqualTo(ContentRef.blob(Digests.sha256(bytes), bytes.length));
        assertThat(written).extracting(Contents.Written::storedBytes).isEqualTo(20_000L);
        assertThat(store.list("")).containsExactly(written.ref().digest());
        assertThat(read(written.ref())).isEqualTo(bytes);
    }

    @Test
    void nothingIsAContentToo() throws IOException {
        Contents.Written written = write(new byte[0], null);
        assertThat(written.ref()).isEqualTo(ContentRef.blob(Digests.sha256(new byte[0]), 0));
        assertThat(read(written.ref())).isEmpty();
    }

    @Test
    void theDigestOfALargeContentIsThatOfTheDigestsOfItsChunksInverted() throws Exception {
        ContentRef ref = write(random(5_000_000, 1), null).ref();
        byte[] digests = new byte[0];
        for (Chunk chunk :
                Manifest.read(Files.readAllBytes(blob(ref.manifest()))).chunks()) {
            byte[] digest = HexFormat.of().parseHex(chunk.digest());
            digests = Arrays.copyOf(digests, digests.length + 32);
            System.arraycopy(digest, 0, digests, digests.length - 32, 32);
        }
        String plain = Digests.sha256(digests);
        assertThat(ref.digest()).isNotEqualTo(plain);
        for (int i = 0; i < Digests.LENGTH; i++) {
            assertThat(Character.digit(ref.digest().charAt(i), 16))
                    .isEqualTo(15 - Character.digit(plain.charAt(i), 16));
        }
    }

    @Test
    void howAContentIsKeptDoesNotChangeItsDigest() {
        byte[] first = random(5_000_000, 1);
        byte[] second = changed(first, 10_000, 2);
        ContentRef asDelta = write(second, write(first, null).ref()).ref();
        Contents elsewhere = new Contents(new Blobs(new InMemoryBlobStore()));
        try (ContentWriter writer = elsewhere.writer(null)) {
            writer.write(second, 0, second.length);
            ContentRef alone = writer.finish().ref();
            assertThat(asDelta.digest()).isEqualTo(alone.digest());
            assertThat(asDelta.manifest()).isNotEqualTo(alone.manifest());
        }
    }

    @Test
    void theSameContentAgainStoresNothing() {
        byte[] bytes = random(9_000_000, 1);
        ContentRef ref = write(bytes, null).ref();
        Contents.Written again = write(bytes, ref);
        assertThat(again.ref()).isEqualTo(ref);
        assertThat(again.storedBytes()).isZero();
        assertThat(again.newChunks()).isZero();
        assertThat(write(bytes, null).storedBytes()).isZero();
    }

    @Test
    void aSmallContentWithAFewChangesIsADelta() throws IOException {
        byte[] first = random(20_000, 1);
        byte[] second = changed(first, 2000, 2);
        ContentRef previous = write(first, null).ref();
        Contents.Written written = write(second, previous);
        assertThat(written.ref().digest()).isEqualTo(Digests.sha256(second));
        assertThat(written.storedBytes()).isLessThan(600);
        assertThat(store.contains(written.ref().digest())).isFalse();
        assertThat(read(written.ref())).isEqualTo(second);
    }

    @Test
    void aReturnToAnOlderVersionCostsNothingMore() {
        byte[] first = random(20_000, 1);
        ContentRef one = write(first, null).ref();
        ContentRef two = write(changed(first, 2000, 2), one).ref();
        Contents.Written back = write(first, two);
        assertThat(back.ref()).isEqualTo(one);
        assertThat(back.storedBytes()).isZero();
    }

    @Test
    void deltasStandOnOneAnotherEightTimesAndThenBeginAnew() throws IOException {
        byte[] bytes = random(50_000, 1);
        ContentRef ref = write(bytes, null).ref();
        String root = ref.digest();
        for (int version = 1; version <= 20; version++) {
            bytes = changed(bytes, 5000, version);
            ref = write(bytes, ref).ref();
            Chunk chunk = Manifest.read(Files.readAllBytes(blob(ref.manifest())))
                    .chunks()
                    .get(0);
            assertThat(chunk.blobs()).containsExactly(root);
            assertThat(chunk.deltas()).hasSize((version - 1) % Chunk.MAX_DELTAS + 1);
            assertThat(read(ref)).isEqualTo(bytes);
        }
    }

    @Test
    void whereEachCutWasHitTheChunksBetweenAreDeltasOfSeveralJoined() throws IOException {
        byte[] first = random(12_000_000, 1);
        ContentRef previous = write(first, null).ref();
        byte[] second = first.clone();
        int cut = 0;
        for (Chunk chunk :
                Manifest.read(Files.readAllBytes(blob(previous.manifest()))).chunks()) {
            cut += chunk.sizeBytes();
            second[cut - 1]++;
        }
        Contents.Written written = write(second, previous);
        assertThat(written.storedBytes()).isLessThan(first.length / 100);
        assertThat(Manifest.read(Files.readAllBytes(blob(written.ref().manifest())))
                        .chunks())
                .anySatisfy(chunk -> assertThat(chunk.blobs()).hasSizeGreaterThan(1));
        assertThat(read(written.ref())).isEqualTo(second);
        byte[] third = changed(second, 100_000, 2);
        Contents.Written after = write(third, written.ref());
        assertThat(after.storedBytes()).isLessThan(first.length / 100);
        assertThat(read(after.ref())).isEqualTo(third);
    }

    @Test
    void anotherContentAltogetherIsStoredAsItIs() throws IOException {
        ContentRef previous = write(random(100_000, 1), null).ref();
        byte[] bytes = random(100_000, 2);
        ContentRef ref = write(bytes, previous).ref();
        assertThat(ref.manifest()).isNull();
        assertThat(read(ref)).isEqualTo(bytes);
    }

    @Test
    void oneLargeBlobFromBeforeContentsWereCutCanBeReadAndFollowed() throws IOException {
        byte[] bytes = random(6_000_000, 1);
        String digest = Digests.sha256(bytes);
        store.put(digest, new ByteArrayInputStream(bytes));
        ContentRef old = ContentRef.blob(digest, bytes.length);
        assertThat(read(old)).isEqualTo(bytes);
        try (InputStream in = contents.open(old, 5_000_000, 10)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 5_000_000, 5_000_010));
        }
        assertThat(read(write(bytes, old).ref())).isEqualTo(bytes);
    }

    @Test
    void everyDamagedBlobIsNoticed() throws IOException {
        byte[] first = random(3_000_000, 1);
        ContentRef previous = write(first, null).ref();
        ContentRef ref = write(changed(first, 10_000, 2), previous).ref();
        for (String blob : store.list("")) {
            if (blob.equals(previous.manifest())) {
                continue;
            }
            byte[] intact = Files.readAllBytes(blob(blob));
            byte[] damaged = intact.clone();
            damaged[intact.length / 2] ^= 1;
            Files.write(blob(blob), damaged);
            assertThatThrownBy(() -> read(ref))
                    .as(blob)
                    .isInstanceOf(IntegrityViolation.class)
                    .hasMessageContaining(blob);
            Files.write(blob(blob), Arrays.copyOf(intact, intact.length / 2));
            assertThatThrownBy(() -> read(ref)).as(blob).isInstanceOf(IntegrityViolation.class);
            Files.delete(blob(blob));
            assertThatThrownBy(() -> read(ref))
                    .as(blob)
                    .isInstanceOf(NotFound.class)
                    .hasMessageContaining(blob);
            Files.write(blob(blob), intact);
        }
        assertThat(read(ref)).isEqualTo(changed(first, 10_000, 2));
    }

    @Test
    void damageIsNamedByContentAndChunk() throws IOException {
        ContentRef ref = write(random(5_000_000, 1), null).ref();
        Chunk second =
                Manifest.read(Files.readAllBytes(blob(ref.manifest()))).chunks().get(1);
        Files.write(blob(second.digest()), new byte[10]);
        assertThatThrownBy(() -> read(ref))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("chunk 2 of ")
                .hasMessageContaining(ref.digest())
                .hasMessageContaining(second.digest());
    }

    @Test
    void aDamagedPredecessorCostsRoomAndNothingElse() throws IOException {
        byte[] first = random(3_000_000, 1);
        ContentRef previous = write(first, null).ref();
        for (String blob : store.list("")) {
            if (!blob.equals(previous.manifest())) {
                Files.write(blob(blob), new byte[10]);
            }
        }
        byte[] second = changed(first, 10_000, 2);
        assertThat(read(write(second, previous).ref())).isEqualTo(second);
        Files.write(blob(previous.manifest()), new byte[10]);
        byte[] third = changed(first, 10_000, 3);
        assertThat(read(write(third, previous).ref())).isEqualTo(third);
    }

    @Test
    void whatThePredecessorHasLostIsStoredAgain() throws IOException {
        byte[] bytes = random(3_000_000, 1);
        ContentRef previous = write(bytes, null).ref();
        String lost = Manifest.read(Files.readAllBytes(blob(previous.manifest())))
                .chunks()
                .get(0)
                .digest();
        store.delete(lost);
        assertThat(write(bytes, previous).ref()).isEqualTo(previous);
        assertThat(read(previous)).isEqualTo(bytes);
    }

    @Test
    void aManifestOfAnotherContentIsRefused() {
        ContentRef one = write(random(3_000_000, 1), null).ref();
        ContentRef two = write(random(3_000_000, 2), null).ref();
        assertThatThrownBy(() -> contents.open(new ContentRef(one.digest(), one.sizeBytes(), two.manifest())))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining(two.digest());
    }

    @Test
    void aManifestOfAnUnknownLayoutIsRefused() {
        assertThatThrownBy(() -> Manifest.read("{\"layout\":\"fastcdc-2\",\"chunks\":[]}".getBytes()))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("fastcdc-2");
    }

    @Test
    void aChunkThatClaimsToBeHugeIsRefused() {
        String digest = "a".repeat(64);
        assertThatThrownBy(() -> Chunk.read(Json.parse(
                        ("{\"blob\":\"" + digest + "\",\"sizeBytes\":2000000000,\"end\":\"0\"}").getBytes())))
                .isInstanceOf(IntegrityViolation.class);
    }

    @Test
    void aPartThatIsNotThereIsRefused() {
        ContentRef ref = write(new byte[10], null).ref();
        assertThatThrownBy(() -> contents.open(ref, 5, 6)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> contents.open(ref, -1, 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> contents.open(ref, Long.MAX_VALUE, 1)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aPartReadsTheChunksItTouchesAndNoOther() throws IOException {
        byte[] bytes = random(9_000_000, 1);
        ContentRef ref = write(bytes, null).ref();
        var chunks = Manifest.read(Files.readAllBytes(blob(ref.manifest()))).chunks();
        for (int i = 0; i < chunks.size(); i++) {
            if (i != 1) {
                Files.delete(blob(chunks.get(i).digest()));
            }
        }
        int offset = chunks.get(0).sizeBytes();
        int length = chunks.get(1).sizeBytes();
        try (InputStream in = contents.open(ref, offset, length)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    @Test
    void aRefIsTheSameAfterItWasWrittenAsJson() {
        for (ContentRef ref :
                new ContentRef[] {ContentRef.blob("a".repeat(64), 7), new ContentRef("a".repeat(64), 7, "b".repeat(64))
                }) {
            var json = Json.object();
            ref.write(json);
            assertThat(ContentRef.read(Json.parse(Json.bytes(json)))).isEqualTo(ref);
        }
    }

    private Path blob(String digest) {
        return store.localFile(digest)
                .orElse(directory
                        .resolve("blobs")
                        .resolve(digest.substring(0, 2))
                        .resolve(digest));
    }
}
