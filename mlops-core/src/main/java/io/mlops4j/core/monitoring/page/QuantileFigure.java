package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.Pen;
import io.mlops4j.core.page.Scale;

/** Where quantiles lay and lie, each on a line of its own. Stateless. */
final class QuantileFigure {
    private static final double[] SHARES = {0.95, 0.75, 0.5, 0.25, 0.05};
    private static final String[] NAMES = {"95\u202F%", "75\u202F%", "median", "25\u202F%", "5\u202F%"};
    private static final int LINE = 24;
    private static final int LEFT = 50;
    private static final int RIGHT = 222;

    private QuantileFigure() {}

    static String of(Pair pair) {
        double low = Math.min(pair.before().quantile(0.05), pair.now().quantile(0.05));
        double high = Math.max(pair.before().quantile(0.95), pair.now().quantile(0.95));
        Scale across = new Scale(low, high > low ? high : Math.nextUp(low), LEFT, RIGHT);
        Frame frame = new Frame("Quantiles, from the reference to now");
        Pen rails = new Pen();
        Pen moves = new Pen();
        Pen before = new Pen();
        Pen now = new Pen();
        StringBuilder says = new StringBuilder();
        for (int k = 0; k < SHARES.length; k++) {
            double y = Frame.TOP + 10 + (double) k * LINE;
            double from = pair.before().quantile(SHARES[k]);
            double to = pair.now().quantile(SHARES[k]);
            rails.move(LEFT, y).across(RIGHT);
            moves.move(across.at(from), y).across(across.at(to));
            before.dot(across.at(from), y);
            now.dot(across.at(to), y);
            String numbers = Words.number(from) + " \u2192 " + sign(pair.now().beyond(SHARES[k])) + Words.number(to);
            frame.svg().text("e", LEFT - 10, y + 4, NAMES[k]).text("i", RIGHT + 10, y + 4, numbers);
            says.append(k == 0 ? "" : "; ").append(NAMES[k]).append(' ').append(numbers);
        }
        frame.svg()
                .path("v", rails.toString())
                .path("w", moves.toString())
                .path("o s0", before.toString())
                .path("o s1", now.toString());
        return frame.markup(says.append('.').toString());
    }

    private static String sign(int beyond) {
        return beyond < 0 ? "< " : beyond > 0 ? "> " : "";
    }
}
