package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which models of many to average, found by climbing: R. Caruana, A. Niculescu-Mizil, G. Crew and A. Ksikes, <i>Ensemble selection from libraries of
 * models</i>, ICML 2004, doi:10.1145/1015330.1015432. In each round the member is added whose addition makes the mean of all picks score best; a
 * member may be picked again, which gives it weight. What scored best on the way is kept. Immutable.
 *
 * <pre>{@code
 * EnsembleSelection chosen = EnsembleSelection.climb(scores, 50, HIGHER_IS_BETTER, mean -> auc(labels, mean));
 * double[] combined = chosen.combine(newScores);
 * }</pre>
 *
 * @param picks the positions of the members that were picked, in order
 * @param weights how much each member counts, summing to 1; 0 if it was never picked
 * @param score of the mean of the picks on the rows that it was climbed on, which flatters it; measure it on others
 */
public record EnsembleSelection(List<Integer> picks, List<Double> weights, double score) {
    /** Copies the lists. */
    public EnsembleSelection {
        picks = List.copyOf(picks);
        weights = List.copyOf(weights);
    }

    /**
     * Climbs, starting with the best member alone; of equal ones the first is picked.
     *
     * @param members what each model predicts for rows that it has not seen, as {@link OutOfFold} has them
     * @param rounds how many picks at most, from 1
     * @param direction which way the score improves
     * @param score how good a prediction of all rows is, never NaN; called rounds times members times, with an array that it must not keep
     */
    public static EnsembleSelection climb(
            List<double[]> members, int rounds, Direction direction, ToDoubleFunction<double[]> score) {
        return climb(members, 1, rounds, direction, score);
    }

    /**
     * Climbs, starting with the best few members, which keeps it from leaning on one that fits the rows by luck.
     *
     * @param start how many of the best members to begin with, from 1 to all of them
     */
    public static EnsembleSelection climb(
            List<double[]> members, int start, int rounds, Direction direction, ToDoubleFunction<double[]> score) {
        int rows = Ensemble.check(members);
        if (start < 1 || start > members.size() || rounds < start) {
            throw new InvalidInput("A selection from " + members.size() + " members cannot begin with " + start
                    + " of them and end after " + rounds + " picks; begin with 1 to " + members.size()
                    + ", and make at least as many picks.");
        }
        double[] alone = members.stream()
                .mapToDouble(member -> checked(score.applyAsDouble(member.clone())))
                .toArray();
        List<Integer> picks = new ArrayList<>(IntStream.range(0, members.size())
                .boxed()
                .sorted(Comparator.comparingDouble(member -> direction.asLoss(alone[member])))
                .limit(start)
                .toList());
        double[] sum = new double[rows];
        picks.forEach(pick -> add(sum, members.get(pick)));
        double best = checked(score.applyAsDouble(mean(sum, new double[rows], picks.size())));
        int kept = picks.size();
        while (picks.size() < rounds) {
            Pick pick = best(members, sum, picks.size() + 1, direction, score);
            picks.add(pick.member());
            add(sum, members.get(pick.member()));
            if (direction.isBetter(pick.score(), best)) {
                best = pick.score();
                kept = picks.size();
            }
        }
        return of(picks.subList(0, kept), members.size(), best);
    }

    private static Pick best(
            List<double[]> members, double[] sum, int size, Direction direction, ToDoubleFunction<double[]> score) {
        Pick best = new Pick(-1, Double.NaN);
        for (int member = 0; member < members.size(); member++) {
            double here = checked(score.applyAsDouble(mean(sum, members.get(member), size)));
            if (best.member() < 0 || direction.isBetter(here, best.score())) {
                best = new Pick(member, here);
            }
        }
        return best;
    }

    private static EnsembleSelection of(List<Integer> picks, int members, double score) {
        double[] weights = new double[members];
        picks.forEach(pick -> weights[pick] += 1.0);
        return new EnsembleSelection(
                picks,
                IntStream.range(0, members)
                        .mapToObj(member -> weights[member] / picks.size())
                        .toList(),
                score);
    }

    private static double[] mean(double[] sum, double[] added, int count) {
        double[] mean = new double[sum.length];
        for (int row = 0; row < mean.length; row++) {
            mean[row] = (sum[row] + added[row]) / count;
        }
        return mean;
    }

    private static void add(double[] sum, double[] member) {
        for (int row = 0; row < sum.length; row++) {
            sum[row] += member[row];
        }
    }

    private static double checked(double score) {
        if (Double.isNaN(score)) {
            throw new InvalidInput("The score of an ensemble is NaN, so it cannot be compared; give a number.");
        }
        return score;
    }

    /**
     * What the ensemble predicts, in a fresh array.
     *
     * @param members what each model predicts, in the order in which they were climbed on
     */
    public double[] combine(List<double[]> members) {
        return Ensemble.weighted(
                members, weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** A member and what the ensemble scores with it. */
    private record Pick(int member, double score) {}
}
