package io.mlops4j.core.serving;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns routing keys into tickets: the first 64 bits of murmur3 over {@code salt + "/" + key}. The salt is of one rollout on one endpoint, so who is drawn in one says
 * nothing of another. Requests without a key draw from SplitMix64 where a seed was given. Thread-safe.
 */
final class Tickets {
    private static final HashFunction MURMUR = Hashing.murmur3_128();
    /** The golden ratio in 64 bits, by which SplitMix64 steps. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final double UNIT = 0x1.0p-53;

    private final String salt;
    private final @Nullable AtomicLong seeded;

    Tickets(String salt, Optional<Long> seed) {
        this.salt = salt;
        this.seeded = seed.map(AtomicLong::new).orElse(null);
    }

    long of(@Nullable String key) {
        if (key != null) {
            return MURMUR.hashString(salt + "/" + key, StandardCharsets.UTF_8).asLong();
        }
        return seeded == null ? ThreadLocalRandom.current().nextLong() : mixed(seeded.getAndAdd(GOLDEN));
    }

    /** The output function of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mixed(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A ticket as a number from 0 and below 1. */
    static double unit(long ticket) {
        return (ticket >>> 11) * UNIT;
    }
}
