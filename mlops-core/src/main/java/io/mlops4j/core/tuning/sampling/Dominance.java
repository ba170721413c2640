package io.mlops4j.core.tuning.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Comparisons of vectors of objectives, less being better in each. */
public final class Dominance {
    private Dominance() {}

    /** Whether volumes can be told of points. */
    static boolean finite(List<double[]> points) {
        return points.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    }

    /** Nowhere worse and somewhere better. */
    public static boolean dominates(double[] one, double[] other) {
        boolean better = false;
        for (int i = 0; i < one.length; i++) {
            if (one[i] > other[i]) {
                return false;
            }
            better |= one[i] < other[i];
        }
        return better;
    }

    /**
     * The fronts: those that nothing dominates, then those that only the first dominate, and so on, until they hold so many points; as indices.
     */
    static List<List<Integer>> fronts(List<double[]> points, int enough) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            left.add(i);
        }
        List<List<Integer>> fronts = new ArrayList<>();
        for (int held = 0; held < enough && !left.isEmpty(); ) {
            List<Integer> front = new ArrayList<>();
            List<Integer> behind = new ArrayList<>();
            for (int i : left) {
                boolean dominated = left.stream().anyMatch(j -> dominates(points.get(j), points.get(i)));
                (dominated ? behind : front).add(i);
            }
            fronts.add(front);
            held += front.size();
            left = behind;
        }
        return fronts;
    }

    /**
     * The volume that points dominate, up to a reference point that is worse than all of them; by slicing along the last objective (HSO, While
     * et al. 2006). Exact; meant for two or three objectives and some dozens of points.
     */
    static double volume(List<double[]> points, double[] reference) {
        return volume(points, reference, reference.length);
    }

    private static double volume(List<double[]> points, double[] reference, int dimensions) {
        if (points.isEmpty()) {
            return 0;
        }
        if (dimensions == 1) {
            double least = points.stream().mapToDouble(p -> p[0]).min().orElseThrow();
            return Math.max(0, reference[0] - least);
        }
        int last = dimensions - 1;
        double[] cuts = points.stream()
                .mapToDouble(p -> p[last])
                .filter(cut -> cut < reference[last])
                .sorted()
                .distinct()
                .toArray();
        double volume = 0;
        for (int i = 0; i < cuts.length; i++) {
            double cut = cuts[i];
            double height = (i + 1 < cuts.length ? cuts[i + 1] : reference[last]) - cut;
            List<double[]> slice = points.stream().filter(p -> p[last] <= cut).toList();
            volume += height * volume(slice, reference, dimensions - 1);
        }
        return volume;
    }

    /** A point that is a little worse than all of them. */
    static double[] reference(List<double[]> points) {
        double[] worst = points.get(0).clone();
        double[] best = points.get(0).clone();
        for (double[] point : points) {
            for (int i = 0; i < worst.length; i++) {
                worst[i] = Math.max(worst[i], point[i]);
                best[i] = Math.min(best[i], point[i]);
            }
        }
        for (int i = 0; i < worst.length; i++) {
            double range = worst[i] - best[i];
            worst[i] += range > 0 ? 0.1 * range : 1;
        }
        return worst;
    }

    /**
     * So many of the points, each chosen to add the most volume to those before it, the earlier of equal ones; as indices, in their order. What a
     * point adds only becomes less, so an old figure is a bound, and few have to be computed anew.
     */
    static List<Integer> mostVolume(List<double[]> points, int count) {
        double[] reference = reference(points);
        PriorityQueue<Gain> gains = new PriorityQueue<>(
                Comparator.comparingDouble((Gain gain) -> -gain.volume()).thenComparingInt(Gain::index));
        for (int i = 0; i < points.size(); i++) {
            gains.add(new Gain(i, volume(List.of(points.get(i)), reference), 0));
        }
        List<Integer> chosen = new ArrayList<>();
        List<double[]> dominating = new ArrayList<>();
        double volume = 0;
        while (chosen.size() < count) {
            Gain gain = gains.remove();
            if (gain.beside() == chosen.size()) {
                chosen.add(gain.index());
                dominating.add(points.get(gain.index()));
                volume += gain.volume();
            } else {
                List<double[]> together = new ArrayList<>(dominating);
                together.add(points.get(gain.index()));
                gains.add(new Gain(gain.index(), volume(together, reference) - volume, chosen.size()));
            }
        }
        return chosen;
    }

    /** What a point adds to the volume beside so many chosen ones. */
    private record Gain(int index, double volume, int beside) {}

    /** How much of the volume each point alone dominates, as a share of the largest; at least a thousandth. */
    static double[] contributions(List<double[]> points) {
        double[] contributions = new double[points.size()];
        double[] reference = reference(points);
        double all = volume(points, reference);
        double largest = 0;
        for (int i = 0; i < contributions.length; i++) {
            List<double[]> others = new ArrayList<>(points);
            others.remove(i);
            contributions[i] = all - volume(others, reference);
            largest = Math.max(largest, contributions[i]);
        }
        double scale = largest;
        Arrays.setAll(contributions, i -> scale == 0 ? 1 : Math.max(1e-3, contributions[i] / scale));
        return contributions;
    }
}
