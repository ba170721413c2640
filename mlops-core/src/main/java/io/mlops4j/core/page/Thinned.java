package io.mlops4j.core.page;

import io.mlops4j.core.page.Chart.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

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
            kept.addAll(ofStretch(spots.subList(from, to)));
        }
        return kept;
    }

    private static List<Spot> ofStretch(List<Spot> spots) {
        TreeSet<Integer> chosen = new TreeSet<>(List.of(0, spots.size() - 1));
        int least = -1;
        int greatest = -1;
        for (int i = 0; i < spots.size(); i++) {
            if (isGap(spots, i)) {
                if (i == 0 || !isGap(spots, i - 1)) {
                    chosen.add(i);
                }
                continue;
            }
            double y = spots.get(i).y();
            least = least < 0 || y < spots.get(least).y() ? i : least;
            greatest = greatest < 0 || y > spots.get(greatest).y() ? i : greatest;
        }
        if (least >= 0) {
            chosen.add(least);
            chosen.add(greatest);
        }
        return chosen.stream().map(spots::get).toList();
    }

    private static boolean isGap(List<Spot> spots, int i) {
        return !Double.isFinite(spots.get(i).x())
                || !Double.isFinite(spots.get(i).y());
    }
}
