package io.mlops4j.core.evaluation.detection;

import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.Annotation;
import io.mlops4j.evaluation.AreaRange;
import io.mlops4j.evaluation.Box;
import io.mlops4j.evaluation.Detection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The objects of one category in one image, what was found of it there, and how much they overlap: what is the same for objects of every size. */
final class ImageBoxes {
    private final List<Annotation> truths;

    /** The surest first. */
    private final List<Detection> detections;

    /** By detection, then by object. */
    private final double[][] overlaps;

    ImageBoxes(List<Annotation> truths, List<Detection> found, int most) {
        this.truths = truths;
        int[] order = SortedOrder.ascending(
                found.stream().mapToDouble(detection -> -detection.score()).toArray());
        this.detections = Arrays.stream(order).limit(most).mapToObj(found::get).toList();
        this.overlaps = new double[detections.size()][truths.size()];
        for (int d = 0; d < overlaps.length; d++) {
            for (int g = 0; g < truths.size(); g++) {
                overlaps[d][g] = overlap(detections.get(d).box(), truths.get(g));
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

    /** Of the detections, descending. */
    double[] scores() {
        return detections.stream().mapToDouble(Detection::score).toArray();
    }

    /**
     * Which detections find an object of a size, at each threshold. After {@code evaluateImg} of COCO's {@code cocoeval.py}: the surest detection takes the
     * object that it overlaps most, of those that nobody took; objects that do not count come last.
     */
    ImageMatches matches(AreaRange range, double[] thresholds) {
        boolean[] aside = new boolean[truths.size()];
        int objects = 0;
        for (int g = 0; g < aside.length; g++) {
            aside[g] = truths.get(g).crowd() || !holds(range, truths.get(g).area());
            objects += aside[g] ? 0 : 1;
        }
        int[] order = IntStream.range(0, aside.length)
                .boxed()
                .sorted(Comparator.comparing(g -> aside[g]))
                .mapToInt(Integer::intValue)
                .toArray();
        byte[][] verdicts = new byte[thresholds.length][detections.size()];
        for (int t = 0; t < thresholds.length; t++) {
            boolean[] taken = new boolean[truths.size()];
            for (int d = 0; d < detections.size(); d++) {
                int match = match(d, thresholds[t], order, aside, taken);
                if (match >= 0) {
                    taken[match] = true;
                    verdicts[t][d] = aside[match] ? Verdict.ASIDE : Verdict.RIGHT;
                } else {
                    // What finds nothing and is of another size does not count at all.
                    verdicts[t][d] = holds(range, detections.get(d).box().area()) ? Verdict.WRONG : Verdict.ASIDE;
                }
            }
        }
        return new ImageMatches(verdicts, objects);
    }

    /** Both ends belong to it, as in COCO. */
    private static boolean holds(AreaRange range, double area) {
        return area >= range.least() && area <= range.most();
    }

    /** The object that a detection takes; -1 if none. */
    private int match(int d, double threshold, int[] order, boolean[] aside, boolean[] taken) {
        double best = Math.min(threshold, 1 - 1e-10);
        int match = -1;
        for (int g : order) {
            if (taken[g] && !truths.get(g).crowd()) {
                continue;
            }
            if (match >= 0 && !aside[match] && aside[g]) {
                break;
            }
            // Of equal overlaps the later object is taken.
            if (overlaps[d][g] >= best) {
                best = overlaps[d][g];
                match = g;
            }
        }
        return match;
    }
}
