package io.mlops4j.core.experiment.page;

/** How the lines of runs are told apart: eight colours, then the same dashed. Each line bears its number as well. Stateless. */
final class RunColours {
    private static final int COLOURS = 8;

    static final String STYLE = """
            :root{--r0:#0b62b8;--r1:#b8480f;--r2:#147a45;--r3:#8034a8;--r4:#8a6500;--r5:#b8145a;--r6:#00707c;--r7:#5f4339}
            @media (prefers-color-scheme:dark){:root{--r0:#6fb1f5;--r1:#f29a66;--r2:#63cc92;--r3:#c796e6;--r4:#e0bd5a;--r5:#f582b4;\
            --r6:#5cc8d4;--r7:#c3a296}}
            .r0{--run:var(--r0)}.r1{--run:var(--r1)}.r2{--run:var(--r2)}.r3{--run:var(--r3)}.r4{--run:var(--r4)}.r5{--run:var(--r5)}\
            .r6{--run:var(--r6)}.r7{--run:var(--r7)}
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
        return "r" + run % COLOURS + (run / COLOURS % 2 == 1 ? " dash" : "");
    }

    /** The number of a run in its colour. */
    static String chip(int run) {
        return "<span class=\"chip " + of(run) + "\">" + (run + 1) + "</span>";
    }
}
