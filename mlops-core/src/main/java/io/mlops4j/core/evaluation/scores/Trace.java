package io.mlops4j.core.evaluation.scores;

import io.mlops4j.evaluation.Plot.Point;
import java.util.ArrayList;
import java.util.List;

/** A curve in the unit square that is drawn point by point, of which only those are kept that a picture shows. */
final class Trace {
    private static final double STEP = 0.01;

    private final List<Point> points = new ArrayList<>();
    private double lastX;
    private double lastY;
    private double x;
    private double y;

    /** Begins at a point. */
    Trace(double x, double y) {
        keep(x, y);
        this.x = x;
        this.y = y;
    }

    /** Goes on to a point. */
    void to(double nextX, double nextY) {
        if (Math.abs(nextX - lastX) + Math.abs(nextY - lastY) > STEP && (x != lastX || y != lastY)) {
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

    /** The points, from the first to the last. */
    List<Point> points() {
        if (x != lastX || y != lastY) {
            keep(x, y);
        }
        return points;
    }
}
