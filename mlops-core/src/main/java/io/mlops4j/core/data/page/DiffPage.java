package io.mlops4j.core.data.page;

import io.mlops4j.data.ColumnChange;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnShift;
import io.mlops4j.data.ColumnShift.Measure;
import io.mlops4j.data.DatasetDiff;
import io.mlops4j.data.DatasetDiff.Side;
import io.mlops4j.data.RowChanges;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The difference of two versions as a page: rows, schema, and the columns, the most shifted first. */
public final class DiffPage {
    private static final double MOVED = 0.1;
    private static final double SHIFTED = 0.25;

    private static final Comparator<ColumnShift> MOST_SHIFTED_FIRST = Comparator.<ColumnShift>comparingDouble(
                    shift -> shift.find(Measure.PSI_ADJUSTED).orElse(-1))
            .thenComparingDouble(shift -> Math.abs(shift.missingAfter() - shift.missingBefore()))
            .thenComparingDouble(shift -> shift.find(Measure.PSI).orElse(-1))
            .reversed();

    private final DatasetDiff diff;
    private final StringBuilder html = new StringBuilder();

    private DiffPage(DatasetDiff diff) {
        this.diff = diff;
    }

    /** The page. */
    public static String of(DatasetDiff diff) {
        return new DiffPage(diff).write();
    }

    private String write() {
        String title = Markup.escape(
                diff.before().dataset().equals(diff.after().dataset())
                        ? diff.after().dataset() + ", version " + diff.before().number() + " to "
                                + diff.after().number()
                        : side(diff.before()) + " to " + side(diff.after()));
        Markup.begin(html, title);
        html.append("<h1>").append(title).append("</h1>\n<p class=\"quiet\">");
        sideLine(diff.before());
        html.append(" → ");
        sideLine(diff.after());
        html.append("</p>\n");
        rows();
        schema();
        columns();
        Markup.end(html);
        return html.toString();
    }

    private static String side(Side side) {
        return side.dataset() + ", version " + side.number();
    }

    private void sideLine(Side side) {
        html.append(whole(side.rowCount()))
                .append(" rows <code>")
                .append(Markup.escape(side.digest()), 0, 12)
                .append("</code>");
    }

    private void rows() {
        RowChanges rows = diff.rows();
        html.append("<h2>Rows</h2>\n<dl class=\"tiles\">");
        tile("added", rows.added(), "after");
        tile("removed", rows.removed(), "gone");
        if (!rows.keyedBy().isEmpty()) {
            tile("changed", rows.changed(), "changed");
        }
        tile("unchanged", rows.unchanged(), "quiet");
        html.append("</dl>\n<p class=\"quiet\">")
                .append(
                        rows.keyedBy().isEmpty()
                                ? "Compared as whole rows, since there is no key: a row that changed is one removed and one added."
                                : "Keyed by " + Markup.escape(String.join(", ", rows.keyedBy())) + ".")
                .append("</p>\n");
        if (rows.repeatedBefore() + rows.repeatedAfter() > 0) {
            html.append("<p class=\"warn\">Keys are not unique: ")
                    .append(whole(rows.repeatedBefore()))
                    .append(" rows before and ")
                    .append(whole(rows.repeatedAfter()))
                    .append(" rows after share theirs with another.</p>\n");
        }
        examples("Added, for example", rows.addedKeys());
        examples("Removed, for example", rows.removedKeys());
        examples("Changed, for example", rows.changedKeys());
        if (!rows.changedByColumn().isEmpty()) {
            html.append("<table><caption>Changed rows by column</caption><tbody>");
            rows.changedByColumn().entrySet().stream()
                    .sorted(Comparator.comparing(each -> -each.getValue()))
                    .forEach(each -> html.append("<tr><th scope=\"row\">")
                            .append(Markup.escape(each.getKey()))
                            .append("</th><td>")
                            .append(whole(each.getValue()))
                            .append("</td></tr>"));
            html.append("</tbody></table>\n");
        }
    }

    private void tile(String what, long count, String style) {
        html.append("<div><dt>")
                .append(what)
                .append("</dt><dd class=\"")
                .append(style)
                .append("\">")
                .append(whole(count))
                .append("</dd></div>");
    }

    private void examples(String what, List<String> keys) {
        if (!keys.isEmpty()) {
            html.append("<p>").append(what).append(": ");
            for (int i = 0; i < keys.size(); i++) {
                html.append(i == 0 ? "<code>" : " <code>")
                        .append(Markup.escape(keys.get(i)))
                        .append("</code>");
            }
            html.append("</p>\n");
        }
    }

    private void schema() {
        html.append("<h2>Schema</h2>\n");
        if (diff.schema().isEmpty()) {
            html.append("<p class=\"quiet\">The same columns, types and roles.</p>\n");
            return;
        }
        html.append("<ul>");
        for (ColumnChange change : diff.schema()) {
            html.append("<li>").append(Markup.escape(change.describe())).append("</li>");
        }
        html.append("</ul>\n");
    }

    private void columns() {
        if (diff.columns().isEmpty()) {
            return;
        }
        html.append(
                        "<h2>Columns</h2>\n<p class=\"quiet\">The most shifted first, keys last. <span class=\"key before\"></span> before")
                .append(" <span class=\"key after\"></span> after, as shares of the present cells.</p>\n");
        diff.columns().stream()
                .sorted(Comparator.comparing(this::isKey).thenComparing(MOST_SHIFTED_FIRST))
                .forEach(this::column);
        html.append(
                        "<p class=\"quiet\">PSI: population stability index over 10 quantile bins of the earlier version or its 10")
                .append(
                        " most frequent values and all others, ½ added to every count; adjusted: less (B − 1)(1/n + 1/m), what")
                .append(
                        " chance alone does; JS: Jensen-Shannon distance to base 2; KS: Kolmogorov-Smirnov statistic. Missing")
                .append(" cells are left out of them. Stable: adjusted PSI below 0.1; shifted: 0.25 or more.</p>\n");
    }

    private void column(ColumnShift shift) {
        html.append("<section><h3>")
                .append(Markup.escape(shift.name()))
                .append(" <small>")
                .append(shift.after().type().name().toLowerCase(Locale.ROOT))
                .append("</small>");
        if (isKey(shift)) {
            html.append(" <span class=\"verdict\">key</span>");
        } else {
            shift.find(Measure.PSI_ADJUSTED).ifPresent(this::verdict);
        }
        html.append("</h3>\n<div class=\"pair\">");
        if (shift.bins().isEmpty()) {
            html.append("<p class=\"quiet\">Nothing that can be compared.</p>");
        } else if (shift.find(Measure.KOLMOGOROV_SMIRNOV).isPresent()) {
            Charts.overlay(html, shift);
        } else {
            Charts.bars(html, shift);
        }
        html.append(
                "<div><table><thead><tr><td></td><th scope=\"col\">before</th><th scope=\"col\">after</th></tr></thead><tbody>");
        ColumnProfile before = shift.before();
        ColumnProfile after = shift.after();
        row("present", whole(before.count()), whole(after.count()));
        row("missing", percent(shift.missingBefore()), percent(shift.missingAfter()));
        row("distinct", distinct(before), distinct(after));
        if (before.type().isNumber() && after.type().isNumber()) {
            row("mean", real(before.findMean()), real(after.findMean()));
            row("std. dev.", real(before.findStddev()), real(after.findStddev()));
            row("min", real(before.findMin()), real(after.findMin()));
            row("max", real(before.findMax()), real(after.findMax()));
        }
        html.append("</tbody></table>\n<p class=\"quiet\">");
        measure(shift, Measure.PSI, "PSI");
        measure(shift, Measure.PSI_ADJUSTED, "adjusted");
        measure(shift, Measure.JENSEN_SHANNON, "JS");
        measure(shift, Measure.KOLMOGOROV_SMIRNOV, "KS");
        html.append("</p></div></div></section>\n");
    }

    /** New rows have new keys, so that a key shifts says nothing. */
    private boolean isKey(ColumnShift shift) {
        return diff.rows().keyedBy().contains(shift.name());
    }

    private void verdict(double psi) {
        String word = psi < MOVED ? "stable" : psi < SHIFTED ? "moved" : "shifted";
        html.append(" <span class=\"verdict ")
                .append(word)
                .append("\">")
                .append(word)
                .append("</span>");
    }

    private void measure(ColumnShift shift, Measure measure, String label) {
        shift.find(measure)
                .ifPresent(value -> html.append("<span class=\"measure\">")
                        .append(label)
                        .append(' ')
                        .append(String.format(Locale.ROOT, "%.4f", value))
                        .append("</span> "));
    }

    private void row(String what, String before, String after) {
        html.append("<tr><th scope=\"row\">")
                .append(what)
                .append("</th><td>")
                .append(before)
                .append("</td><td>")
                .append(after)
                .append("</td></tr>");
    }

    private static String distinct(ColumnProfile column) {
        return (column.distinctIsExact() ? "" : "about ") + whole(column.distinct());
    }

    private static String whole(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String real(OptionalDouble value) {
        return value.isEmpty() ? "–" : Markup.number(value.getAsDouble());
    }
}
