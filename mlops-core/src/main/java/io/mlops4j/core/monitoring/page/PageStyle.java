package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Table;

/** The rules that both pages have beside those of all pages. Stateless. */
final class PageStyle {
    private static final String STYLE = """
            :root{--good:#14713f;--bad:#b3261e;--goodground:#e6f3ea;--badground:#fbe9e7}
            @media screen and (prefers-color-scheme:dark){:root{--good:#63cc92;--bad:#f2857d;--goodground:#1b3325;--badground:#40211f}}
            .verdict{font-size:17px;max-width:75ch;margin-top:6px}section.part{margin-top:32px}section.part>.card{margin-top:12px}
            a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:2px}
            .pill{display:inline-block;white-space:nowrap;font-size:12px;font-weight:600;border-radius:99px;padding:0 9px;background:var(--wash);color:var(--soft)}
            .pill.DRIFTED,.pill.CRITICAL{background:var(--badground);color:var(--bad)}.pill.STABLE,.pill.RESOLVED{background:var(--goodground);color:var(--good)}
            .pill.INSUFFICIENT_DATA,.pill.WARNING,.pill.OPEN{background:var(--warnground);color:var(--warn)}
            .key{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:12px;color:var(--soft);margin:4px 0 0}.key i{display:inline-block;width:14px;height:10px;margin-right:6px;border-radius:2px}
            .key .c0{background:var(--bar);opacity:.5}.key .c1{background:color-mix(in srgb,var(--bar2) 25%,transparent);border:1.5px solid var(--bar2)}
            .key .cb{background:color-mix(in srgb,var(--soft) 20%,transparent)}
            .figs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(270px,100%),1fr));gap:12px 22px;margin-top:10px}
            .head{flex-wrap:wrap;justify-content:flex-start}.head h3{margin-right:auto}.facts{display:flex;flex-wrap:wrap;gap:2px 20px;font-size:13px;margin-top:4px}
            .facts span{color:var(--soft)}.bins{width:auto;margin-top:2px}.bins td,.bins th{padding-right:18px}.bins th{color:var(--ink)}
            td.k{padding-top:1px}.verdicts td{vertical-align:middle}.verdicts th{vertical-align:middle}
            .effect{display:block;height:4px;border-radius:2px;background:var(--wash);margin-top:2px;min-width:70px}.effect i{display:block;height:4px;border-radius:2px;background:var(--bar2)}
            dl.set{grid-template-columns:minmax(9em,auto) 1fr}dl.set dd{overflow-wrap:anywhere}
            @media(max-width:480px){.card{padding:12px}.verdict{font-size:16px}dl.set{grid-template-columns:1fr}dl.set dd{margin-bottom:6px}}
            @media print{body{font-size:13px}section.part>h2,.key{break-after:avoid}.card.long{break-inside:auto}.figs{grid-template-columns:1fr 1fr}.part{margin-top:20px}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
            """;

    private PageStyle() {}

    static HtmlPage page(String title) {
        return new HtmlPage(title).style(Table.STYLE + STYLE + Frame.STYLE + MiniFigure.STYLE);
    }

    /** What the colours of both sides are. */
    static void key(HtmlPage page) {
        page.raw("<p class=\"key\"><span><i class=\"c0\"></i>reference</span><span><i class=\"c1\"></i>current</span>"
                + "<span><i class=\"cb\"></i>what chance has</span></p>\n");
    }

    static void figure(HtmlPage page, String number, String what) {
        page.raw("<li><b>").text(number).raw("</b>").text(what).raw("</li>");
    }

    static String pill(String kind, String text) {
        return "<span class=\"pill " + kind + "\">" + HtmlPage.escape(text) + "</span>";
    }

    static void note(HtmlPage page, String sentence) {
        page.raw("<p class=\"soft small\">").text(sentence).raw("</p>\n");
    }
}
