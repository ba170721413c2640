package io.mlops4j.core.evaluation.detection;

import io.mlops4j.core.evaluation.assess.SortedOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The detections of one category in all images, and what they are worth among objects of each size. Immutable. */
final class CategoryMatches {
    /** Of the images that have something of this category. */
    private final int[] rows;

    /** By size, then as the rows above. */
    private final int[][] objects;

    /** By detection, from the surest down; of equals, that of the image that comes first, and in it as listed. */
    private final int[] row;

    private final int[] rank;
    private final double[] scores;

    /** By size, by threshold, then by detection. */
    private final byte[][][] verdicts;

    private CategoryMatches(int[] rows, int[][] objects, int[] row, int[] rank, double[] scores, byte[][][] verdicts) {
        this.rows = rows;
        this.objects = objects;
        this.row = row;
        this.rank = rank;
        this.scores = scores;
        this.verdicts = verdicts;
    }

    /**
     * Sorts the detections of all images.
     *
     * @param rows which images have something of this category
     * @param scores of the detections in each of them, descending
     * @param matches by size, then as the rows
     */
    static CategoryMatches of(int[] rows, List<double[]> scores, ImageMatches[][] matches, int thresholds) {
        int count = scores.stream().mapToInt(one -> one.length).sum();
        int[] row = new int[count];
        int[] rank = new int[count];
        int[] image = new int[count];
        double[] negated = new double[count];
        int next = 0;
        for (int i = 0; i < rows.length; i++) {
            double[] ofImage = scores.get(i);
            for (int d = 0; d < ofImage.length; d++) {
                row[next] = rows[i];
                rank[next] = d;
                image[next] = i;
                negated[next++] = -ofImage[d];
            }
        }
        int[] order = SortedOrder.ascending(negated);
        byte[][][] verdicts = new byte[matches.length][thresholds][count];
        int[][] objects = new int[matches.length][];
        for (int size = 0; size < matches.length; size++) {
            ImageMatches[] ofSize = matches[size];
            objects[size] =
                    Arrays.stream(ofSize).mapToInt(ImageMatches::objects).toArray();
            for (int t = 0; t < thresholds; t++) {
                for (int d = 0; d < count; d++) {
                    verdicts[size][t][d] = ofSize[image[order[d]]].verdict(t, rank[order[d]]);
                }
            }
        }
        return new CategoryMatches(
                rows,
                objects,
                SortedOrder.permuted(row, order),
                SortedOrder.permuted(rank, order),
                SortedOrder.permuted(negated, order),
                verdicts);
    }

    /** Only some images; the array says of each row where it is among them, -1 if it is not. */
    CategoryMatches at(int[] positions) {
        int[] images = IntStream.range(0, rows.length)
                .filter(i -> positions[rows[i]] >= 0)
                .toArray();
        int[] detections = IntStream.range(0, row.length)
                .filter(d -> positions[row[d]] >= 0)
                .toArray();
        return new CategoryMatches(
                Arrays.stream(images).map(i -> positions[rows[i]]).toArray(),
                Arrays.stream(objects)
                        .map(ofSize -> SortedOrder.permuted(ofSize, images))
                        .toArray(int[][]::new),
                Arrays.stream(detections).map(d -> positions[row[d]]).toArray(),
                SortedOrder.permuted(rank, detections),
                SortedOrder.permuted(scores, detections),
                Arrays.stream(verdicts)
                        .map(ofSize -> Arrays.stream(ofSize)
                                .map(one -> permuted(one, detections))
                                .toArray(byte[][]::new))
                        .toArray(byte[][][]::new));
    }

    private static byte[] permuted(byte[] values, int[] order) {
        byte[] result = new byte[order.length];
        for (int i = 0; i < order.length; i++) {
            result[i] = values[order[i]];
        }
        return result;
    }

    /** How many objects of a size there are, each as often as its image. */
    double objects(double[] weights, int size) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += weights[rows[i]] * objects[size][i];
        }
        return sum;
    }

    /** The share of objects that are found at a threshold by the surest few of each image. */
    double recall(double[] weights, double all, int size, int threshold, int most) {
        byte[] verdict = verdicts[size][threshold];
        double found = 0;
        for (int d = 0; d < row.length; d++) {
            if (rank[d] < most && verdict[d] == Verdict.RIGHT) {
                found += weights[row[d]];
            }
        }
        return found / all;
    }

    /** The precision at each of some recalls. */
    double[] precisions(double[] weights, double all, int size, int threshold, double[] recalls) {
        PrecisionRecall curve = new PrecisionRecall(recalls, all);
        int from = 0;
        while (from < row.length) {
            int to = from + 1;
            while (to < row.length && row[to] == row[from] && scores[to] == scores[from]) {
                to++;
            }
            if (weights[row[from]] > 0) {
                curve.add(verdicts[size][threshold], from, to, weights[row[from]]);
            }
            from = to;
        }
        return curve.precisions();
    }
}
