package io.mlops4j.core.evaluation.calibration;

import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Line;
import io.mlops4j.evaluation.Plot.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Precision, recall and their mean over thresholds. */
final class ThresholdPlot {
    /** As many as a picture shows. */
    private static final int MOST_POINTS = 200;

    private ThresholdPlot() {}

    /** Over the cuts of some rows, thinned out evenly by their rank; the one that was chosen is always among them. */
    static Curve of(ThresholdScan scan, Goal goal, Cut chosen) {
        List<Cut> cuts = new ArrayList<>();
        scan.forEach(scan.weights(), cuts::add);
        Collections.reverse(cuts);
        int step = (cuts.size() + MOST_POINTS - 1) / MOST_POINTS;
        List<Point> precision = new ArrayList<>();
        List<Point> recall = new ArrayList<>();
        List<Point> mean = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            Cut cut = cuts.get(i);
            if (i % step == 0 || i == cuts.size() - 1 || cut.equals(chosen)) {
                precision.add(new Point(cut.score(), cut.precision()));
                recall.add(new Point(cut.score(), cut.recall()));
                mean.add(new Point(cut.score(), cut.fBeta(goal.beta())));
            }
        }
        String f = goal.beta() == 1 ? "F1" : "F with β " + goal.beta();
        return new Curve(
                "threshold",
                "Precision and recall over thresholds",
                "threshold",
                "share",
                List.of(
                        new Line("precision", false, precision),
                        new Line("recall", false, recall),
                        new Line(f, false, mean),
                        new Line("chosen", true, List.of(new Point(chosen.score(), 0), new Point(chosen.score(), 1)))));
    }
}
