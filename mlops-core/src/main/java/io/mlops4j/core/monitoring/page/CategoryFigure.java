package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.Pen;
import io.mlops4j.core.page.Scale;
import java.util.List;

/** Categories, or numbers of few values: their shares, and how those differ. Stateless. */
final class CategoryFigure {
    static final int MOST = 10;
    private static final int LINE = 26;
    private static final int LEFT = 104;
    private static final int WIDEST = 226;
    private static final int LABEL = 15;
    private static final double NORMAL_95 = 1.959963984540054;

    private CategoryFigure() {}

    /** The shares on both sides, one bar above the other. */
    static String shares(List<Pair.Part> parts) {
        double most = parts.stream()
                .mapToDouble(part -> Math.max(part.before(), part.now()))
                .max()
                .orElse(1);
        Scale across = new Scale(0, Math.max(1e-3, most), LEFT, WIDEST);
        Frame frame = new Frame("Share of the rows");
        Pen before = new Pen();
        Pen now = new Pen();
        for (int k = 0; k < parts.size(); k++) {
            Pair.Part part = parts.get(k);
            double top = 4 + (double) k * LINE;
            before.box(LEFT, top, across.at(part.before()), top + 9);
            now.box(LEFT, top + 10, across.at(part.now()), top + 19);
            frame.svg()
                    .text("e i", LEFT - 6, top + 14, Words.shortened(part.label(), LABEL))
                    .text("", Math.max(across.at(part.before()), across.at(part.now())) + 6, top + 14, change(part));
        }
        frame.svg().path("q0", before.toString()).path("q1", now.toString());
        return frame.markup(parts.size() * LINE + 6.0, says(parts));
    }

    private static String change(Pair.Part part) {
        return Figures.percent(part.before()) + " \u2192 " + Figures.percent(part.now());
    }

    private static String says(List<Pair.Part> parts) {
        StringBuilder says = new StringBuilder();
        for (Pair.Part part : parts.subList(0, Math.min(3, parts.size()))) {
            says.append(says.isEmpty() ? "" : "; ")
                    .append(Words.shortened(part.label(), LABEL))
                    .append(' ')
                    .append(change(part));
        }
        return says.append(parts.size() > 3 ? " and so on." : ".").toString();
    }

    /** The current share less that of the reference, each with its interval of 95 %. */
    static String differences(List<Pair.Part> parts, long m, long n) {
        double reach = 1e-3;
        double[] halves = new double[parts.size()];
        for (int k = 0; k < halves.length; k++) {
            Pair.Part part = parts.get(k);
            halves[k] = NORMAL_95 * Math.sqrt(variance(part.before(), m) + variance(part.now(), n));
            reach = Math.max(reach, Math.abs(part.now() - part.before()) + halves[k]);
        }
        reach = Math.min(1, reach);
        Scale across = Scale.around(-reach, reach, LEFT, Frame.RIGHT - 6.0, 4);
        Frame frame = new Frame("Difference of the shares, with its 95\u202F% interval");
        double bottom = parts.size() * LINE + 2.0;
        Pen grid = new Pen();
        for (double tick : across.ticks(4)) {
            grid.move(across.at(tick), 0).to(bottom);
            frame.svg().text("mid", across.at(tick), bottom + 13, Words.percent(tick));
        }
        frame.svg().path("v", grid.toString());
        frame.svg().path("z", new Pen().move(across.at(0), 0).to(bottom).toString());
        Pen whiskers = new Pen();
        Pen dots = new Pen();
        for (int k = 0; k < parts.size(); k++) {
            Pair.Part part = parts.get(k);
            double y = 4 + (double) k * LINE + 10;
            double difference = part.now() - part.before();
            whiskers.move(across.at(difference - halves[k]), y).across(across.at(difference + halves[k]));
            dots.dot(across.at(difference), y);
            frame.svg().text("e i", LEFT - 6, y + 4, Words.shortened(part.label(), LABEL));
        }
        frame.svg().path("w", whiskers.toString()).path("o s1", dots.toString());
        return frame.markup(bottom + 18, "Current less reference, by normal approximation, category by category.");
    }

    private static double variance(double share, long rows) {
        return share * (1 - share) / (double) Math.max(1, rows);
    }
}
