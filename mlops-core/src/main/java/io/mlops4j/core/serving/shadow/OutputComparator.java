package io.mlops4j.core.serving.shadow;

import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.ShadowReport.OutputComparison;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Compares one output of two versions, request by request. For one thread at a time. */
final class OutputComparator {
    /** How many requests are kept for what needs them all at once: a sample, each request as likely as any. */
    private static final int SAMPLE = 1_000;

    private final String name;
    private final ShadowSettings settings;
    private final SplittableRandom random = new SplittableRandom(1);
    private final double[] servedNumbers = new double[SAMPLE];
    private final double[] shadowNumbers = new double[SAMPLE];
    private final Map<String, long[]> shares = new HashMap<>();
    private long requests;
    private long mismatches;
    private long numbers;
    private double sumOfDifferences;
    private double largest;
    private boolean classes;

    OutputComparator(String name, ShadowSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    /** How far apart both are, as a multiple of the tolerance: above 1 is a mismatch. */
    double add(Value served, Value shadow) {
        double apart = served instanceof Tensor one && shadow instanceof Tensor other
                ? tensors(one, other)
                : served.equals(shadow) ? 0 : Double.POSITIVE_INFINITY;
        if (apart > 1) {
            mismatches++;
        }
        return apart;
    }

    private double tensors(Tensor served, Tensor shadow) {
        if (!served.shape().equals(shadow.shape())) {
            largest = Math.max(largest, 1);
            return Double.POSITIVE_INFINITY;
        }
        if (served.size() == 0) {
            return 0;
        }
        return served.type() == ElementType.STRING || shadow.type() == ElementType.STRING
                ? texts(served, shadow)
                : numbers(served, shadow);
    }

    private double texts(Tensor served, Tensor shadow) {
        String[] one = texts(served);
        String[] other = texts(shadow);
        count(one[0], other[0]);
        if (Arrays.equals(one, other)) {
            return 0;
        }
        largest = 1;
        return Double.POSITIVE_INFINITY;
    }

    private static String[] texts(Tensor tensor) {
        return tensor.type() == ElementType.STRING
                ? tensor.strings()
                : Arrays.stream(numbers(tensor)).mapToObj(Double::toString).toArray(String[]::new);
    }

    private static double[] numbers(Tensor tensor) {
        if (tensor.type() != ElementType.BOOL) {
            return tensor.doubles();
        }
        boolean[] booleans = tensor.booleans();
        double[] numbers = new double[booleans.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = booleans[i] ? 1 : 0;
        }
        return numbers;
    }

    private double numbers(Tensor served, Tensor shadow) {
        double[] one = numbers(served);
        double[] other = numbers(shadow);
        double apart = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = other[i] - one[i];
            boolean same = Double.compare(one[i], other[i]) == 0 || difference == 0;
            double size = same ? 0 : Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.abs(difference);
            if (!Double.isInfinite(size)) {
                sumOfDifferences += same ? 0 : difference;
                numbers++;
            }
            largest = Math.max(largest, size);
            double tolerance = settings.absolute() + settings.relative() * Math.abs(one[i]);
            apart = Math.max(apart, size == 0 ? 0 : tolerance == 0 ? Double.POSITIVE_INFINITY : size / tolerance);
        }
        // The last number of the first row: of probabilities, that of the last class.
        int last = one.length
                        / (int) Math.max(
                                1,
                                served.shape().rank() == 0 ? 1 : served.shape().dimension(0))
                - 1;
        sample(one[Math.max(0, last)], other[Math.max(0, last)]);
        if (isWhole(served.type())) {
            count(Double.toString(one[0]), Double.toString(other[0]));
        }
        return apart;
    }

    private static boolean isWhole(ElementType type) {
        return switch (type) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> false;
            default -> true;
        };
    }

    private void count(String served, String shadow) {
        classes = true;
        if (shares.size() < SAMPLE || (shares.containsKey(served) && shares.containsKey(shadow))) {
            shares.computeIfAbsent(served, s -> new long[2])[0]++;
            shares.computeIfAbsent(shadow, s -> new long[2])[1]++;
        }
    }

    /** Vitter's algorithm R. */
    private void sample(double served, double shadow) {
        long at = requests < SAMPLE ? requests : random.nextLong(requests + 1);
        requests++;
        if (at < SAMPLE && !Double.isNaN(served) && !Double.isNaN(shadow)) {
            servedNumbers[(int) at] = served;
            shadowNumbers[(int) at] = shadow;
        }
    }

    OutputComparison comparison() {
        int kept = (int) Math.min(requests, SAMPLE);
        double[] served = Arrays.copyOf(servedNumbers, kept);
        double[] shadow = Arrays.copyOf(shadowNumbers, kept);
        return new OutputComparison(
                name,
                mismatches,
                largest,
                numbers == 0 ? 0 : sumOfDifferences / numbers,
                kept < 2 ? Optional.empty() : Optional.ofNullable(kendall(served, shadow)),
                classes
                        ? totalVariation()
                        : kept == 0 ? Optional.empty() : Optional.of(kolmogorovSmirnov(served, shadow)));
    }

    /** Kendall's tau-b; null where one of both never changes, as there is no order then. */
    static @Nullable Double kendall(double[] one, double[] other) {
        long together = 0;
        long against = 0;
        long tiedOne = 0;
        long tiedOther = 0;
        for (int i = 0; i < one.length; i++) {
            for (int j = 0; j < i; j++) {
                int a = Double.compare(one[i], one[j]);
                int b = Double.compare(other[i], other[j]);
                if (a == 0 && b == 0) {
                    continue;
                }
                if (a == 0) {
                    tiedOne++;
                } else if (b == 0) {
                    tiedOther++;
                } else if (a > 0 == b > 0) {
                    together++;
                } else {
                    against++;
                }
            }
        }
        double product = (double) (together + against + tiedOne) * (together + against + tiedOther);
        return product == 0 ? null : (together - against) / Math.sqrt(product);
    }

    static double kolmogorovSmirnov(double[] one, double[] other) {
        double[] a = one.clone();
        double[] b = other.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double at = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= at) {
                i++;
            }
            while (j < b.length && b[j] <= at) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return most;
    }

    private Optional<Double> totalVariation() {
        double served = 0;
        double shadow = 0;
        for (long[] counts : shares.values()) {
            served += counts[0];
            shadow += counts[1];
        }
        if (served == 0 || shadow == 0) {
            return Optional.empty();
        }
        double distance = 0;
        for (long[] counts : shares.values()) {
            distance += Math.abs(counts[0] / served - counts[1] / shadow) / 2;
        }
        return Optional.of(distance);
    }
}
