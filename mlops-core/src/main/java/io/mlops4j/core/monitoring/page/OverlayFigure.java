package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.Pen;
import io.mlops4j.core.page.Scale;
import java.util.List;

/** The histograms of both sides over the same stretches of equal width; what lies far out is a bar at the end. Stateless. */
final class OverlayFigure {
    private static final int STRETCHES = 28;
    private static final double OUTER = 0.01;
    private static final double ROOM = 0.3;
    private static final double WORTH_A_BAR = 0.002;
    private static final int BAR = 14;
    private static final int GAP = 6;

    private OverlayFigure() {}

    /**
     * Both sides over stretches.
     *
     * @param low where the first stretch begins
     * @param high where the last one ends
     * @param before the shares of the numbers of the reference: below, in each stretch, above
     * @param now the same of the current numbers
     */
    record Stretches(double low, double high, List<Double> before, List<Double> now) {
        static Stretches of(Pair pair, int size) {
            List<Double> edges = pair.column().reference().edges();
            double first = edges.get(0);
            double last = edges.get(edges.size() - 1);
            double low = pair.before().quantile(OUTER);
            double high = pair.before().quantile(1 - OUTER);
            double room = ROOM * (high - low);
            low = Math.max(first, low - room);
            high = Math.min(last, high + room);
            if (!(high > low)) {
                low = first;
                high = last;
            }
            return new Stretches(
                    low, high, shares(pair.before(), low, high, size), shares(pair.now(), low, high, size));
        }

        private static List<Double> shares(Spread side, double low, double high, int size) {
            Double[] shares = new Double[size + 2];
            // What equals the least value is not below it.
            double until = side.below(Math.nextDown(low));
            shares[0] = until;
            for (int k = 1; k <= size; k++) {
                double next = side.below(k == size ? high : low + (high - low) * k / size);
                shares[k] = Math.max(0, next - until);
                until = Math.max(until, next);
            }
            shares[size + 1] = Math.max(0, 1 - until);
            return List.of(shares);
        }

        double most() {
            double most = 0;
            for (int k = 0; k < before.size(); k++) {
                most = Math.max(most, Math.max(before.get(k), now.get(k)));
            }
            return most;
        }

        private boolean isEnd(int k) {
            return Math.max(before.get(k), now.get(k)) >= WORTH_A_BAR;
        }
    }

    static String of(Pair pair) {
        Stretches all = Stretches.of(pair, STRETCHES);
        boolean below = all.isEnd(0);
        boolean above = all.isEnd(STRETCHES + 1);
        Scale up = Scale.around(0, Math.max(1e-3, all.most()), Frame.BOTTOM, Frame.TOP, 4);
        Scale across = new Scale(
                all.low(), all.high(), Frame.LEFT + (below ? BAR + GAP : 0), Frame.RIGHT - (above ? BAR + GAP : 0));
        Frame frame = new Frame("Share of the numbers").shares(up).along(across);
        frame.svg().path("q0", outline(all.before(), across, up, below, above));
        frame.svg().path("q1", outline(all.now(), across, up, below, above));
        String ends = (below ? ends(all, 0, "below " + Words.number(all.low())) : "")
                + (above ? ends(all, STRETCHES + 1, "above " + Words.number(all.high())) : "");
        return frame.markup("Histograms of reference and current values from " + Words.number(all.low()) + " to "
                + Words.number(all.high()) + "." + ends);
    }

    private static String ends(Stretches all, int k, String where) {
        return " " + Figures.percent(all.before().get(k)) + " of the reference and "
                + Figures.percent(all.now().get(k)) + " of the current numbers lie " + where + ".";
    }

    private static String outline(List<Double> shares, Scale across, Scale up, boolean below, boolean above) {
        Pen pen = new Pen();
        double width = (across.to() - across.from()) / STRETCHES;
        pen.move(across.from(), Frame.BOTTOM);
        for (int k = 1; k <= STRETCHES; k++) {
            pen.to(up.at(shares.get(k))).across(across.from() + width * k);
        }
        pen.to(Frame.BOTTOM).close();
        if (below) {
            pen.box(Frame.LEFT, up.at(shares.get(0)), Frame.LEFT + BAR, Frame.BOTTOM);
        }
        if (above) {
            pen.box(Frame.RIGHT - BAR, up.at(shares.get(STRETCHES + 1)), Frame.RIGHT, Frame.BOTTOM);
        }
        return pen.toString();
    }
}
