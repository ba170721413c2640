package io.mlops4j.core.experiment.page;

import io.mlops4j.core.page.Stretch;
import io.mlops4j.experiment.MetricPoint;
import java.util.ArrayList;
import java.util.List;

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
            Stretch.kept(from, to, i -> points.get(i).value()).forEach(i -> kept.add(points.get(i)));
            from = to;
        }
        return kept;
    }

    private static long stretch(MetricPoint point, double first, double width) {
        return (long) ((point.step() - first) / width);
    }
}
