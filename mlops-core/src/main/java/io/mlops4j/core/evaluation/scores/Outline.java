package io.mlops4j.core.evaluation.scores;

import io.mlops4j.evaluation.Plot.Point;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * A curve in the unit square of which only those points are kept that a picture shows: no point that was passed is further than 0.005 from the line
 * drawn (Ramer 1972, doi:10.1016/S0146-664X(72)80017-0). Only a curve so ragged that this takes more than 120 points is drawn more coarsely.
 */
final class Outline {
    private static final int MOST_POINTS = 120;

    /** Points closer than this to the one kept last are passed over at once, so that millions need no memory. */
    private static final double GRAIN = 0.0005;

    private static final double TOLERANCE = 0.0045;

    private final List<Point> points = new ArrayList<>();
    private double lastX;
    private double lastY;
    private double x;
    private double y;

    /** Begins at a point. */
    Outline(double x, double y) {
        keep(x, y);
        this.x = x;
        this.y = y;
    }

    /** Goes on to a point. */
    void to(double nextX, double nextY) {
        if (Math.hypot(nextX - lastX, nextY - lastY) > GRAIN && (x != lastX || y != lastY)) {
            keep(x, y);
        }
        x = nextX;
        y = nextY;
    }

    private void keep(double atX, double atY) {
        points.add(new Point(atX, atY));
        lastX = atX;
        lastY = atY;
    }

    /** The points to draw, from the first to the last. */
    List<Point> points() {
        if (x != lastX || y != lastY) {
            keep(x, y);
        }
        double tolerance = TOLERANCE;
        BitSet kept = kept(tolerance);
        while (kept.cardinality() > MOST_POINTS) {
            tolerance *= 1.5;
            kept = kept(tolerance);
        }
        return kept.stream().mapToObj(points::get).toList();
    }

    /** Which points are left when each stretch that is within the tolerance of a straight line becomes one. */
    private BitSet kept(double tolerance) {
        BitSet kept = new BitSet();
        kept.set(0);
        kept.set(points.size() - 1);
        Deque<int[]> stretches = new ArrayDeque<>();
        stretches.push(new int[] {0, points.size() - 1});
        while (!stretches.isEmpty()) {
            int[] stretch = stretches.pop();
            int furthest = -1;
            double distance = tolerance;
            for (int i = stretch[0] + 1; i < stretch[1]; i++) {
                double to = distance(points.get(i), points.get(stretch[0]), points.get(stretch[1]));
                if (to > distance) {
                    distance = to;
                    furthest = i;
                }
            }
            if (furthest >= 0) {
                kept.set(furthest);
                stretches.push(new int[] {stretch[0], furthest});
                stretches.push(new int[] {furthest, stretch[1]});
            }
        }
        return kept;
    }

    /** From a point to the line between two. */
    private static double distance(Point point, Point from, Point to) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : ((point.x() - from.x()) * dx + (point.y() - from.y()) * dy) / square;
        double nearest = Math.max(0, Math.min(1, along));
        return Math.hypot(point.x() - from.x() - nearest * dx, point.y() - from.y() - nearest * dy);
    }
}
