package io.mlops4j.core.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in the making, with a caption and headings that screen readers announce. It scrolls in a box of its own where it is wider than
 * the page. For one thread.
 */
public final class Table {
    /** The rules for {@link HtmlPage#style}. */
    public static final String STYLE = """
            .box{overflow-x:auto;margin-top:8px;container-type:inline-size}.box:focus-visible{outline:2px solid var(--bar);outline-offset:2px}
            .box table{margin-top:0;width:max-content;min-width:100%}.box td,.box th{padding:3px 12px 3px 0;overflow-wrap:break-word;max-width:22em}
            .box tbody th{white-space:normal;max-width:15em;color:var(--ink);position:sticky;left:0;z-index:1;background:var(--card)}
            .box td.u{white-space:nowrap}.box td small{display:block;color:var(--soft);white-space:nowrap}
            caption{text-align:left;color:var(--soft);font-size:13px;padding:0 0 4px}
            caption span{display:block;position:sticky;left:0;width:max-content;max-width:min(80ch,100cqi)}
            .box thead th{vertical-align:bottom;border-bottom:1px solid var(--line)}
            @media (max-width:480px){.box tbody th{max-width:8.5em}}
            @media print{.box{overflow:visible}.box table{width:100%;font-size:10px}.box td,.box th,.box td.u{padding-right:7px;white-space:normal}.box tbody th{position:static}tr{break-inside:avoid}}
            """;

    private final HtmlPage page;
    private final String caption;
    private final String classes;
    private final List<String> headings = new ArrayList<>();
    private boolean open;

    /** A table of a caption, with classes of the style sheet; headings are added first, then rows. */
    public Table(HtmlPage page, String caption, String classes) {
        this.page = page;
        this.caption = caption;
        this.classes = classes;
    }

    /** A column of words. */
    public Table column(String heading) {
        headings.add("<th scope=\"col\">" + HtmlPage.escape(heading) + "</th>");
        return this;
    }

    /** A column of numbers, which are aligned to the right. */
    public Table numbers(String heading) {
        headings.add("<th scope=\"col\" class=\"n\">" + HtmlPage.escape(heading) + "</th>");
        return this;
    }

    /** Begins the next row with its heading. */
    public Table row(String heading) {
        return rowOf(HtmlPage.escape(heading));
    }

    /** Begins the next row with a heading that leads to another part of the page. */
    public Table row(String heading, String part) {
        return rowOf("<a href=\"#" + HtmlPage.escape(part) + "\">" + HtmlPage.escape(heading) + "</a>");
    }

    private Table rowOf(String heading) {
        if (open) {
            page.raw("</tr>\n");
        } else {
            page.raw("<div class=\"box\" tabindex=\"0\" role=\"region\" aria-label=\"")
                    .text(caption)
                    .raw("\"><table class=\"" + classes + "\"><caption><span>")
                    .text(caption)
                    .raw("</span></caption><thead><tr>");
            headings.forEach(page::raw);
            page.raw("</tr></thead>\n<tbody>");
        }
        open = true;
        page.raw("<tr><th scope=\"row\">").raw(heading).raw("</th>");
        return this;
    }

    /** A cell of words. */
    public Table cell(String text) {
        page.raw("<td>").text(text).raw("</td>");
        return this;
    }

    /** A cell of words that stay on one line, such as an interval. */
    public Table unbroken(String text) {
        page.raw("<td class=\"u\">").text(text).raw("</td>");
        return this;
    }

    /** A cell of a number. */
    public Table number(String text) {
        page.raw("<td class=\"n\">").text(text).raw("</td>");
        return this;
    }

    /** A cell of markup. */
    public Table markup(String cellClass, String markup) {
        page.raw(cellClass.isEmpty() ? "<td>" : "<td class=\"" + cellClass + "\">")
                .raw(markup)
                .raw("</td>");
        return this;
    }

    /** Ends the table; one without rows is not there at all. */
    public void end() {
        if (open) {
            page.raw("</tr></tbody></table></div>\n");
        }
        open = false;
    }
}
