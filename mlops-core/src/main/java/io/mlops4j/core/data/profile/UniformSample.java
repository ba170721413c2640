package io.mlops4j.core.data.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * All of the first {@value #MOST} values, and beyond that a uniform sample of that many of all, with a fixed seed. Which value comes in next is drawn ahead
 * (Li 1994, algorithm L, doi:10.1145/198429.198435), so a value that stays out costs nothing. By Massart's constant in the inequality of Dvoretzky, Kiefer and
 * Wolfowitz the ranks of its quantiles are within √(ln(2/0.001)/2n) = 0.54 % with a confidence of 99.9 %.
 */
final class UniformSample {
    static final int MOST = 1 << 17;
    private static final long SEED = 20_261_123;

    private SplittableRandom random = new SplittableRandom(SEED);
    private double[] kept = new double[16];
    private long count;
    /** The largest of {@link #MOST} uniform numbers, each that of a kept value. */
    private double threshold = 1;
    /** The number, from 0, of the next value that comes in once the sample is full. */
    private long next = -1;

    void add(double[] values, int size) {
        int from = 0;
        if (count < MOST) {
            from = (int) Math.min(size, MOST - count);
            reserve((int) count + from);
            System.arraycopy(values, 0, kept, (int) count, from);
            if (count + from == MOST) {
                next = MOST - 1L;
                skip();
            }
        }
        while (next >= 0 && next < count + size) {
            kept[random.nextInt(MOST)] = values[(int) (next - count)];
            skip();
        }
        count += size;
    }

    private void reserve(int size) {
        if (size > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(MOST, Math.max(size, 2 * kept.length)));
        }
    }

    /** The logarithms are the same on every Java. */
    private void skip() {
        // The exponent is above -37/MOST, where three terms give every bit of its power.
        double power = StrictMath.log(uniform()) / MOST;
        threshold *= 1 + power * (1 + power / 2 * (1 + power / 3));
        double gap = Math.floor(StrictMath.log(uniform()) / StrictMath.log1p(-threshold));
        next = gap >= Long.MAX_VALUE - next ? Long.MAX_VALUE : next + (long) gap + 1;
    }

    /** In (0, 1). */
    private double uniform() {
        return 1 - random.nextDouble();
    }

    long count() {
        return count;
    }

    boolean isExact() {
        return count <= MOST;
    }

    /** Whether all that is kept lies in the range of some moments. */
    boolean isWithin(Moments moments) {
        for (int i = 0; i < Math.min(count, MOST); i++) {
            if (kept[i] < moments.min() || kept[i] > moments.max()) {
                return false;
            }
        }
        return true;
    }

    /** The values that are kept, sorted. */
    double[] sorted() {
        double[] values = Arrays.copyOf(kept, (int) Math.min(count, MOST));
        Arrays.sort(values);
        return values;
    }

    /** Both samples as one of all values: each place is drawn from either side with the odds of how many values it has left. */
    void merge(UniformSample other) {
        if (count + other.count <= MOST) {
            add(other.kept, (int) other.count);
            return;
        }
        double[] mine = shuffled(kept, (int) Math.min(count, MOST));
        double[] theirs = shuffled(other.kept, (int) Math.min(other.count, MOST));
        double[] merged = new double[MOST];
        long leftMine = count;
        long leftTheirs = other.count;
        int usedMine = 0;
        int usedTheirs = 0;
        for (int i = 0; i < MOST; i++) {
            boolean first = random.nextLong(leftMine + leftTheirs) < leftMine;
            if (first) {
                merged[i] = mine[usedMine++];
                leftMine--;
            } else {
                merged[i] = theirs[usedTheirs++];
                leftTheirs--;
            }
        }
        kept = merged;
        count += other.count;
        // As if the sample had come from one stream: the largest of MOST uniform numbers among the smallest of count.
        threshold = (double) MOST / count;
        next = count - 1;
        skip();
    }

    private double[] shuffled(double[] values, int size) {
        double[] copy = Arrays.copyOf(values, size);
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double value = copy[i];
            copy[i] = copy[j];
            copy[j] = value;
        }
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeDouble(threshold);
        out.writeLong(next);
        for (int i = 0; i < Math.min(count, MOST); i++) {
            out.writeDouble(kept[i]);
        }
    }

    static UniformSample read(DataInput in) throws IOException {
        UniformSample sample = new UniformSample();
        long count = Damage.count(in.readLong());
        double threshold = in.readDouble();
        long next = in.readLong();
        Damage.unless(threshold > 0 && threshold <= 1 && (count < MOST ? next == -1 : next >= count));
        for (int i = 0; i < Math.min(count, MOST); i++) {
            sample.reserve(i + 1);
            double value = in.readDouble();
            Damage.unless(!Double.isNaN(value));
            sample.kept[i] = value;
        }
        sample.count = count;
        sample.threshold = threshold;
        sample.next = next;
        // The draws that were made are not repeated.
        sample.random = new SplittableRandom(SEED + count);
        return sample;
    }
}
