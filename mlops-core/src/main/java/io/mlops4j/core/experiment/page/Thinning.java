package io.mlops4j.core.experiment.page;

import io.mlops4j.experiment.MetricPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Fewer points that look the same: of each stretch of steps the first, least, greatest and last, so that no extreme is lost. Stateless. */
final class Thinning {
    private static final int STRETCHES = 150;

    private Thinning() {}

    /** At most four points for each of 150 stretches; points that are no finite number stay, one for each gap, as they part the line. */
    static List<MetricPoint> of(List<MetricPoint> points) {
        if (points.size() <= 4 * STRETCHES) {
            return points;
        }
        double first = points.get(0).step();
        double width = Math.max(1, points.get(points.size() - 1).step() - first + 1) / STRETCHES;
        List<MetricPoint> kept = new ArrayList<>();
        int from = 0;
        while (from < points.size()) {
            long stretch = stretch(points.get(from), first, width);
            int to = from + 1;
            while (to < points.size() && stretch(points.get(to), first, width) == stretch) {
                to++;
            }
            keep(points, from, to, kept);
            from = to;
        }
        return kept;
    }

    private static long stretch(MetricPoint point, double first, double width) {
        return (long) ((point.step() - first) / width);
    }

    private static void keep(List<MetricPoint> points, int from, int to, List<MetricPoint> kept) {
        TreeSet<Integer> chosen = new TreeSet<>(List.of(from, to - 1));
        int least = -1;
        int greatest = -1;
        for (int i = from; i < to; i++) {
            double value = points.get(i).value();
            if (Double.isFinite(value)) {
                least = least < 0 || value < points.get(least).value() ? i : least;
                greatest = greatest < 0 || value > points.get(greatest).value() ? i : greatest;
            } else if (i == from || Double.isFinite(points.get(i - 1).value())) {
                chosen.add(i);
            }
        }
        if (least >= 0) {
            chosen.add(least);
            chosen.add(greatest);
        }
        chosen.forEach(i -> kept.add(points.get(i)));
    }
}
