package io.mlops4j.core.experiment.page;

import io.mlops4j.core.page.Palette;

/** How the lines of runs are told apart: eight colours, then the same dashed. Each line bears its number as well. Stateless. */
final class RunColours {
    static final String STYLE = Palette.STYLE + """
            svg .run{fill:none;stroke:var(--run);stroke-width:1.5;stroke-linejoin:round}svg .dash{stroke-dasharray:5 3}
            svg circle.run{fill:var(--run)}svg.wide text{paint-order:stroke;stroke:var(--card);stroke-width:3px}svg text.run{fill:var(--run);stroke:none;font-weight:700}svg .g{stroke:var(--line);fill:none}
            .chip{display:inline-block;min-width:1.7em;padding:0 .4em;border-radius:99px;border:2px solid var(--run);color:var(--run);\
            font-weight:700;font-size:12px;text-align:center}.chip.dash{border-style:dashed}
            td.differs{background:var(--wash)}.mono{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:12px}
            .wide{min-width:520px}.sides th,.sides td{padding-right:16px}
            .sides th:first-child{position:sticky;left:0;background:var(--ground)}
            @media print{.scroll{overflow:visible}.sides th:first-child{position:static}}
            """;

    private RunColours() {}

    /** The class of the colour of a run, by its position. */
    static String of(int run) {
        return "r" + run % Palette.COLOURS + (run / Palette.COLOURS % 2 == 1 ? " dash" : "");
    }

    /** The number of a run in its colour. */
    static String chip(int run) {
        return "<span class=\"chip " + of(run) + "\">" + (run + 1) + "</span>";
    }
}
