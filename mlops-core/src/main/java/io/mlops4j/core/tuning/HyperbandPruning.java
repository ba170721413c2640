package io.mlops4j.core.tuning;

import io.mlops4j.experiment.Pruner;
import java.util.List;

/**
 * Hyperband (Li et al., Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization, JMLR 2018): trials are dealt to brackets by their
 * number, and each bracket is a successive halving that begins one rung later than the one before it. Dealing by number, and not by what is
 * finished, keeps a study the same for any number of threads. As each bracket is to have about as much work as another, the hastier ones,
 * whose trials end sooner, get more of them.
 */
final class HyperbandPruning implements Pruning {
    private final Pruner.Hyperband settings;
    private final int[] bracketOfTurn;

    HyperbandPruning(Pruner.Hyperband settings) {
        this.settings = settings;
        this.bracketOfTurn = turns(brackets(settings), settings.reduction());
    }

    /** How many brackets there are: ⌊log_reduction(most / minimum)⌋ + 1. */
    private static int brackets(Pruner.Hyperband settings) {
        int brackets = 1;
        for (long step = settings.minimum(); step <= settings.mostSteps() / settings.reduction(); ) {
            step *= settings.reduction();
            brackets++;
        }
        return brackets;
    }

    /** Which bracket gets a trial at each turn: bracket s of S gets ⌈S · reduction^(S−1−s) / (S − s)⌉ of them, well mixed. */
    private static int[] turns(int brackets, int reduction) {
        long[] shares = new long[brackets];
        int total = 0;
        for (int s = 0; s < brackets; s++) {
            int left = brackets - s;
            long share = Math.min(1_000, (long) Math.ceil(brackets * Math.pow(reduction, left - 1) / left));
            shares[s] = share;
            total += (int) share;
        }
        int[] turns = new int[total];
        double[] given = new double[brackets];
        for (int turn = 0; turn < total; turn++) {
            int neediest = 0;
            for (int s = 1; s < brackets; s++) {
                if (lack(shares, given, total, turn, s) > lack(shares, given, total, turn, neediest)) {
                    neediest = s;
                }
            }
            given[neediest]++;
            turns[turn] = neediest;
        }
        return turns;
    }

    private static double lack(long[] shares, double[] given, int total, int turn, int bracket) {
        return (double) shares[bracket] * (turn + 1) / total - given[bracket];
    }

    int bracket(int number) {
        return bracketOfTurn[Math.floorMod(number, bracketOfTurn.length)];
    }

    @Override
    public boolean prunes(int number, Reports own, List<Known> known) {
        int bracket = bracket(number);
        Pruner.SuccessiveHalving halving =
                new Pruner.SuccessiveHalving(settings.minimum(), settings.reduction(), bracket);
        List<Known> beside = known.stream()
                .filter(trial -> bracket(trial.number()) == bracket)
                .toList();
        return new HalvingPruning(halving, settings.mostSteps()).prunes(number, own, beside);
    }

    @Override
    public boolean readsHistory() {
        return true;
    }
}
