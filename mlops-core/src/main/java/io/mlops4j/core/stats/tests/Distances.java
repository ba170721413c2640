package io.mlops4j.core.stats.tests;

import io.mlops4j.InvalidInput;

/** How far two samples are apart, by the area between their distribution functions. */
final class Distances {
    private Distances() {}

    /** ∫ |F_a − F_b|. */
    static double wasserstein(Samples samples) {
        Area area = new Area(samples, 1);
        samples.walk(area);
        return fits(area.sum, "The Wasserstein distance");
    }

    /** √(2 ∫ (F_a − F_b)²). */
    static double energy(Samples samples) {
        Area area = new Area(samples, 2);
        samples.walk(area);
        // The root of 2 apart: twice the area may be greater than the greatest double.
        return fits(Math.sqrt(2) * Math.sqrt(area.sum), "The energy distance");
    }

    private static double fits(double distance, String what) {
        if (distance == Double.POSITIVE_INFINITY) {
            throw new InvalidInput(
                    what + " of these samples is greater than a double can be; scale the values down first.");
        }
        return distance;
    }

    /** Adds up |F_a − F_b|^power between one distinct value and the next. */
    private static final class Area implements Samples.Step {
        private final double n;
        private final double m;
        private final int power;
        private double last;
        private double height;
        private double sum;

        private Area(Samples samples, int power) {
            this.n = samples.n();
            this.m = samples.m();
            this.power = power;
        }

        @Override
        public void take(double value, int ofA, int ofB, int upToA, int upToB) {
            if (height > 0) {
                double gap = value - last;
                // The difference of two values may be greater than the greatest double, and its part that counts not.
                sum += gap < Double.POSITIVE_INFINITY ? gap * height : value * height - last * height;
            }
            last = value;
            // The products are exact up to 2^53, so that equal shares differ by 0 and by no rounding.
            double difference = Math.abs(upToA * m - upToB * n) / (n * m);
            height = power == 1 ? difference : difference * difference;
        }
    }
}
