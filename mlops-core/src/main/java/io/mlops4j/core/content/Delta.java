package io.mlops4j.core.content;

import io.mlops4j.IntegrityViolation;

/**
 * Bytes told as a difference from others: the base. The format is a varint, how many bytes come out, and then steps to its end. A
 * step begins with the varint {@code 2 n + copy}, {@code n >= 1}. A literal ({@code copy = 0}) has its {@code n} bytes behind it. A copy takes {@code n} bytes of the base; behind it is the zigzag
 * varint of where they begin, relative to where the last copy ended plus the length of the literals since: 0 where bytes were replaced by as many others.
 *
 * <p>What is decoded is hostile: each step is checked before it is taken, and what comes out is at most {@link Cutter#MAX_BYTES} long, whatever is claimed.
 */
final class Delta {
    private final Buffer delta;
    private int position;

    private Delta(Buffer delta) {
        this.delta = delta;
    }

    /**
     * Replaces the target with what the delta makes of the base.
     *
     * @throws IntegrityViolation if it is no delta, or not one of this base
     */
    static void apply(Buffer base, Buffer delta, Buffer target) {
        new Delta(delta).apply(base, target);
    }

    private void apply(Buffer base, Buffer target) {
        int size = varint();
        if (size < 0 || size > Cutter.MAX_BYTES) {
            throw damaged("it claims to make " + Integer.toUnsignedString(size) + " bytes");
        }
        target.length = 0;
        target.ensure(size);
        int expected = 0;
        while (position < delta.length) {
            int step = varint();
            int count = step >>> 1;
            if (count == 0 || count > size - target.length) {
                throw damaged("a step of " + count + " bytes at " + target.length + " of " + size);
            }
            if ((step & 1) == 0) {
                if (count > delta.length - position) {
                    throw damaged("it ends within a literal");
                }
                target.append(delta.bytes, position, count);
                position += count;
                expected += count;
            } else {
                int from = expected + signed(varint());
                if (from < 0 || from > base.length - count) {
                    throw damaged("it copies " + count + " bytes at " + from + " of a base of " + base.length);
                }
                target.append(base.bytes, from, count);
                expected = from + count;
            }
        }
        if (target.length != size) {
            throw damaged("it makes " + target.length + " bytes instead of " + size);
        }
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (position >= delta.length) {
                throw damaged("it ends within a number");
            }
            byte next = delta.bytes[position++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged("a number has more than 32 bits");
    }

    /** Small numbers of either sign as small numbers. */
    static int zigzag(int value) {
        return (value << 1) ^ (value >> 31);
    }

    private static int signed(int zigzag) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    private static IntegrityViolation damaged(String why) {
        return new IntegrityViolation("A stored difference cannot be applied: " + why + ".");
    }
}
