package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Pen;
import io.mlops4j.core.page.Scale;
import io.mlops4j.core.page.Svg;

/** A small figure in the making: a drawing of one size with its caption above. For one thread. */
final class Frame {
    static final String STYLE = """
            figure{margin:0;min-width:0}figcaption{font-size:12px;color:var(--soft);font-weight:500}
            svg.f{margin:2px 0 0;max-width:460px}svg .v{stroke:var(--line)}svg .z{stroke:var(--soft)}svg text.i{fill:var(--ink)}svg .mid{text-anchor:middle}
            svg .q0{fill:var(--bar);fill-opacity:.38}svg .q1{fill:var(--bar2);fill-opacity:.2;stroke:var(--bar2);stroke-width:1.5;stroke-linejoin:round}
            svg .s0{fill:none;stroke:var(--bar)}svg .s1{fill:none;stroke:var(--bar2);stroke-width:1.8;stroke-linejoin:round}
            svg .band{fill:var(--soft);fill-opacity:.16}svg .o{fill:none;stroke-width:8;stroke-linecap:round}svg .o.s1{stroke-width:8}
            svg .w{fill:none;stroke:var(--ink);stroke-width:1.2}svg .dash{stroke-dasharray:4 3}
            """;

    static final int WIDTH = 340;
    static final int HEIGHT = 156;
    static final int LEFT = 44;
    static final int RIGHT = 334;
    static final int TOP = 8;
    static final int BOTTOM = 132;
    private static final int TICKS = 4;
    private static final int TICKS_ALONG = 6;

    private final Svg svg = new Svg(WIDTH, "f");
    private final String caption;

    Frame(String caption) {
        this.caption = caption;
    }

    Svg svg() {
        return svg;
    }

    /** Lines across at round values of the vertical axis, which are shares. */
    Frame shares(Scale up) {
        Pen lines = new Pen();
        for (double tick : up.ticks(TICKS)) {
            lines.move(LEFT, up.at(tick)).across(RIGHT);
            svg.text("e", LEFT - 4, up.at(tick) + 4, Words.percent(tick));
        }
        svg.path("v", lines.toString());
        return this;
    }

    /** Round values of the horizontal axis below the drawing. */
    Frame along(Scale across) {
        for (double tick : across.ticks(TICKS_ALONG)) {
            double x = across.at(tick);
            svg.text(x > RIGHT - 12 ? "e" : "mid", Math.min(x, RIGHT), BOTTOM + 16, Words.number(tick));
        }
        svg.path("z", new Pen().move(LEFT, BOTTOM).across(RIGHT).toString());
        return this;
    }

    /** The figure with what it shows in words. */
    String markup(String says) {
        return markup(HEIGHT, says);
    }

    /** The same of another height. */
    String markup(double height, String says) {
        return "<figure><figcaption>" + HtmlPage.escape(caption) + "</figcaption>" + svg.markup(height, caption, says)
                + "</figure>";
    }
}
