package io.mlops4j.core.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.IntegrityViolation;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DeltaProperties {
    private final DeltaEncoder encoder = new DeltaEncoder();

    private static Buffer buffer(byte[] bytes) {
        Buffer buffer = new Buffer();
        buffer.append(bytes, 0, bytes.length);
        return buffer;
    }

    private static byte[] bytes(Buffer buffer) {
        return Arrays.copyOf(buffer.bytes, buffer.length);
    }

    /** Few letters make runs that occur many times, in wrong places too. */
    @Provide
    static Arbitrary<byte[]> texts() {
        return Arbitraries.bytes()
                .between((byte) 'a', (byte) 'c')
                .array(byte[].class)
                .ofMaxSize(3000);
    }

    @Property
    void whatIsEncodedIsDecoded(@ForAll("texts") byte[] base, @ForAll("texts") byte[] target) {
        Buffer delta = new Buffer();
        assertThat(encoder.encode(buffer(base), target, target.length, delta, target.length + 20))
                .isTrue();
        Buffer decoded = new Buffer();
        Delta.apply(buffer(base), delta, decoded);
        assertThat(bytes(decoded)).isEqualTo(target);
    }

    @Property
    void aMosaicOfTheBaseIsMuchSmallerThanItself(@ForAll Random random) {
        byte[] base = new byte[200_000];
        random.nextBytes(base);
        Buffer target = new Buffer();
        for (int piece = 0; piece < 20; piece++) {
            int from = random.nextInt(base.length - 5000);
            target.append(base, from, 5000);
        }
        Buffer delta = new Buffer();
        assertThat(encoder.encode(buffer(base), target.bytes, target.length, delta, 1000))
                .isTrue();
        Buffer decoded = new Buffer();
        Delta.apply(buffer(base), delta, decoded);
        assertThat(bytes(decoded)).isEqualTo(bytes(target));
    }

    @Property
    void bytesOfAnotherKindAreGivenUp(@ForAll Random random) {
        byte[] base = new byte[100_000];
        byte[] target = new byte[100_000];
        random.nextBytes(base);
        random.nextBytes(target);
        assertThat(encoder.encode(buffer(base), target, target.length, new Buffer(), target.length / 2))
                .isFalse();
    }

    @Property
    void aDamagedDeltaIsRefusedOrMakesOtherBytesOfABoundedLength(
            @ForAll("texts") byte[] base, @ForAll("texts") byte[] target, @ForAll Random random) {
        Buffer delta = new Buffer();
        encoder.encode(buffer(base), target, target.length, delta, target.length + 20);
        for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
            delta.bytes[random.nextInt(delta.length)] = (byte) random.nextInt();
        }
        delta.length -= random.nextInt(Math.min(4, delta.length));
        apply(base, delta);
    }

    @Property
    void anyBytesAreRefusedOrDecodedWithinBounds(@ForAll("texts") byte[] base, @ForAll byte[] hostile) {
        apply(base, buffer(hostile));
    }

    private static void apply(byte[] base, Buffer delta) {
        Buffer decoded = new Buffer();
        try {
            Delta.apply(buffer(base), delta, decoded);
        } catch (IntegrityViolation e) {
            assertThat(e).hasMessageStartingWith("A stored difference cannot be applied");
        }
        assertThat(decoded.length).isLessThanOrEqualTo(Cutter.MAX_BYTES);
        assertThat(decoded.bytes.length).isLessThanOrEqualTo(Cutter.MAX_BYTES);
    }
}
