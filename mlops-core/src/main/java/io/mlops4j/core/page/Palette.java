package io.mlops4j.core.page;

/**
 * Eight colours that lines are told apart by, of a contrast of at least 4.5 to their ground in the light and the dark scheme: the classes
 * {@code r0} to {@code r7} set the variable {@code --run}. Stateless.
 */
public final class Palette {
    /** How many colours there are. */
    public static final int COLOURS = 8;

    /** The rules for {@link HtmlPage#style}. */
    public static final String STYLE = """
            :root{--r0:#0b62b8;--r1:#b8480f;--r2:#147a45;--r3:#8034a8;--r4:#8a6500;--r5:#b8145a;--r6:#00707c;--r7:#5f4339}
            @media screen and (prefers-color-scheme:dark){:root{--r0:#6fb1f5;--r1:#f29a66;--r2:#63cc92;--r3:#c796e6;--r4:#e0bd5a;--r5:#f582b4;\
            --r6:#5cc8d4;--r7:#c3a296}}
            .r0{--run:var(--r0)}.r1{--run:var(--r1)}.r2{--run:var(--r2)}.r3{--run:var(--r3)}.r4{--run:var(--r4)}.r5{--run:var(--r5)}\
            .r6{--run:var(--r6)}.r7{--run:var(--r7)}
            """;

    private Palette() {}
}
