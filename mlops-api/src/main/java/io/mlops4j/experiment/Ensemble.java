package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Predictions of several models as those of one. A member is what one model predicts: an array with a number for each row, the same rows in the same
 * order for all of them. Nothing is changed; every call gives a fresh array. Stateless. {@link Stacking} learns how much each member should
 * count, {@link EnsembleSelection} which ones to take.
 *
 * <p>Every method refuses no members, members of unlike length and numbers that are NaN with {@link InvalidInput}.
 */
public final class Ensemble {
    /** As far as a probability is kept from 0 and 1 where its logit is taken. */
    private static final double EDGE = 1e-15;

    private Ensemble() {}

    /** The mean of the members. */
    public static double[] mean(List<double[]> members) {
        return weighted(members, equal(members));
    }

    /**
     * The mean of the members, each counting as much as its weight.
     *
     * @param weights one for each member, not negative and not all 0; they need not sum to 1
     */
    public static double[] weighted(List<double[]> members, double... weights) {
        int rows = check(members);
        double total = checkWeights(members.size(), weights);
        double[] mean = new double[rows];
        for (int i = 0; i < weights.length; i++) {
            double[] member = members.get(i);
            for (int row = 0; row < rows; row++) {
                mean[row] += weights[i] / total * member[row];
            }
        }
        return mean;
    }

    /**
     * The geometric mean of the members, for numbers that multiply, such as prices; 0 where one of them is 0.
     *
     * @throws InvalidInput if a number is negative
     */
    public static double[] geometricMean(List<double[]> members) {
        checkRange(members, 0, Double.POSITIVE_INFINITY, "a geometric mean needs numbers that are not negative");
        return map(mean(each(members, Math::log)), Math::exp);
    }

    /**
     * The mean of the members as log-odds, given back as probabilities: sure members count for more than with {@link #mean}. Probabilities nearer to
     * 0 or 1 than 1e-15 are taken for that far away.
     *
     * @throws InvalidInput if a number is no probability
     */
    public static double[] logitMean(List<double[]> members) {
        checkRange(members, 0, 1, "log-odds need probabilities");
        return map(mean(each(members, Ensemble::logit)), odds -> 1 / (1 + Math.exp(-odds)));
    }

    /** Symmetric, so that a member that says 0 and one that says 1 leave it open. */
    private static double logit(double probability) {
        if (probability > 0.5) {
            return -logit(1 - probability);
        }
        double inside = Math.max(EDGE, probability);
        return Math.log(inside) - Math.log1p(-inside);
    }

    /**
     * The mean of the ranks that the members give a row, divided by the number of rows: in (0, 1], for members whose scores are of unlike scales. Equal
     * scores share the mean of their ranks. The result is an order, no probability, and depends on which rows are ranked together.
     */
    public static double[] rankMean(List<double[]> members) {
        check(members);
        return mean(members.stream().map(Ensemble::ranks).toList());
    }

    private static double[] ranks(double[] scores) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> scores[row] + 0.0))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[scores.length];
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0 / scores.length;
            }
            from = to;
        }
        return ranks;
    }

    /** The class that most members give a row; of several, the least. */
    public static int[] vote(List<int[]> members) {
        double[] weights = new double[members.size()];
        Arrays.fill(weights, 1);
        return vote(members, weights);
    }

    /**
     * The class that has the greatest sum of weights; of several, the least.
     *
     * @param weights one for each member, not negative and not all 0
     */
    public static int[] vote(List<int[]> members, double... weights) {
        checkLengths(members.stream().mapToInt(member -> member.length).toArray());
        checkWeights(members.size(), weights);
        int[] winners = new int[members.get(0).length];
        for (int row = 0; row < winners.length; row++) {
            TreeMap<Integer, Double> votes = new TreeMap<>();
            for (int i = 0; i < weights.length; i++) {
                votes.merge(members.get(i)[row], weights[i], Double::sum);
            }
            double most = Collections.max(votes.values());
            winners[row] = votes.entrySet().stream()
                    .filter(vote -> vote.getValue() == most)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
        }
        return winners;
    }

    private static double[] equal(List<double[]> members) {
        double[] weights = new double[members.size()];
        Arrays.fill(weights, 1);
        return weights;
    }

    private static List<double[]> each(List<double[]> members, DoubleUnaryOperator function) {
        return members.stream().map(member -> map(member, function)).toList();
    }

    private static double[] map(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).toArray();
    }

    /** Gives the number of rows. */
    static int check(List<double[]> members) {
        checkLengths(members.stream().mapToInt(member -> member.length).toArray());
        for (int i = 0; i < members.size(); i++) {
            for (int row = 0; row < members.get(i).length; row++) {
                if (Double.isNaN(members.get(i)[row])) {
                    throw new InvalidInput("Member " + i + " of the ensemble predicts NaN for row " + row
                            + "; every member must predict every row.");
                }
            }
        }
        return members.get(0).length;
    }

    private static void checkLengths(int[] lengths) {
        if (lengths.length == 0) {
            throw new InvalidInput("The ensemble has no members; give at least one.");
        }
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] != lengths[0] || lengths[i] == 0) {
                throw new InvalidInput("Member " + i + " of the ensemble predicts " + lengths[i]
                        + " rows and member 0 predicts " + lengths[0]
                        + "; all must predict the same rows, at least one.");
            }
        }
    }

    private static double checkWeights(int members, double... weights) {
        if (weights.length != members) {
            throw new InvalidInput("There are " + weights.length + " weights for " + members
                    + " members of the ensemble; give one for each.");
        }
        double total = 0;
        for (double weight : weights) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new InvalidInput("The weight " + weight + " of a member is not a number from 0.");
            }
            total += weight;
        }
        if (total == 0) {
            throw new InvalidInput("All members of the ensemble have weight 0; at least one must count.");
        }
        return total;
    }

    private static void checkRange(List<double[]> members, double low, double high, String need) {
        check(members);
        for (int i = 0; i < members.size(); i++) {
            for (int row = 0; row < members.get(i).length; row++) {
                double value = members.get(i)[row];
                if (!(value >= low && value <= high)) {
                    throw new InvalidInput("Member " + i + " of the ensemble predicts " + value + " for row " + row
                            + ", but " + need + ".");
                }
            }
        }
    }
}
