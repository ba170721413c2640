package io.mlops4j.examples;

import io.mlops4j.examples.Tumours.Tumour;
import java.util.Arrays;

/** What brings each measurement of the training rows to a mean of 0 and a standard deviation of 1. */
final class Scale {
    private final double[] means;
    private final double[] deviations;

    private Scale(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /** One that leaves values of the given width as they are. */
    static Scale none(int width) {
        double[] ones = new double[width];
        Arrays.fill(ones, 1);
        return new Scale(new double[width], ones);
    }

    /** The one that these tumours ask for. */
    static Scale standard(Tumours tumours) {
        int width = tumours.measurements().size();
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int column = 0; column < width; column++) {
            int at = column;
            double[] values = tumours.rows().stream()
                    .mapToDouble(tumour -> tumour.values().get(at))
                    .toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            means[column] = mean;
            deviations[column] = Math.sqrt(Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow());
        }
        return new Scale(means, deviations);
    }

    double[] apply(Tumour tumour) {
        double[] scaled = new double[means.length];
        for (int column = 0; column < scaled.length; column++) {
            scaled[column] = (tumour.values().get(column) - means[column]) / deviations[column];
        }
        return scaled;
    }

    double[] means() {
        return means;
    }

    double[] deviations() {
        return deviations;
    }
}
