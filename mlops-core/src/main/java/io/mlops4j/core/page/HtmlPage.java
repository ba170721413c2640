package io.mlops4j.core.page;

import com.google.common.html.HtmlEscapers;
import io.mlops4j.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A self-contained page in the making: markup that is well-formed XML too, with the one style sheet of all pages. For one thread. */
public final class HtmlPage {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ground:#fbfbfa;--card:#fff;--ink:#1c1d20;--soft:#5b606b;--line:#e2e4e8;\
            --bar:#3a6ea5;--bar2:#c8713a;--wash:#e9eff6;--warn:#8a4b08;--warnground:#fdf3e3}
            @media screen and (prefers-color-scheme:dark){:root{--ground:#15171a;--card:#1d2024;--ink:#e8e9eb;--soft:#a3a9b4;\
            --line:#33373d;--bar:#7fb0e3;--bar2:#e7a06d;--wash:#263241;--warn:#f0c27b;--warnground:#33291a}}
            *{box-sizing:border-box}
            body{margin:0 auto;max-width:1120px;padding:24px 20px 60px;background:var(--ground);color:var(--ink);\
            font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
            h1{font-size:26px;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}
            h2{font-size:18px;margin:32px 0 12px}
            h3{font-size:16px;margin:0;overflow-wrap:anywhere}
            p{margin:4px 0;overflow-wrap:anywhere}
            .soft{color:var(--soft)}
            .small{font-size:13px}
            .figures{display:flex;flex-wrap:wrap;gap:10px 32px;margin:18px 0 0;padding:0;list-style:none}
            .figures b{display:block;font-size:22px;font-weight:600;font-variant-numeric:tabular-nums}
            .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(320px,1fr));gap:16px}
            .card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 16px;min-width:0;\
            break-inside:avoid}
            .head{display:flex;justify-content:space-between;gap:12px;align-items:baseline}
            .tag{font-size:12px;color:var(--soft);border:1px solid var(--line);border-radius:99px;padding:1px 9px;\
            white-space:nowrap}
            ul.notes{margin:0;padding:12px 16px 12px 34px;background:var(--warnground);color:var(--warn);border-radius:10px}
            svg{display:block;width:100%;height:auto;margin:10px 0 2px}
            svg .b{fill:var(--bar)}svg .x{stroke:var(--line)}svg .e{text-anchor:end}
            svg text{font:11px system-ui,"DejaVu Sans",sans-serif;fill:var(--soft)}
            table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:13px;margin-top:8px}
            th{font-weight:500;color:var(--soft);text-align:left}
            td,th{padding:2px 8px 2px 0;vertical-align:top}
            th{white-space:nowrap}
            td{overflow-wrap:anywhere}
            td.n,th.n{text-align:right;white-space:nowrap}
            tbody tr+tr td,tbody tr+tr th{border-top:1px solid var(--line)}
            .matrix td{text-align:right;white-space:nowrap}
            dl{display:grid;grid-template-columns:auto 1fr auto 1fr;gap:2px 8px;margin:8px 0 0;font-size:13px;font-variant-numeric:tabular-nums}
            dt{color:var(--soft)}dd{margin:0}
            .p1{background:color-mix(in srgb,var(--bar) 5%,transparent)}.p2{background:color-mix(in srgb,var(--bar) 10%,transparent)}
            .p3{background:color-mix(in srgb,var(--bar) 15%,transparent)}.p4{background:color-mix(in srgb,var(--bar) 20%,transparent)}
            .p5{background:color-mix(in srgb,var(--bar) 25%,transparent)}.p6{background:color-mix(in srgb,var(--bar) 30%,transparent)}
            .p7{background:color-mix(in srgb,var(--bar) 35%,transparent)}.p8{background:color-mix(in srgb,var(--bar) 40%,transparent)}
            .p9{background:color-mix(in srgb,var(--bar) 45%,transparent)}.p10{background:color-mix(in srgb,var(--bar) 50%,transparent)}
            .m1{background:color-mix(in srgb,var(--bar2) 5%,transparent)}.m2{background:color-mix(in srgb,var(--bar2) 10%,transparent)}
            .m3{background:color-mix(in srgb,var(--bar2) 15%,transparent)}.m4{background:color-mix(in srgb,var(--bar2) 20%,transparent)}
            .m5{background:color-mix(in srgb,var(--bar2) 25%,transparent)}.m6{background:color-mix(in srgb,var(--bar2) 30%,transparent)}
            .m7{background:color-mix(in srgb,var(--bar2) 35%,transparent)}.m8{background:color-mix(in srgb,var(--bar2) 40%,transparent)}
            .m9{background:color-mix(in srgb,var(--bar2) 45%,transparent)}.m10{background:color-mix(in srgb,var(--bar2) 50%,transparent)}
            .scroll{overflow-x:auto}
            .meter{height:6px;border-radius:3px;background:var(--wash);overflow:hidden;margin:8px 0 2px}
            .meter i{display:block;height:100%;background:var(--bar2)}
            td.bar{width:38%}
            td.bar i{display:block;height:10px;margin-top:5px;border-radius:2px;background:var(--bar);min-width:1px}
            @media (max-width:480px){body{padding:16px 12px 40px}.grid{grid-template-columns:1fr}h1{font-size:22px}}
            @media print{body{max-width:none;background:#fff}.card{border-color:#bbb}}
            """;

    private final StringBuilder body = new StringBuilder();
    private final String title;
    private String ownStyle = "";

    /** An empty page of a title, which is its heading too. */
    public HtmlPage(String title) {
        this.title = title;
        raw("<h1>").text(title).raw("</h1>\n");
    }

    /** Adds rules to the style sheet, for what only this kind of page has. */
    public HtmlPage style(String rules) {
        ownStyle += rules;
        return this;
    }

    /** Adds text; what would be markup in it is shown as it is. */
    public HtmlPage text(String text) {
        body.append(escape(text));
        return this;
    }

    /** Adds markup. */
    public HtmlPage raw(String markup) {
        body.append(markup);
        return this;
    }

    /** Text with nothing in it that is markup, nor what XML does not allow. */
    public static String escape(String text) {
        StringBuilder allowed = new StringBuilder(text.length());
        text.codePoints().map(c -> isAllowed(c) ? c : 0xFFFD).forEach(allowed::appendCodePoint);
        return HtmlEscapers.htmlEscaper().escape(allowed.toString());
    }

    /** Whether XML 1.0 allows a character. */
    private static boolean isAllowed(int c) {
        boolean printable = c >= ' ' || c == '\t' || c == '\n';
        boolean none = (c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF;
        return printable && !none;
    }

    /** The page. */
    public String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" + escape(title)
                + "</title>\n<style>\n" + STYLE + ownStyle + "</style>\n</head>\n<body>\n<main>\n" + body
                + "</main>\n</body>\n</html>\n";
    }

    /**
     * Writes a page to a file, and makes the directories above it.
     *
     * @throws StorageFailure if it cannot be written
     */
    public static void write(String html, Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, html);
        } catch (IOException e) {
            throw new StorageFailure("The page '" + file + "' cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
