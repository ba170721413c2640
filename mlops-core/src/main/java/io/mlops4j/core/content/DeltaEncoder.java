package io.mlops4j.core.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Tells bytes as a {@link Delta} from a base. The blocks of the base, 16 bytes each, are indexed by a hash. The target is scanned once: where 16 of its bytes are a block, or are
 * what stands in the base right behind the last copy and as many bytes as were new since, the match is extended both ways and becomes
 * a copy. So every common run of 31 bytes is found, unless another block with the same hash hides it or long strangeness made the
 * scan stride. Linear time; the table takes up to half of the base's size. Not thread-safe, for use again and again.
 */
final class DeltaEncoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int BLOCK_BYTES = 16;

    /** A shorter match elsewhere than expected saves less than its steps cost. */
    private static final int MIN_JUMP_BYTES = 24;

    /** After each so many places without a match the scan takes one byte more at a time: bytes of another kind cost next to nothing. */
    private static final int PATIENCE = 1024;

    /** Offsets into the base, plus one; 0 is empty. */
    private int[] table = new int[0];

    private int hashShift;

    /**
     * Encodes.
     *
     * @param delta what to replace with the delta
     * @param limit how many bytes the delta may have
     * @return whether it kept to the limit
     */
    boolean encode(Buffer base, byte[] target, int length, Buffer delta, int limit) {
        index(base);
        delta.length = 0;
        delta.appendVarint(length);
        int literal = 0;
        int expected = 0;
        int misses = 0;
        int at = 0;
        while (at <= length - BLOCK_BYTES) {
            int found = find(base, target, at, expected + at - literal);
            int back = 0;
            int forth = 0;
            if (found >= 0) {
                forth = forth(base, found, target, at, length);
                back = back(base, found, target, at, literal);
            }
            if (found < 0 || (back + forth < MIN_JUMP_BYTES && found != expected + at - literal)) {
                at += 1 + misses++ / PATIENCE;
                if (at - literal > limit) {
                    return false;
                }
                continue;
            }
            int newBytes = at - back - literal;
            appendLiteral(delta, target, literal, newBytes);
            delta.appendVarint(((back + forth) << 1) | 1);
            delta.appendVarint(Delta.zigzag(found - back - (expected + newBytes)));
            if (delta.length > limit) {
                return false;
            }
            expected = found + forth;
            at += forth;
            literal = at;
            misses = 0;
        }
        if (delta.length + length - literal > limit) {
            return false;
        }
        appendLiteral(delta, target, literal, length - literal);
        return delta.length <= limit;
    }

    private static void appendLiteral(Buffer delta, byte[] target, int from, int count) {
        if (count > 0) {
            delta.appendVarint(count << 1);
            delta.append(target, from, count);
        }
    }

    private void index(Buffer base) {
        int blocks = Math.max(1, base.length / BLOCK_BYTES);
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(blocks);
        int size = 1 << bits;
        if (table.length == size) {
            Arrays.fill(table, 0);
        } else {
            table = new int[size];
        }
        hashShift = Long.SIZE - bits;
        // Backwards: of equal blocks the first one is kept.
        for (int at = (base.length / BLOCK_BYTES - 1) * BLOCK_BYTES; at >= 0; at -= BLOCK_BYTES) {
            table[slot((long) LONG.get(base.bytes, at), (long) LONG.get(base.bytes, at + 8))] = at + 1;
        }
    }

    private int slot(long low, long high) {
        long mixed = (low ^ Long.rotateLeft(high * 0xC2B2AE3D27D4EB4FL, 31)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> hashShift);
    }

    /** Where the base has the block that the target has here, or -1. */
    private int find(Buffer base, byte[] target, int at, int expected) {
        long low = (long) LONG.get(target, at);
        long high = (long) LONG.get(target, at + 8);
        if (isBlock(base, expected, low, high)) {
            return expected;
        }
        int found = table[slot(low, high)] - 1;
        return isBlock(base, found, low, high) ? found : -1;
    }

    private static boolean isBlock(Buffer base, int at, long low, long high) {
        return at >= 0
                && at <= base.length - BLOCK_BYTES
                && (long) LONG.get(base.bytes, at) == low
                && (long) LONG.get(base.bytes, at + 8) == high;
    }

    private static int forth(Buffer base, int found, byte[] target, int at, int length) {
        int most = Math.min(base.length - found, length - at);
        int different = Arrays.mismatch(base.bytes, found, found + most, target, at, at + most);
        return different < 0 ? most : different;
    }

    private static int back(Buffer base, int found, byte[] target, int at, int literal) {
        int most = Math.min(found, at - literal);
        int back = 0;
        while (back < most && base.bytes[found - back - 1] == target[at - back - 1]) {
            back++;
        }
        return back;
    }
}
