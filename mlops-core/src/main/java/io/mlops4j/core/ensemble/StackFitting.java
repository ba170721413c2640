package io.mlops4j.core.ensemble;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.stats.Cholesky;
import io.mlops4j.experiment.StackedWeights;
import io.mlops4j.experiment.StackedWeights.Link;
import io.mlops4j.experiment.Stacking;
import java.util.Arrays;
import java.util.List;

/** Learns the weights of a stack. Members are few and rows many, so the work is in sums over the rows. Stateless. */
public final class StackFitting {
    private static final int MOST_STEPS = 100;
    private static final double STILL = 1e-12;

    private StackFitting() {}

    /** See {@link Stacking#fit}. */
    public static StackedWeights fit(Stacking plan, double[] targets, List<double[]> members) {
        for (int row = 0; row < targets.length; row++) {
            checkFinite("The target", targets[row], row);
            for (double[] member : members) {
                checkFinite("A prediction", member[row], row);
            }
        }
        return switch (plan.method()) {
            case NON_NEGATIVE -> nonNegative(targets, members);
            case RIDGE -> ridge(plan.penalty(), targets, members);
            case LOGISTIC -> logistic(plan.penalty(), targets, members);
        };
    }

    private static void checkFinite(String what, double value, int row) {
        if (!Double.isFinite(value)) {
            throw new InvalidInput(what + " for row " + row + " is " + value + "; a stack learns from finite numbers.");
        }
    }

    private static StackedWeights nonNegative(double[] targets, List<double[]> members) {
        double[] weights = NonNegativeLeastSquares.solve(products(members), products(members, targets));
        if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
            throw new InvalidInput("No member of the ensemble goes along with the targets, so with weights that are not"
                    + " negative all of them are 0; check the members, or use ridge(penalty).");
        }
        return new StackedWeights(list(weights), 0, Link.IDENTITY);
    }

    private static StackedWeights ridge(double penalty, double[] targets, List<double[]> members) {
        double[] means = members.stream().mapToDouble(StackFitting::mean).toArray();
        List<double[]> centred = members.stream().map(StackFitting::centred).toList();
        double[][] matrix = products(centred);
        addToDiagonal(matrix, penalty);
        double[] weights = Cholesky.of(matrix)
                .orElseThrow(() -> new InvalidInput("The members of the ensemble determine each other, so their weights"
                        + " are not unique; give a penalty above 0, or leave one out."))
                .solve(products(centred, centred(targets)));
        double intercept = mean(targets);
        for (int i = 0; i < weights.length; i++) {
            intercept -= weights[i] * means[i];
        }
        return new StackedWeights(list(weights), intercept, Link.IDENTITY);
    }

    /** Newton's method; the loss is convex, and a step that overshoots is halved. The intercept is the last parameter. */
    private static StackedWeights logistic(double penalty, double[] targets, List<double[]> members) {
        for (int row = 0; row < targets.length; row++) {
            if (targets[row] != 0 && targets[row] != 1) {
                throw new InvalidInput("The target for row " + row + " is " + targets[row]
                        + "; a logistic stack learns from 0 and 1.");
            }
        }
        if (Arrays.stream(targets).distinct().count() < 2) {
            throw new InvalidInput("All targets are " + targets[0] + "; a logistic stack needs rows of both classes.");
        }
        double[] point = new double[members.size() + 1];
        double loss = loss(point, penalty, targets, members);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] move = newton(point, penalty, targets, members);
            double scale = 1;
            double[] next = moved(point, move, scale);
            double nextLoss = loss(next, penalty, targets, members);
            while (nextLoss > loss && scale > STILL) {
                scale /= 2;
                next = moved(point, move, scale);
                nextLoss = loss(next, penalty, targets, members);
            }
            if (!(nextLoss <= loss)) {
                break;
            }
            double far = Arrays.stream(move).map(Math::abs).max().orElse(0) * scale;
            point = next;
            loss = nextLoss;
            if (far < STILL) {
                break;
            }
        }
        return new StackedWeights(list(Arrays.copyOf(point, members.size())), point[members.size()], Link.LOGISTIC);
    }

    private static double[] newton(double[] point, double penalty, double[] targets, List<double[]> members) {
        int size = point.length;
        double[][] curvature = new double[size][size];
        double[] slope = new double[size];
        double[] inputs = new double[size];
        for (int row = 0; row < targets.length; row++) {
            for (int i = 0; i < size; i++) {
                inputs[i] = i < size - 1 ? members.get(i)[row] : 1;
            }
            double probability = 1 / (1 + Math.exp(-dot(point, inputs)));
            for (int i = 0; i < size; i++) {
                slope[i] += (targets[row] - probability) * inputs[i];
                for (int j = 0; j <= i; j++) {
                    curvature[i][j] += probability * (1 - probability) * inputs[i] * inputs[j];
                }
            }
        }
        for (int i = 0; i < size - 1; i++) {
            slope[i] -= penalty * point[i];
            curvature[i][i] += penalty;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                curvature[j][i] = curvature[i][j];
            }
        }
        return Cholesky.of(curvature)
                .orElseThrow(() -> new InvalidInput("The weights of the logistic stack grow without bound;"
                        + " give a larger penalty, or scale the members to about 1."))
                .solve(slope);
    }

    private static double loss(double[] point, double penalty, double[] targets, List<double[]> members) {
        int last = point.length - 1;
        double loss = 0;
        for (int i = 0; i < last; i++) {
            loss += penalty / 2 * point[i] * point[i];
        }
        for (int row = 0; row < targets.length; row++) {
            double odds = point[last];
            for (int i = 0; i < last; i++) {
                odds += point[i] * members.get(i)[row];
            }
            double signed = targets[row] == 1 ? odds : -odds;
            loss += signed > 0 ? Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)) - signed;
        }
        return loss;
    }

    private static double[] moved(double[] point, double[] move, double scale) {
        double[] moved = point.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += scale * move[i];
        }
        return moved;
    }

    private static double[][] products(List<double[]> members) {
        double[][] products = new double[members.size()][members.size()];
        for (int i = 0; i < products.length; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] = dot(members.get(i), members.get(j));
                products[j][i] = products[i][j];
            }
        }
        return products;
    }

    private static double[] products(List<double[]> members, double[] targets) {
        return members.stream().mapToDouble(member -> dot(member, targets)).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void addToDiagonal(double[][] matrix, double value) {
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] += value;
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double[] centred(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
