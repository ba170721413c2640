package io.mlops4j.core.data.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Estimates how many different 64-bit hashes were added, in 64 KiB: HyperLogLog (Flajolet, Fusy, Gandouet, Meunier 2007) with the estimator of Ertl 2017
 * (arXiv:1702.01284, algorithm 6), which needs no tables and no corrections. The standard error is 1.04/√65 536 = 0.41 %.
 */
final class HyperLogLog {
    private static final int INDEX_BITS = 16;
    private static final int REGISTERS = 1 << INDEX_BITS;
    private static final int MOST_RANK = Long.SIZE - INDEX_BITS + 1;

    private final byte[] registers = new byte[REGISTERS];

    void add(long hash) {
        int register = (int) (hash >>> (Long.SIZE - INDEX_BITS));
        // The bit set below the hash bounds the rank.
        int rank = Long.numberOfLeadingZeros((hash << INDEX_BITS) | (1L << (INDEX_BITS - 1))) + 1;
        if (registers[register] < rank) {
            registers[register] = (byte) rank;
        }
    }

    void merge(HyperLogLog other) {
        for (int i = 0; i < REGISTERS; i++) {
            registers[i] = (byte) Math.max(registers[i], other.registers[i]);
        }
    }

    long estimate() {
        int[] counts = new int[MOST_RANK + 1];
        for (byte rank : registers) {
            counts[rank]++;
        }
        double z = REGISTERS * tau(1 - (double) counts[MOST_RANK] / REGISTERS);
        for (int rank = MOST_RANK - 1; rank >= 1; rank--) {
            z = 0.5 * (z + counts[rank]);
        }
        z += REGISTERS * sigma((double) counts[0] / REGISTERS);
        return Math.round(REGISTERS * (REGISTERS / z) / (2 * Math.log(2)));
    }

    private static double sigma(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = share;
        double y = 1;
        double z = x;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (z != before);
        return z;
    }

    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double x = share;
        double y = 1;
        double z = 1 - x;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        } while (z != before);
        return z / 3;
    }

    void write(DataOutput out) throws IOException {
        out.write(registers);
    }

    static HyperLogLog read(DataInput in) throws IOException {
        HyperLogLog sketch = new HyperLogLog();
        in.readFully(sketch.registers);
        for (byte rank : sketch.registers) {
            Damage.unless(rank >= 0 && rank <= MOST_RANK);
        }
        return sketch;
    }
}
