package io.mlops4j.core.data.profile;

import io.mlops4j.data.ColumnProfile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Range, mean and central moments to the fourth order. Blocks of values are summed around their own mean and combined by the formulas of Pébay 2008 (Sandia
 * report SAND2008-6212), so nothing cancels, and parts can be merged. The mean is that of a sum with the exact error of every addition beside it (Knuth's TwoSum, which needs
 * no branch; Neumaier 1974, doi:10.1002/zamm.19740540106).
 */
final class Moments {
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private double compensation;
    private double center;
    private double m2;
    private double m3;
    private double m4;

    long count() {
        return count;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /** Adds values; the same blocks give the same moments. */
    void add(double[] values, int size) {
        if (size == 0) {
            return;
        }
        total(values, size);
        central(values, size, mean(values, size));
    }

    private void total(double[] values, int size) {
        double low = min;
        double high = max;
        double total = sum;
        double error = compensation;
        for (int i = 0; i < size; i++) {
            double value = values[i];
            low = value < low ? value : low;
            high = value > high ? value : high;
            double next = total + value;
            double part = next - total;
            error += (total - (next - part)) + (value - part);
            total = next;
        }
        min = low;
        max = high;
        sum = total;
        compensation = error;
    }

    /** Around the first value, so that equal values have exactly their mean and no deviations. */
    private static double mean(double[] values, int size) {
        double first = values[0];
        double even = 0;
        double odd = 0;
        int pairs = size & ~1;
        for (int i = 0; i < pairs; i += 2) {
            even += values[i] - first;
            odd += values[i + 1] - first;
        }
        double rest = size == pairs ? 0 : values[pairs] - first;
        double shifted = even + odd + rest;
        return Double.isFinite(shifted) ? first + shifted / size : scaledMean(values, size);
    }

    /** Two of each sum at a time, so that no addition waits for the one before. */
    private void central(double[] values, int size, double mean) {
        double a2 = 0;
        double a3 = 0;
        double a4 = 0;
        double b2 = 0;
        double b3 = 0;
        double b4 = 0;
        int pairs = size & ~1;
        for (int i = 0; i < pairs; i += 2) {
            double a = values[i] - mean;
            double b = values[i + 1] - mean;
            double aa = a * a;
            double bb = b * b;
            a2 += aa;
            b2 += bb;
            a3 += aa * a;
            b3 += bb * b;
            a4 += aa * aa;
            b4 += bb * bb;
        }
        if (size != pairs) {
            double d = values[pairs] - mean;
            a2 += d * d;
            a3 += d * d * d;
            a4 += d * d * (d * d);
        }
        combine(size, mean, a2 + b2, a3 + b3, a4 + b4);
    }

    /** Where the sum is beyond the range of doubles, the mean need not be. */
    private static double scaledMean(double[] values, int size) {
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += values[i] / size;
        }
        return mean;
    }

    void merge(Moments other) {
        if (other.count == 0) {
            return;
        }
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        double next = sum + other.sum;
        double part = next - sum;
        compensation += other.compensation + ((sum - (next - part)) + (other.sum - part));
        sum = next;
        combine(other.count, other.center, other.m2, other.m3, other.m4);
    }

    private void combine(long size, double mean, double s2, double s3, double s4) {
        double a = count;
        double b = size;
        double n = a + b;
        double delta = count == 0 ? 0 : mean - center;
        double step = delta / n;
        m4 += s4
                + delta * step * step * step * a * b * (a * a - a * b + b * b)
                + 6 * step * step * (a * a * s2 + b * b * m2)
                + 4 * step * (a * s3 - b * m3);
        m3 += s3 + delta * step * step * a * b * (a - b) + 3 * step * (a * s2 - b * m2);
        m2 += s2 + delta * step * a * b;
        center = count == 0 ? mean : center + b * step;
        count += size;
    }

    /** Gives what is defined to a profile. */
    void describe(ColumnProfile.Builder profile) {
        if (count == 0) {
            return;
        }
        profile.range(min, max).mean(mean());
        if (count > 1) {
            profile.stddev(Math.sqrt(m2 / (count - 1)));
        }
        double variance = m2 / count;
        // Of no spread they are 0 divided by 0, and where the fourth power is below the normal doubles, noise.
        if (min < max && variance * variance > Double.MIN_NORMAL && Double.isFinite(m4)) {
            profile.skewness(m3 / count / (variance * Math.sqrt(variance)));
            profile.kurtosis(m4 / count / (variance * variance) - 3);
        }
    }

    private double mean() {
        // Once the sum is infinite its compensation is NaN, though the mean of a column with one infinity is defined.
        double total = Double.isInfinite(sum) ? sum : sum + compensation;
        return !Double.isFinite(total) && Double.isFinite(min) && Double.isFinite(max) ? center : total / count;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        for (double value : new double[] {min, max, sum, compensation, center, m2, m3, m4}) {
            out.writeDouble(value);
        }
    }

    static Moments read(DataInput in) throws IOException {
        Moments moments = new Moments();
        moments.count = Damage.count(in.readLong());
        moments.min = in.readDouble();
        moments.max = in.readDouble();
        moments.sum = in.readDouble();
        moments.compensation = in.readDouble();
        moments.center = in.readDouble();
        moments.m2 = in.readDouble();
        moments.m3 = in.readDouble();
        moments.m4 = in.readDouble();
        Damage.unless(moments.count == 0 || moments.min <= moments.max);
        return moments;
    }
}
