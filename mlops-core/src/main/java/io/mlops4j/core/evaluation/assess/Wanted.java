package io.mlops4j.core.evaluation.assess;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Which of all measures are wanted, in the order of all. Immutable. */
public final class Wanted {
    private final List<Measure> measures;
    private final int[] positions;

    private Wanted(List<Measure> measures, int[] positions) {
        this.measures = measures;
        this.positions = positions;
    }

    /** Some of all measures. */
    public static Wanted of(List<Measure> all, List<Measure> some) {
        Set<Measure> chosen = new HashSet<>(some);
        int[] positions = IntStream.range(0, all.size())
                .filter(m -> chosen.contains(all.get(m)))
                .toArray();
        return new Wanted(IntStream.of(positions).mapToObj(all::get).toList(), positions);
    }

    /** Those that are wanted. */
    public List<Measure> measures() {
        return measures;
    }

    /** Whether a metric is wanted whose name begins so. */
    public boolean wants(String prefix) {
        return measures.stream().anyMatch(measure -> measure.name().startsWith(prefix));
    }

    /** The values of those that are wanted, from those of all. */
    public double[] select(double[] ofAll) {
        double[] selected = new double[positions.length];
        for (int m = 0; m < selected.length; m++) {
            selected[m] = ofAll[positions[m]];
        }
        return selected;
    }
}
