package io.mlops4j.core.folds;

import io.mlops4j.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which fold tests each row, where every row is tested once. The definitions are those of scikit-learn's classes KFold, StratifiedKFold, GroupKFold
 * and StratifiedGroupKFold; what those leave to NumPy's generator is left to ours.
 */
final class Dealing {
    private static final double CLOSE_ABSOLUTE = 1e-8;
    private static final double CLOSE_RELATIVE = 1e-5;

    private final int folds;
    private final Optional<Chance> chance;

    /**
     * Deals to so many folds.
     *
     * @param chance empty to deal in order
     */
    Dealing(int folds, Optional<Chance> chance) {
        this.folds = folds;
        this.chance = chance;
    }

    /** Blocks of equal size; the first ones have one row more where it does not come out even. */
    int[] rows(int rows) {
        checkRows(rows);
        int[] order = IntStream.range(0, rows).toArray();
        chance.ifPresent(dice -> dice.shuffle(order));
        int[] foldOfRow = new int[rows];
        int at = 0;
        for (int fold = 0; fold < folds; fold++) {
            int end = at + rows / folds + (fold < rows % folds ? 1 : 0);
            while (at < end) {
                foldOfRow[order[at++]] = fold;
            }
        }
        return foldOfRow;
    }

    private void checkRows(int rows) {
        if (folds > rows) {
            throw new InvalidInput("The table has " + rows + " rows, too few for " + folds
                    + " folds, each of which tests at least one; use fewer folds.");
        }
    }

    /** Rows sorted by class are dealt one by one, which tells how many of a class each fold has; which ones goes by their order. */
    int[] stratified(String label, Values classes, List<String> warnings) {
        checkClasses(label, classes, warnings);
        int[] numbers = byAppearance(classes);
        int[][] quotas = new int[classes.count()][folds];
        int at = 0;
        for (int number = 0; number < quotas.length; number++) {
            for (int i = 0; i < classes.size(numbers[number]); i++) {
                quotas[number][at++ % folds]++;
            }
        }
        int[][] dealt = new int[classes.count()][];
        for (int number = 0; number < quotas.length; number++) {
            dealt[numbers[number]] = blocks(quotas[number]);
        }
        int[] used = new int[classes.count()];
        int[] foldOfRow = new int[classes.rows()];
        for (int row = 0; row < foldOfRow.length; row++) {
            int code = classes.ofRow(row);
            foldOfRow[row] = dealt[code][used[code]++];
        }
        return foldOfRow;
    }

    /** Each fold as often as its quota says. */
    private int[] blocks(int[] quotas) {
        int[] blocks = new int[Arrays.stream(quotas).sum()];
        int next = 0;
        for (int fold = 0; fold < folds; fold++) {
            Arrays.fill(blocks, next, next + quotas[fold], fold);
            next += quotas[fold];
        }
        chance.ifPresent(dice -> dice.shuffle(blocks));
        return blocks;
    }

    /** The classes in the order in which they first appear. */
    private static int[] byAppearance(Values classes) {
        return Arrays.stream(classes.ofRows()).distinct().toArray();
    }

    private void checkClasses(String label, Values classes, List<String> warnings) {
        checkRows(classes.rows());
        int least = 0;
        int most = 0;
        for (int i = 0; i < classes.count(); i++) {
            least = classes.size(i) < classes.size(least) ? i : least;
            most = Math.max(most, classes.size(i));
        }
        if (most < folds) {
            throw new InvalidInput("No class of label '" + label + "' has more than " + most + " rows, too few for "
                    + folds + " folds; use at most " + Math.max(2, most)
                    + " folds, or kFold if the label is an amount and no class.");
        }
        if (classes.size(least) < folds) {
            warnings.add("Class '" + classes.text(least) + "' of label '" + label + "' has "
                    + classes.size(least) + " rows, fewer than the " + folds
                    + " folds, so some folds test none of it; use fewer folds or join it with another class.");
        }
    }

    /** The largest group first, each to the fold with the fewest rows so far. */
    int[] grouped(String column, Values groups) {
        checkGroups(column, groups);
        int[] order = groupOrder(groups.count());
        int[] bySize = ascending(order, groups);
        int[] foldOfGroup = new int[groups.count()];
        long[] sizes = new long[folds];
        for (int i = bySize.length - 1; i >= 0; i--) {
            int lightest = 0;
            for (int fold = 1; fold < folds; fold++) {
                lightest = sizes[fold] < sizes[lightest] ? fold : lightest;
            }
            sizes[lightest] += groups.size(bySize[i]);
            foldOfGroup[bySize[i]] = lightest;
        }
        return ofRows(foldOfGroup, groups);
    }

    private static int[] ascending(int[] order, Values groups) {
        return Arrays.stream(order)
                .boxed()
                .sorted((a, b) -> Integer.compare(groups.size(a), groups.size(b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int[] groupOrder(int count) {
        int[] order = IntStream.range(0, count).toArray();
        chance.ifPresent(dice -> dice.shuffle(order));
        return order;
    }

    private void checkGroups(String column, Values groups) {
        if (groups.count() < folds) {
            throw new InvalidInput("Column '" + column + "' has " + groups.count() + " groups, too few for " + folds
                    + " folds, as a group is never divided; use fewer folds.");
        }
    }

    /** The group whose classes vary most first, each to the fold that makes the shares of the classes in all folds most alike. */
    int[] stratifiedGrouped(String column, Values groups, String label, Values classes, List<String> warnings) {
        checkClasses(label, classes, warnings);
        checkGroups(column, groups);
        long[][] counts = new long[groups.count()][classes.count()];
        for (int row = 0; row < classes.rows(); row++) {
            counts[groups.ofRow(row)][classes.ofRow(row)]++;
        }
        long[] spreads = Arrays.stream(counts).mapToLong(Dealing::spread).toArray();
        int[] order = Arrays.stream(groupOrder(groups.count()))
                .boxed()
                .sorted((a, b) -> Long.compare(spreads[b], spreads[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] sums = new double[folds][classes.count()];
        int[] foldOfGroup = new int[groups.count()];
        for (int group : order) {
            int best = bestFold(sums, counts[group], classes);
            foldOfGroup[group] = best;
            add(sums[best], counts[group], 1);
        }
        return ofRows(foldOfGroup, groups);
    }

    /** Grows with the standard deviation, and is exact, so that what is equal is a tie. */
    private static long spread(long[] counts) {
        long sum = Arrays.stream(counts).sum();
        return counts.length * Arrays.stream(counts).map(count -> count * count).sum() - sum * sum;
    }

    private int bestFold(double[][] sums, long[] counts, Values classes) {
        int best = 0;
        double leastUneven = Double.POSITIVE_INFINITY;
        double fewest = Double.POSITIVE_INFINITY;
        for (int fold = 0; fold < folds; fold++) {
            add(sums[fold], counts, 1);
            double uneven = unevenness(sums, classes);
            add(sums[fold], counts, -1);
            double size = Arrays.stream(sums[fold]).sum();
            if (uneven < leastUneven || (isClose(uneven, leastUneven) && size < fewest)) {
                best = fold;
                leastUneven = uneven;
                fewest = size;
            }
        }
        return best;
    }

    private static void add(double[] sums, long[] counts, int sign) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += sign * counts[i];
        }
    }

    /** The mean over the classes of the standard deviation of their shares over the folds. */
    private static double unevenness(double[][] sums, Values classes) {
        double total = 0;
        for (int i = 0; i < classes.count(); i++) {
            double mean = 0;
            for (double[] fold : sums) {
                mean += fold[i] / classes.size(i);
            }
            mean /= sums.length;
            double squares = 0;
            for (double[] fold : sums) {
                double off = fold[i] / classes.size(i) - mean;
                squares += off * off;
            }
            total += Math.sqrt(squares / sums.length);
        }
        return total / classes.count();
    }

    /** As NumPy's {@code isclose}. */
    private static boolean isClose(double value, double other) {
        return Math.abs(value - other) <= CLOSE_ABSOLUTE + CLOSE_RELATIVE * Math.abs(other);
    }

    private static int[] ofRows(int[] foldOfGroup, Values groups) {
        return Arrays.stream(groups.ofRows()).map(group -> foldOfGroup[group]).toArray();
    }
}
