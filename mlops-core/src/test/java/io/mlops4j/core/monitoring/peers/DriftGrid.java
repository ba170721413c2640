package io.mlops4j.core.monitoring.peers;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How often rules alarm, over sizes of the reference and the window: without drift, and after the first column has moved by some standard deviations. All rules see the same
 * rows, drawn from a seed, so tables can be put side by side.
 *
 * @param rules to try
 * @param seed what rows depend on
 * @param budget how many values to draw a cell, about: it decides how often a cell is repeated, 40 to 1 000 times
 */
record DriftGrid(List<Rule> rules, long seed, long budget) {
    private static final double[] SHIFTS = {0, 0.1, 0.2, 0.5};
    private static final int LEAST = 40;
    private static final int MOST = 1_000;

    DriftGrid {
        rules = List.copyOf(rules);
    }

    /** The share of repetitions in which each rule alarmed: [rule][shift]. */
    double[][] cell(int reference, int window, int columns, int categories) {
        int times = times(reference, window, columns);
        double[][] shares = new double[rules.size()][SHIFTS.length];
        SplittableRandom random =
                new SplittableRandom(seed + 31L * reference + 37L * window + 41L * columns + 43L * categories);
        for (int time = 0; time < times; time++) {
            Sample before = Sample.drawn(reference, columns, categories, 0, random);
            for (int s = 0; s < SHIFTS.length; s++) {
                Sample now = Sample.drawn(window, columns, categories, SHIFTS[s], random);
                for (int r = 0; r < rules.size(); r++) {
                    shares[r][s] += rules.get(r).alarms(before, now) ? 1.0 / times : 0;
                }
            }
        }
        return shares;
    }

    int times(int reference, int window, int columns) {
        long drawn = (long) columns * (reference + (long) SHIFTS.length * window);
        return (int) Math.max(LEAST, Math.min(MOST, budget / drawn));
    }

    /** One row a pair of sizes, four columns a rule: percent of alarms without drift and at each shift. */
    String markdown(int[] sizes, int columns, int categories) {
        StringBuilder table = new StringBuilder("\n### ")
                .append(columns)
                .append(columns == 1 ? " column of " : " columns of ")
                .append(categories == Sample.NUMBERS ? "numbers" : categories + " categories")
                .append("\n\nAlarms in percent: without drift / shift of 0.1 / 0.2 / 0.5 standard deviations of the")
                .append(columns == 1 ? " column" : " first column")
                .append("\n\n| reference | window | repeated |");
        rules.forEach(rule -> table.append(' ').append(rule.title()).append(" |"));
        table.append("\n|--:|--:|--:|").append("---|".repeat(rules.size())).append('\n');
        for (int reference : sizes) {
            for (int window : sizes) {
                row(table, reference, window, columns, categories);
            }
        }
        return table.toString();
    }

    private void row(StringBuilder table, int reference, int window, int columns, int categories) {
        table.append(
                String.format(Locale.ROOT, "| %d | %d | %d |", reference, window, times(reference, window, columns)));
        for (double[] shares : cell(reference, window, columns, categories)) {
            table.append(String.format(
                    Locale.ROOT,
                    " **%.1f** / %.0f / %.0f / %.0f |",
                    100 * shares[0],
                    100 * shares[1],
                    100 * shares[2],
                    100 * shares[3]));
        }
        table.append('\n');
    }
}
