package io.mlops4j.core.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.blob.InMemoryBlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever goes in comes out. */
class ContentProperties {
    private final Blobs blobs = new Blobs(new InMemoryBlobStore());
    private final Contents contents = new Contents(blobs);

    /** Replaces bytes at a place, in thousandths of the length, by others. */
    record Edit(int place, int removed, int inserted, long seed) {
        byte[] apply(byte[] bytes) {
            int from = (int) ((long) bytes.length * place / 1000);
            int to = Math.min(bytes.length, from + removed);
            byte[] added = random(inserted, seed);
            byte[] edited = new byte[bytes.length - (to - from) + inserted];
            System.arraycopy(bytes, 0, edited, 0, from);
            System.arraycopy(added, 0, edited, from, inserted);
            System.arraycopy(bytes, to, edited, from + inserted, bytes.length - to);
            return edited;
        }
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Provide
    static Arbitrary<List<Edit>> edits() {
        Arbitrary<Integer> sizes = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, Arbitraries.integers().between(0, 40)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 2_000_000)));
        return Combinators.combine(Arbitraries.integers().between(0, 1000), sizes, sizes, Arbitraries.longs())
                .as(Edit::new)
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 40)
    void anySequenceOfEditsComesBackVersionByVersion(
            @ForAll("sizes") int size, @ForAll long seed, @ForAll("edits") List<Edit> edits) throws IOException {
        List<byte[]> versions = new ArrayList<>();
        List<ContentRef> refs = new ArrayList<>();
        byte[] bytes = random(size, seed);
        ContentRef previous = null;
        for (int i = 0; i <= edits.size(); i++) {
            Contents.Written written = write(bytes, previous);
            assertThat(written.ref().sizeBytes()).isEqualTo(bytes.length);
            versions.add(bytes);
            refs.add(written.ref());
            previous = written.ref();
            if (i < edits.size()) {
                bytes = edits.get(i).apply(bytes);
            }
        }
        for (int i = 0; i < versions.size(); i++) {
            assertThat(Arrays.equals(read(refs.get(i)), versions.get(i))).isTrue();
        }
    }

    @Provide
    static Arbitrary<Integer> sizes() {
        return Arbitraries.of(0, 1, 15, 16, 4096, 20_000, 524_288, 1_048_576, 3_000_000, 9_000_000);
    }

    @Property(tries = 40)
    void anyPartIsThatPartOfTheBytes(
            @ForAll("sizes") int size, @ForAll("thousandth") int from, @ForAll("thousandth") int share)
            throws IOException {
        byte[] bytes = random(size, size);
        ContentRef ref = write(bytes, null).ref();
        int offset = (int) ((long) size * from / 1000);
        int length = (int) ((long) (size - offset) * share / 1000);
        try (InputStream in = contents.open(ref, offset, length)) {
            assertThat(Arrays.equals(in.readAllBytes(), Arrays.copyOfRange(bytes, offset, offset + length)))
                    .isTrue();
        }
    }

    @Provide
    static Arbitrary<Integer> thousandth() {
        return Arbitraries.integers().between(0, 1000);
    }

    @Property(tries = 30)
    void howTheBytesArriveDoesNotMatter(@ForAll("sizes") int size, @ForAll("steps") int step) {
        byte[] bytes = random(size, size);
        Contents.Written whole = write(bytes, null);
        Contents.Written parts;
        try (ContentWriter writer = contents.writer(null)) {
            for (int at = 0; at < size; at += step) {
                writer.write(bytes, at, Math.min(step, size - at));
            }
            parts = writer.finish();
        }
        assertThat(parts.ref()).isEqualTo(whole.ref());
        assertThat(parts.storedBytes()).isZero();
    }

    @Provide
    static Arbitrary<Integer> steps() {
        return Arbitraries.of(1000, 8192, 65_535, 65_537, 1 << 20, 5_000_000);
    }

    private Contents.Written write(byte[] bytes, ContentRef previous) {
        try (ContentWriter writer = contents.writer(previous)) {
            writer.write(bytes, 0, bytes.length);
            return writer.finish();
        }
    }

    private byte[] read(ContentRef ref) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = contents.open(ref)) {
            in.transferTo(out);
        }
        return out.toByteArray();
    }
}
