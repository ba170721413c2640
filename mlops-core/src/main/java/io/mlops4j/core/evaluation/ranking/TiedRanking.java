package io.mlops4j.core.evaluation.ranking;

import io.mlops4j.core.evaluation.assess.SortedOrder;
import java.util.Arrays;

/**
 * The documents of one query, from the highest score down, in groups of equal scores. Each measure is its mean over all orders within the groups
 * (McSherry and Najork 2008, doi:10.1007/978-3-540-78646-7_38).
 */
final class TiedRanking {
    /** Where each group begins, and the number of documents at the end. */
    private final int[] starts;

    /** By group. */
    private final double[] gains;

    private final int[] relevant;
    private final double[] ideal;
    private final int allRelevant;

    TiedRanking(double[] relevance, double[] scores, double relevantFrom) {
        int n = scores.length;
        int[] ascending = SortedOrder.ascending(scores);
        int[] bounds = new int[n + 1];
        double[] sums = new double[n];
        int[] counts = new int[n];
        int groups = 0;
        int all = 0;
        for (int place = 0; place < n; place++) {
            int document = ascending[n - 1 - place];
            if (place == 0 || scores[document] != scores[ascending[n - place]]) {
                bounds[groups++] = place;
            }
            sums[groups - 1] += relevance[document];
            if (relevance[document] >= relevantFrom) {
                counts[groups - 1]++;
                all++;
            }
        }
        bounds[groups] = n;
        this.starts = Arrays.copyOf(bounds, groups + 1);
        this.gains = Arrays.copyOf(sums, groups);
        this.relevant = Arrays.copyOf(counts, groups);
        this.allRelevant = all;
        this.ideal = relevance.clone();
        Arrays.sort(ideal);
    }

    private int groups() {
        return gains.length;
    }

    private int size(int group) {
        return starts[group + 1] - starts[group];
    }

    private static double discount(int place) {
        return 1 / (Math.log(place + 2) / Math.log(2));
    }

    /** The gains down to a place, each by the logarithm of its place. */
    double dcg(int cutoff) {
        double dcg = 0;
        for (int group = 0; group < groups(); group++) {
            double discounts = 0;
            for (int place = starts[group]; place < Math.min(starts[group + 1], cutoff); place++) {
                discounts += discount(place);
            }
            dcg += gains[group] / size(group) * discounts;
        }
        return dcg;
    }

    /** By the gains of the best order; 0 if nothing is relevant. */
    double ndcg(int cutoff) {
        double best = 0;
        for (int place = 0; place < Math.min(ideal.length, cutoff); place++) {
            best += ideal[ideal.length - 1 - place] * discount(place);
        }
        return best == 0 ? 0 : dcg(cutoff) / best;
    }

    /** How many relevant documents are to be expected down to a place. */
    private double hits(int cutoff) {
        double hits = 0;
        for (int group = 0; group < groups() && starts[group] < cutoff; group++) {
            int within = Math.min(starts[group + 1], cutoff) - starts[group];
            hits += (double) relevant[group] * within / size(group);
        }
        return hits;
    }

    double precision(int cutoff) {
        return hits(cutoff) / cutoff;
    }

    double recall(int cutoff) {
        return allRelevant == 0 ? Double.NaN : hits(cutoff) / allRelevant;
    }

    /** The probability that a relevant document is down to a place. */
    double hitRate(int cutoff) {
        if (allRelevant == 0) {
            return Double.NaN;
        }
        for (int group = 0; group < groups() && starts[group] < cutoff; group++) {
            if (relevant[group] > 0) {
                int within = Math.min(starts[group + 1], cutoff) - starts[group];
                double none = 1;
                for (int i = 0; i < within; i++) {
                    none *= Math.max(0, (double) (size(group) - relevant[group] - i) / (size(group) - i));
                }
                return 1 - none;
            }
        }
        return 0;
    }

    /** The mean of the precision at each relevant document, those below the cutoff counted 0. */
    double averagePrecision(int cutoff) {
        if (allRelevant == 0) {
            return Double.NaN;
        }
        double sum = 0;
        int before = 0;
        for (int group = 0; group < groups() && starts[group] < cutoff; group++) {
            int size = size(group);
            double others = size == 1 ? 0 : (relevant[group] - 1.0) / (size - 1);
            for (int i = 0; i < size && starts[group] + i < cutoff && relevant[group] > 0; i++) {
                double above = before + 1 + i * others;
                sum += (double) relevant[group] / size * above / (starts[group] + i + 1);
            }
            before += relevant[group];
        }
        return sum / allRelevant;
    }

    /** One by the place of the first relevant document. */
    double reciprocalRank() {
        for (int group = 0; group < groups(); group++) {
            if (relevant[group] > 0) {
                double mean = 0;
                double notYet = 1;
                for (int i = 0; i < size(group) && notYet > 0; i++) {
                    double here = notYet * relevant[group] / (size(group) - i);
                    mean += here / (starts[group] + i + 1);
                    notYet -= here;
                }
                return mean;
            }
        }
        return Double.NaN;
    }
}
