package io.mlops4j.core.monitoring.multivariate;

import io.mlops4j.evaluation.Interval;
import io.mlops4j.monitoring.MultivariateDrift.TellingColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How well current rows can be told from those of a reference that a learner has not seen.
 *
 * <p>Rows are dealt into blocks by chance, each with its share of both tables. A block is judged by a model of the blocks before it (progressive validation, Blum, Kalai and
 * Langford 1999, doi:10.1145/307400.307439), not by one of all others as in cross-validation: there the models have learned from each other's judges, so the areas go
 * together, and their mean varies up to √2 times as much as the parts tell: an interval of 95 % then misses ½ without drift 17 % of the time. Here each area, less ½,
 * has the mean 0 without drift whatever came before, so the variances add up, and nothing has to be learned anew for permutations. The price is models of fewer rows.
 */
final class DomainClassifier {
    private static final int MOST_BLOCKS = 8;
    private static final int LEAST_PER_BLOCK = 10;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final List<Feature> features;
    private final boolean[] current;
    private final int[][] blocks;
    private final SplittableRandom random;

    /**
     * A classifier of the rows of features.
     *
     * @param references how many rows, from the first, are of the reference; at least 30, and as many others
     */
    DomainClassifier(List<Feature> features, int references, int rows, long seed) {
        this.features = features;
        random = new SplittableRandom(seed);
        current = new boolean[rows];
        Arrays.fill(current, references, rows, true);
        int count = Math.min(MOST_BLOCKS, Math.min(references, rows - references) / LEAST_PER_BLOCK);
        blocks = deal(references, rows, count);
    }

    private int[][] deal(int references, int rows, int count) {
        int[] first = shuffled(IntStream.range(0, references).toArray());
        int[] second = shuffled(IntStream.range(references, rows).toArray());
        int[][] dealt = new int[count][];
        for (int block = 0; block < count; block++) {
            dealt[block] = IntStream.concat(part(first, block, count), part(second, block, count))
                    .toArray();
        }
        return dealt;
    }

    private static IntStream part(int[] rows, int block, int count) {
        int from = (int) ((long) rows.length * block / count);
        int to = (int) ((long) rows.length * (block + 1) / count);
        return Arrays.stream(rows, from, to);
    }

    private int[] shuffled(int[] rows) {
        for (int i = rows.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[other];
            rows[other] = row;
        }
        return rows;
    }

    /**
     * What came of it.
     *
     * @param area the mean of the areas of the blocks
     * @param interval where it lies
     * @param pValue the probability of so great an area if the tables are alike
     * @param columns what each column is worth, the most first
     */
    record Finding(double area, Interval interval, double pValue, List<TellingColumn> columns) {}

    Finding judge(double confidence) {
        int learned = Math.max(1, blocks.length / 4);
        int judged = blocks.length - learned;
        double area = 0;
        double variance = 0;
        double chance = 0;
        double[] lost = new double[features.size()];
        for (int block = learned; block < blocks.length; block++) {
            int[] before =
                    Arrays.stream(blocks, 0, block).flatMapToInt(Arrays::stream).toArray();
            BoostedTrees model = BoostedTrees.learn(features, before, current, random.nextLong());
            Area own = area(model, features, blocks[block]);
            area += own.value() / judged;
            variance += own.variance() / judged / judged;
            chance += own.chanceVariance() / judged / judged;
            for (int f = 0; f < lost.length; f++) {
                lost[f] += lost(model, f, blocks[block], own.value()) / judged;
            }
        }
        double half = NORMAL.inverseCumulativeProbability((1 + confidence) / 2) * Math.sqrt(variance);
        Interval interval = new Interval(
                Math.max(0, area - half), Math.min(1, area + half), confidence, "DeLong, " + judged + " blocks");
        double pValue = chance > 0 ? NORMAL.survivalProbability((area - 0.5) / Math.sqrt(chance)) : 1;
        return new Finding(Math.max(0, Math.min(1, area)), interval, pValue, telling(lost));
    }

    private List<TellingColumn> telling(double[] lost) {
        List<TellingColumn> columns = new ArrayList<>();
        for (int f = 0; f < lost.length; f++) {
            columns.add(new TellingColumn(features.get(f).name(), lost[f]));
        }
        columns.sort(Comparator.comparingDouble(column -> -column.areaLost()));
        return columns;
    }

    /** What a model loses when one column of the rows that it judges is dealt anew. */
    private double lost(BoostedTrees model, int feature, int[] rows, double area) {
        if (!model.asksFor(feature)) {
            return 0;
        }
        List<Feature> dealt = new ArrayList<>(features);
        dealt.set(feature, features.get(feature).dealt(rows, shuffled(rows.clone())));
        return area - area(model, dealt, rows).value();
    }

    private Area area(BoostedTrees model, List<Feature> asked, int[] rows) {
        return Area.of(scores(model, asked, rows, false), scores(model, asked, rows, true));
    }

    private double[] scores(BoostedTrees model, List<Feature> asked, int[] rows, boolean ofCurrent) {
        return Arrays.stream(rows)
                .filter(row -> current[row] == ofCurrent)
                .mapToDouble(row -> model.score(asked, row))
                .toArray();
    }
}
