package io.mlops4j.core.page;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Where numbers lie on a drawing: from a least to a greatest value, and so from one coordinate to another. Immutable.
 *
 * @param low the least value, finite
 * @param high the greatest value, finite and above {@code low}
 * @param from the coordinate of the least value
 * @param to the coordinate of the greatest value; below {@code from} if the scale runs upwards
 */
public record Scale(double low, double high, double from, double to) {
    /** A scale that ends at round numbers around two values; values that are equal get room on both sides. */
    public static Scale around(double low, double high, double from, double to, int ticks) {
        if (low == high) {
            double room = low == 0 ? 1 : Math.abs(low) / 10;
            return around(low - room, high + room, from, to, ticks);
        }
        double step = step(low, high, ticks);
        double roundLow = Math.floor(low / step) * step;
        double roundHigh = Math.ceil(high / step) * step;
        boolean drawable = Double.isFinite(roundHigh - roundLow) && roundLow < roundHigh;
        return drawable ? new Scale(roundLow, roundHigh, from, to) : new Scale(low, high, from, to);
    }

    /** The coordinate of a value; one beyond the ends lies at the end. Halves are subtracted, as the difference of two large numbers may be infinite. */
    public double at(double value) {
        double share = (value / 2 - low / 2) / (high / 2 - low / 2);
        return from + Math.max(0, Math.min(1, share)) * (to - from);
    }

    /** Round numbers on the scale, about as many as asked for; the ends where there are no such. */
    public List<Double> ticks(int most) {
        double step = step(low, high, most);
        if (!Double.isFinite(step) || step <= 0) {
            return List.of(low, high);
        }
        long first = (long) Math.ceil(low / step - 1e-9);
        long last = (long) Math.floor(high / step + 1e-9);
        boolean exact = Math.abs((double) last) < 1e15 && Math.abs((double) first) < 1e15 && last - first < 4L * most;
        return exact
                ? LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList()
                : List.of(low, high);
    }

    /** 1, 2 or 5 times a power of ten, so that at most as many steps as asked for lie between two values. */
    private static double step(double low, double high, int most) {
        double rough = (high - low) / most;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digits = rough / power;
        return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
    }
}
