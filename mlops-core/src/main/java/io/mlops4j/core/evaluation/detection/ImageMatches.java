package io.mlops4j.core.evaluation.detection;

import io.mlops4j.evaluation.Annotation;
import io.mlops4j.evaluation.Box;
import io.mlops4j.evaluation.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which detections of one category in one image find an object, at each overlap. After {@code evaluateImg} of COCO's {@code cocoeval.py}: the surest
 * detection takes the object that it overlaps most, of those that nobody took; objects that do not count come last.
 */
final class ImageMatches {
    /** Overlaps as numpy's {@code linspace(.5, .95, 10)} gives them. */
    static final double[] OVERLAPS = overlaps();

    static final int MOST_DETECTIONS = 100;

    private final double[] scores;

    /** By detection, a bit an overlap. */
    private final int[] found;

    private final int[] ignored;
    private final int objects;

    private ImageMatches(double[] scores, int[] found, int[] ignored, int objects) {
        this.scores = scores;
        this.found = found;
        this.ignored = ignored;
        this.objects = objects;
    }

    private static double[] overlaps() {
        double[] overlaps = new double[10];
        double step = (0.95 - 0.5) / 9;
        for (int i = 0; i < overlaps.length; i++) {
            overlaps[i] = i * step + 0.5;
        }
        overlaps[9] = 0.95;
        return overlaps;
    }

    /** Matches annotations and detections of one category. */
    static ImageMatches of(List<Annotation> annotations, List<Detection> detections, AreaRange range) {
        List<Annotation> truths = new ArrayList<>(annotations);
        truths.sort(Comparator.comparing(truth -> isIgnored(truth, range)));
        List<Detection> surest = new ArrayList<>(detections);
        surest.sort(Comparator.comparingDouble(Detection::score).reversed());
        if (surest.size() > MOST_DETECTIONS) {
            surest = surest.subList(0, MOST_DETECTIONS);
        }
        double[][] overlaps = new double[surest.size()][truths.size()];
        for (int d = 0; d < overlaps.length; d++) {
            for (int g = 0; g < truths.size(); g++) {
                overlaps[d][g] = overlap(surest.get(d).box(), truths.get(g));
            }
        }
        int[] found = new int[surest.size()];
        int[] ignored = new int[surest.size()];
        for (int t = 0; t < OVERLAPS.length; t++) {
            match(t, truths, overlaps, range, found, ignored);
        }
        double[] scores = new double[surest.size()];
        for (int d = 0; d < scores.length; d++) {
            scores[d] = surest.get(d).score();
            if (!range.holds(surest.get(d).box().area())) {
                // Who finds nothing and is of another size does not count at all.
                ignored[d] |= ~found[d];
            }
        }
        int objects =
                (int) truths.stream().filter(truth -> !isIgnored(truth, range)).count();
        return new ImageMatches(scores, found, ignored, objects);
    }

    private static boolean isIgnored(Annotation truth, AreaRange range) {
        return truth.crowd() || !range.holds(truth.area());
    }

    private static void match(
            int t, List<Annotation> truths, double[][] overlaps, AreaRange range, int[] found, int[] ignored) {
        boolean[] taken = new boolean[truths.size()];
        for (int d = 0; d < found.length; d++) {
            double best = Math.min(OVERLAPS[t], 1 - 1e-10);
            int match = -1;
            for (int g = 0; g < taken.length; g++) {
                if (taken[g] && !truths.get(g).crowd()) {
                    continue;
                }
                if (match >= 0 && !isIgnored(truths.get(match), range) && isIgnored(truths.get(g), range)) {
                    break;
                }
                // Of equal overlaps the later object is taken.
                if (overlaps[d][g] >= best) {
                    best = overlaps[d][g];
                    match = g;
                }
            }
            if (match >= 0) {
                taken[match] = true;
                found[d] |= 1 << t;
                ignored[d] |= isIgnored(truths.get(match), range) ? 1 << t : 0;
            }
        }
    }

    /** Intersection over union; of a crowd, the share of the detection that lies in it. */
    private static double overlap(Box detection, Annotation truth) {
        Box box = truth.box();
        double width =
                Math.min(detection.x() + detection.width(), box.x() + box.width()) - Math.max(detection.x(), box.x());
        double height =
                Math.min(detection.y() + detection.height(), box.y() + box.height()) - Math.max(detection.y(), box.y());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double both = width * height;
        return both / (truth.crowd() ? detection.area() : detection.area() + box.area() - both);
    }

    /** By descending score. */
    double[] scores() {
        return scores;
    }

    boolean isFound(int detection, int overlap) {
        return (found[detection] & 1 << overlap) != 0;
    }

    boolean isIgnored(int detection, int overlap) {
        return (ignored[detection] & 1 << overlap) != 0;
    }

    /** How many objects were there to be found. */
    int objects() {
        return objects;
    }
}
