package io.mlops4j.core.names;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Ids that sort by the time of their making: 48 bits of milliseconds and 80 of chance, as 26 characters of Crockford's base 32, in lower case so
 * that they are file names on any system (the ULID specification). Within one millisecond the chance part counts up, so
 * the ids of one source are strictly increasing. Thread-safe.
 */
public final class Ulids {
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final byte[] VALUES = values();
    /** How many characters an id has. */
    public static final int LENGTH = 26;

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < DIGITS.length; i++) {
            values[DIGITS[i]] = (byte) i;
            values[Character.toUpperCase(DIGITS[i])] = (byte) i;
        }
        return values;
    }

    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastMillis = -1;
    private int high;
    private long low;

    /** Ids dated by a clock, with chance from the system's secure source. */
    public Ulids(InstantSource clock) {
        this(clock, new SecureRandom());
    }

    /** Ids dated by a clock, with chance from a given source. */
    public Ulids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id, greater than all before it. */
    public synchronized String next() {
        long millis = clock.millis();
        if (millis > lastMillis) {
            lastMillis = millis;
            // The top bit stays free, so that counting up cannot run over within a millisecond.
            high = random.nextInt() & 0x7FFF;
            low = random.nextLong();
        } else if (++low == 0) {
            high++;
        }
        return format(lastMillis, high, low);
    }

    /** A new id that is dated otherwise, for what took place before; it is not ordered among the others of its millisecond. */
    public synchronized String at(Instant instant) {
        return format(Math.max(0, instant.toEpochMilli()), random.nextInt(), random.nextLong());
    }

    /** Writes 48 bits of time, 16 and 64 bits of chance. */
    public static String format(long millis, int high, long low) {
        char[] text = new char[LENGTH];
        long upper = millis << 16 | (high & 0xFFFF);
        long lower = low;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (lower & 31)];
            lower = lower >>> 5 | upper << 59;
            upper >>>= 5;
        }
        return new String(text);
    }

    /** The upper and the lower 64 bits of an id in lower or upper case; empty if it is none. */
    public static Optional<long[]> parse(String id) {
        if (id.length() != LENGTH) {
            return Optional.empty();
        }
        long upper = 0;
        long lower = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = id.charAt(i);
            int digit = c < 128 ? VALUES[c] : -1;
            if (digit < 0 || (i == 0 && digit > 7)) {
                return Optional.empty();
            }
            upper = upper << 5 | lower >>> 59;
            lower = lower << 5 | digit;
        }
        return Optional.of(new long[] {upper, lower});
    }
}
