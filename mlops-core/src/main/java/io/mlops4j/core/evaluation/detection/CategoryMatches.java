package io.mlops4j.core.evaluation.detection;

import io.mlops4j.core.evaluation.assess.SortedOrder;

/** The detections of one category and size in all images, the surest first: what {@code accumulate} of COCO's {@code cocoeval.py} works on. */
final class CategoryMatches {
    private static final int RECALLS = 101;
    private static final double EPSILON = Math.ulp(1.0);

    private final ImageMatches[] images;

    /** By detection, from the surest down. */
    private final int[] image;

    private final int[] rank;

    CategoryMatches(ImageMatches[] images) {
        this.images = images;
        int count = 0;
        for (ImageMatches matches : images) {
            count += matches.scores().length;
        }
        int[] ofImage = new int[count];
        int[] ofRank = new int[count];
        double[] negated = new double[count];
        int next = 0;
        for (int i = 0; i < images.length; i++) {
            double[] scores = images[i].scores();
            for (int d = 0; d < scores.length; d++) {
                ofImage[next] = i;
                ofRank[next] = d;
                negated[next++] = -scores[d];
            }
        }
        int[] order = SortedOrder.ascending(negated);
        this.image = SortedOrder.permuted(ofImage, order);
        this.rank = SortedOrder.permuted(ofRank, order);
    }

    /** How many objects there are, each as often as its image. */
    double objects(double[] weights) {
        double objects = 0;
        for (int i = 0; i < images.length; i++) {
            objects += weights[i] * images[i].objects();
        }
        return objects;
    }

    /** The share of objects that are found at an overlap by the surest few of each image. */
    double recall(double[] weights, double objects, int overlap, int most) {
        double found = 0;
        for (int d = 0; d < image.length; d++) {
            ImageMatches matches = images[image[d]];
            if (rank[d] < most && matches.isFound(rank[d], overlap) && !matches.isIgnored(rank[d], overlap)) {
                found += weights[image[d]];
            }
        }
        return found / objects;
    }

    /** The precision at each of 101 recalls: the greatest at this recall or a greater one, 0 where it is not reached. */
    double[] precisions(double[] weights, double objects, int overlap) {
        double[] recalls = new double[image.length];
        double[] precisions = new double[image.length];
        double found = 0;
        double wrong = 0;
        int count = 0;
        for (int d = 0; d < image.length; d++) {
            ImageMatches matches = images[image[d]];
            double weight = weights[image[d]];
            if (weight == 0) {
                continue;
            }
            if (!matches.isIgnored(rank[d], overlap)) {
                if (matches.isFound(rank[d], overlap)) {
                    found += weight;
                } else {
                    wrong += weight;
                }
            }
            recalls[count] = found / objects;
            precisions[count++] = found / (wrong + found + EPSILON);
        }
        for (int d = count - 1; d > 0; d--) {
            precisions[d - 1] = Math.max(precisions[d - 1], precisions[d]);
        }
        double[] at = new double[RECALLS];
        int d = 0;
        for (int r = 0; r < RECALLS; r++) {
            double wanted = r == RECALLS - 1 ? 1 : r * 0.01;
            while (d < count && recalls[d] < wanted) {
                d++;
            }
            at[r] = d < count ? precisions[d] : 0;
        }
        return at;
    }

    /** The mean of the precisions at all recalls. */
    double averagePrecision(double[] weights, double objects, int overlap) {
        double sum = 0;
        for (double precision : precisions(weights, objects, overlap)) {
            sum += precision;
        }
        return sum / RECALLS;
    }
}
