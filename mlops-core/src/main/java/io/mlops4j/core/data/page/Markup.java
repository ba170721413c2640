package io.mlops4j.core.data.page;

import io.mlops4j.core.page.HtmlPage;
import java.util.Locale;

/** The frame of a page. */
final class Markup {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1c2024;--quiet:#5f6b76;--line:#d9dee3;--paper:#fff;--tile:#f4f6f8;\
            --before:#8a97a5;--after:#0b6bcb;--gone:#b3261e;--changed:#8a5a00;--ok:#1a7f4b}
            @media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--quiet:#9aa6b2;--line:#323a42;--paper:#14181c;--tile:#1d2329;\
            --before:#8593a1;--after:#5aa9f5;--gone:#f2857d;--changed:#e0b050;--ok:#5cc48d}}
            *{box-sizing:border-box}
            body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:1000px;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:0 0 .5rem}
            h1,h3,code{overflow-wrap:anywhere}small,.quiet{color:var(--quiet);font-weight:400}p{margin:.4rem 0}
            code{font:.85em ui-monospace,monospace;background:var(--tile);padding:.1em .35em;border-radius:3px}
            .tiles{display:flex;flex-wrap:wrap;gap:.75rem;margin:0}.tiles div{background:var(--tile);border-radius:6px;padding:.5rem 1rem;min-width:8rem}
            dt{color:var(--quiet);font-size:.85rem}dd{margin:0;font-size:1.5rem;font-variant-numeric:tabular-nums}
            dd.after{color:var(--after)}dd.gone{color:var(--gone)}dd.changed{color:var(--changed)}.warn{color:var(--changed)}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}caption{text-align:left;color:var(--quiet);white-space:nowrap}
            th,td{padding:.15rem .75rem .15rem 0;text-align:right;border-bottom:1px solid var(--line);font-weight:400}
            th[scope=row]{text-align:left;color:var(--quiet)}
            section{border-top:1px solid var(--line);padding:1rem 0;break-inside:avoid}
            .pair{display:flex;flex-wrap:wrap;gap:1.5rem;align-items:flex-start}svg{flex:0 1 540px;min-width:0;height:auto}.pair>div{flex:1 1 16rem}
            .verdict{font-size:.8rem;border-radius:9px;padding:.1rem .6rem;border:1px solid currentColor}
            .verdict.stable{color:var(--ok)}.verdict.moved{color:var(--changed)}.verdict.shifted{color:var(--gone)}
            .measure{white-space:nowrap;margin-right:.75rem}
            .key{display:inline-block;width:.9em;height:.9em;vertical-align:-.1em}.key.before{background:var(--before)}.key.after{background:var(--after)}
            .b{fill:var(--before)}.f{fill:var(--after)}.o{fill:var(--before);opacity:.45}.l{fill:none;stroke:var(--after);stroke-width:2}
            .x{stroke:var(--line)}text{font:12px system-ui,sans-serif;fill:var(--quiet)}
            @media print{body{max-width:none;margin:0}}
            """;

    private Markup() {}

    /** Begins a page; the title is escaped already. */
    static void begin(StringBuilder html, String title) {
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style></head><body>\n");
    }

    static void end(StringBuilder html) {
        html.append("</body></html>\n");
    }

    /** Text as it may stand in an element or a quoted attribute; control characters, which HTML does not allow, are shown as \uFFFD. */
    static String escape(String text) {
        return HtmlPage.escape(text);
    }

    /** Five digits are enough to look at. */
    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e9) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return size >= 1e-3 && size < 1e9
                ? String.format(Locale.ROOT, size >= 1_000 ? "%,.1f" : size >= 1 ? "%.3f" : "%.5f", value)
                : String.format(Locale.ROOT, "%.3e", value);
    }
}
