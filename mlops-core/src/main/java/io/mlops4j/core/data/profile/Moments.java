package io.mlops4j.core.data.profile;

import io.mlops4j.data.ColumnProfile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Range, mean and central moments to the fourth order. Blocks of values are summed around their own mean and combined by the formulas of Pébay 2008 (Sandia
 * report SAND2008-6212), so nothing cancels, and parts can be merged. The mean is that of a compensated sum (Neumaier 1974,
 * doi:10.1002/zamm.19740540106).
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
        double low = min;
        double high = max;
        double total = 0;
        for (int i = 0; i < size; i++) {
            double value = values[i];
            low = Math.min(low, value);
            high = Math.max(high, value);
            addToSum(value);
            total += value;
        }
        min = low;
        max = high;
        double mean = Double.isInfinite(total) ? scaledMean(values, size) : total / size;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        for (int i = 0; i < size; i++) {
            double d = values[i] - mean;
            double square = d * d;
            s2 += square;
            s3 += square * d;
            s4 += square * square;
        }
        combine(size, mean, s2, s3, s4);
    }

    /** The sum is beyond the range of doubles, the mean need not be. */
    private static double scaledMean(double[] values, int size) {
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += values[i] / size;
        }
        return mean;
    }

    private void addToSum(double value) {
        double next = sum + value;
        compensation += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    void merge(Moments other) {
        if (other.count == 0) {
            return;
        }
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        addToSum(other.sum);
        compensation += other.compensation;
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
        // The moments of no spread are 0 divided by 0.
        if (m2 > 0 && min < max && Double.isFinite(m4)) {
            double variance = m2 / count;
            profile.skewness(m3 / count / (variance * Math.sqrt(variance)));
            profile.kurtosis(m4 / count / (variance * variance) - 3);
        }
    }

    private double mean() {
        // Once the sum is infinite its compensation is NaN, though the mean of a column with one infinity is defined.
        double total = Double.isInfinite(sum) ? sum : sum + compensation;
        return Double.isInfinite(total) && Double.isFinite(min) && Double.isFinite(max) ? center : total / count;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        for (double value : new double[] {min, max, sum, compensation, center, m2, m3, m4}) {
            out.writeDouble(value);
        }
    }

    static Moments read(DataInput in) throws IOException {
        Moments moments = new Moments();
        moments.count = in.readLong();
        Damage.unless(moments.count >= 0);
        moments.min = in.readDouble();
        moments.max = in.readDouble();
        moments.sum = in.readDouble();
        moments.compensation = in.readDouble();
        moments.center = in.readDouble();
        moments.m2 = in.readDouble();
        moments.m3 = in.readDouble();
        moments.m4 = in.readDouble();
        return moments;
    }
}
