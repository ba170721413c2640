package io.mlops4j.core.monitoring.page;

import java.util.List;

/** Both sides as a picture within a line of a table, where numbers beside it tell the same; a few bytes each. Stateless. */
final class MiniFigure {
    static final String STYLE =
            "svg.k{width:96px;height:24px;margin:0;min-width:96px}svg.k path{vector-effect:non-scaling-stroke}svg.k .q1{stroke-width:1.2;fill-opacity:.12}";
    private static final int STRETCHES = 12;
    private static final int HEIGHT = 20;
    private static final int STEP = 4;

    private MiniFigure() {}

    static String of(Pair pair) {
        double[] before;
        double[] now;
        if (pair.isContinuous()) {
            OverlayFigure.Stretches all = OverlayFigure.Stretches.of(pair, STRETCHES);
            before = array(all.before());
            now = array(all.now());
        } else {
            List<Pair.Part> parts = Pair.frequent(pair.parts(), STRETCHES);
            before = parts.stream().mapToDouble(Pair.Part::before).toArray();
            now = parts.stream().mapToDouble(Pair.Part::now).toArray();
        }
        double most = 1e-6;
        for (int k = 0; k < before.length; k++) {
            most = Math.max(most, Math.max(before[k], now[k]));
        }
        return "<svg class=\"k\" viewBox=\"0 0 " + STEP * Math.max(1, before.length)
                + " 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path class=\"q0\" d=\""
                + steps(before, most)
                + "\"/><path class=\"q1\" d=\"" + steps(now, most) + "\"/></svg>";
    }

    private static double[] array(List<Double> shares) {
        return shares.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** One outline in whole units: a step to the side is always the same. */
    private static String steps(double[] shares, double most) {
        StringBuilder path = new StringBuilder("M0 20");
        long at = 0;
        int along = 0;
        for (double share : shares) {
            long top = share == 0 ? 0 : Math.max(1, Math.round(share / most * (HEIGHT - 1)));
            if (top != at) {
                path.append(along == 0 ? "" : "h" + along).append('v').append(at - top);
                along = 0;
            }
            along += STEP;
            at = top;
        }
        return path.append('h').append(along).append("V20z").toString();
    }
}
