package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.Pen;
import io.mlops4j.core.page.Scale;
import java.util.List;

/**
 * The distribution function of the current numbers less that of the reference, with the band that the whole line stays within 95 times in 100 where nothing has changed: {@code ± 1.358
 * √(1/n + 1/m)}, by Kolmogorov and Smirnov. Stateless.
 */
final class DifferenceFigure {
    private static final double BAND = 1.358;
    private static final int POINTS = 40;

    private DifferenceFigure() {}

    static String of(Pair pair) {
        List<Double> edges = pair.column().reference().edges();
        double band =
                BAND * Math.sqrt(1 / pair.before().numbers() + 1 / pair.now().numbers());
        OverlayFigure.Stretches range = OverlayFigure.Stretches.of(pair, 1);
        Scale across = new Scale(range.low(), range.high(), Frame.LEFT, Frame.RIGHT);
        double most = 0;
        double where = edges.get(0);
        for (double edge : edges) {
            double difference = difference(pair, edge);
            if (Math.abs(difference) > Math.abs(most)) {
                most = difference;
                where = edge;
            }
        }
        double reach = Math.min(1, Math.max(Math.abs(most), band) * 1.08);
        Scale up = Scale.around(-reach, reach, Frame.BOTTOM, Frame.TOP, 5);
        Frame frame = new Frame("Difference of the distribution functions");
        frame.svg()
                .path(
                        "band",
                        new Pen()
                                .box(Frame.LEFT, up.at(band), Frame.RIGHT, up.at(-band))
                                .toString());
        frame.shares(up).along(across);
        Pen line = new Pen();
        for (int k = 0; k <= POINTS; k++) {
            double x = range.low() + (range.high() - range.low()) * k / POINTS;
            double y = up.at(difference(pair, x));
            if (k == 0) {
                line.move(across.at(x), y);
            } else {
                line.line(across.at(x), y);
            }
        }
        frame.svg().path("s1", line.toString());
        frame.svg().path("o s1", new Pen().dot(across.at(where), up.at(most)).toString());
        boolean within = Math.abs(most) <= band;
        return frame.markup("The greatest difference is " + Words.percent(most) + " at " + Words.number(where)
                + (within ? ", within" : ", beyond") + " the grey band of \u00b1" + Figures.percent(band)
                + ", which samples of these sizes stay in 95 times in 100 without a change.");
    }

    private static double difference(Pair pair, double at) {
        return pair.now().below(at) - pair.before().below(at);
    }
}
