package io.mlops4j.core.page;

import io.mlops4j.core.page.Chart.Spot;
import java.util.ArrayList;
import java.util.List;

/** Fewer points of a line that look the same: of each stretch of it the first, least, greatest and last, so that no extreme is lost. Stateless. */
final class Thinned {
    private static final int STRETCHES = 120;

    private Thinned() {}

    /** At most four points, and the gaps, for each of 120 stretches of equally many points. */
    static List<Spot> of(List<Spot> spots) {
        if (spots.size() <= 4 * STRETCHES) {
            return spots;
        }
        List<Spot> kept = new ArrayList<>();
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            int from = (int) ((long) spots.size() * stretch / STRETCHES);
            int to = (int) ((long) spots.size() * (stretch + 1) / STRETCHES);
            Stretch.kept(from, to, i -> height(spots.get(i))).forEach(i -> kept.add(spots.get(i)));
        }
        return kept;
    }

    private static double height(Spot spot) {
        return Double.isFinite(spot.x()) ? spot.y() : Double.NaN;
    }
}
