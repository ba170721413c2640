package io.mlops4j.core.data.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Correlation;
import io.mlops4j.data.Profile;
import io.mlops4j.data.TextLengths;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Draws a profile: what is worth a look first, then a card a column, then the correlations. Stateless. */
public final class ProfilePage {
    private static final double MUCH_MISSING = 0.5;
    private static final double HIGH_CORRELATION = 0.95;
    private static final double STRONG_SKEW = 3;
    private static final int MOST_MATRIX_COLUMNS = 30;
    private static final int SHADES = 10;
    private static final int MOST_NOTES = 12;
    private static final int MOST_VALUES = 6;
    private static final int LONGEST_SHOWN = 40;

    private ProfilePage() {}

    /** The page of a profile under a title. */
    public static String html(String title, Profile profile) {
        HtmlPage page = new HtmlPage(title);
        long cells = profile.columns().stream()
                .mapToLong(column -> column.count() + column.missing())
                .sum();
        long missing =
                profile.columns().stream().mapToLong(ColumnProfile::missing).sum();
        page.raw("<ul class=\"figures\">");
        figure(page, Figures.count(profile.rowCount()), profile.rowCount() == 1 ? "row" : "rows");
        figure(page, Figures.count(profile.columns().size()), profile.columns().size() == 1 ? "column" : "columns");
        figure(page, Figures.percent(cells == 0 ? 0 : (double) missing / cells), "of the cells missing");
        page.raw("</ul>\n");
        notes(page, profile);
        page.raw("<h2>Columns</h2>\n<div class=\"grid\">\n");
        profile.columns().forEach(column -> card(page, column, profile.rowCount()));
        page.raw("</div>\n");
        matrix(page, profile);
        return page.html();
    }

    private static void figure(HtmlPage page, String value, String what) {
        page.raw("<li><b>")
                .text(value)
                .raw("</b><span class=\"soft\">")
                .text(what)
                .raw("</span></li>");
    }

    private static void notes(HtmlPage page, Profile profile) {
        List<String> notes = new ArrayList<>();
        for (ColumnProfile column : profile.columns()) {
            String name = "“" + column.name() + "”";
            long cells = column.count() + column.missing();
            if (column.count() == 0) {
                notes.add(name + " has no value.");
            } else if (column.distinct() == 1 && column.count() > 1) {
                notes.add(name + " has one value only.");
            }
            if (column.count() > 0 && column.missing() > MUCH_MISSING * cells) {
                notes.add(name + " is missing in " + Figures.percent((double) column.missing() / cells)
                        + " of the rows.");
            }
            if (column.type() == ColumnType.STRING && column.count() > 20 && column.distinct() == column.count()) {
                notes.add(name + " is different in every row: a key or free text.");
            }
            column.findSkewness().ifPresent(skew -> {
                if (Math.abs(skew) > STRONG_SKEW) {
                    notes.add(name + " is strongly skewed (" + Figures.number(skew) + ").");
                }
            });
        }
        for (Correlation each : profile.correlations()) {
            if (Math.abs(each.value()) >= HIGH_CORRELATION) {
                notes.add("“" + each.first() + "” and “" + each.second() + "” nearly say the same (r = "
                        + Figures.number(each.value()) + ").");
            }
        }
        if (notes.isEmpty()) {
            return;
        }
        page.raw("<h2>Worth a look</h2>\n<ul class=\"notes\">");
        notes.stream()
                .limit(MOST_NOTES)
                .forEach(note -> page.raw("<li>").text(note).raw("</li>"));
        if (notes.size() > MOST_NOTES) {
            page.raw("<li>")
                    .text("and " + (notes.size() - MOST_NOTES) + " more.")
                    .raw("</li>");
        }
        page.raw("</ul>\n");
    }

    private static void card(HtmlPage page, ColumnProfile column, long rows) {
        page.raw("<section class=\"card\"><div class=\"head\"><h3>")
                .text(column.name())
                .raw("</h3><span class=\"tag\">")
                .text(column.type().name().toLowerCase(Locale.ROOT))
                .raw("</span></div>");
        if (!column.typeReason().isEmpty()) {
            page.raw("<p class=\"soft small\">").text(column.typeReason()).raw("</p>");
        }
        if (column.missing() > 0) {
            String share = Figures.percent((double) column.missing() / Math.max(1, rows));
            page.raw("<div class=\"meter\"><i style=\"width:")
                    .raw(Figures.at(100.0 * column.missing() / Math.max(1, rows)))
                    .raw("%\"></i></div><p class=\"small\">")
                    .text(Figures.count(column.missing()) + " missing (" + share + ")")
                    .raw("</p>");
        }
        column.findHistogram()
                .ifPresent(histogram ->
                        page.raw(HistogramChart.of(column.name(), histogram, value -> label(column.type(), value))));
        if (column.findHistogram().isEmpty() || column.type() == ColumnType.BOOLEAN) {
            values(page, column, column.topValues(), "value");
        }
        statistics(page, column);
        if (!column.patterns().isEmpty() && column.topValues().isEmpty()) {
            values(page, column, column.patterns(), "pattern");
        }
        page.raw("</section>\n");
    }

    private static void values(HtmlPage page, ColumnProfile column, List<ValueCount> values, String what) {
        if (values.isEmpty()) {
            return;
        }
        long most = values.get(0).count();
        page.raw("<table><thead><tr><th>")
                .text(what)
                .raw("</th><th></th><th class=\"n\">share</th></tr></thead><tbody>");
        for (ValueCount value : values.subList(0, Math.min(MOST_VALUES, values.size()))) {
            String shown = shortened(value.value());
            page.raw("<tr><td>")
                    .text(shown.isEmpty() ? "(empty text)" : shown)
                    .raw("</td><td class=\"bar\"><i style=\"width:")
                    .raw(Figures.at(100.0 * value.count() / most))
                    .raw("%\"></i></td><td class=\"n\">")
                    .text(Figures.percent((double) value.count() / Math.max(1, column.count())))
                    .raw("</td></tr>");
        }
        page.raw("</tbody></table>");
    }

    /** Cut between characters: half of one is not text. */
    private static String shortened(String value) {
        return value.codePointCount(0, value.length()) > LONGEST_SHOWN
                ? value.substring(0, value.offsetByCodePoints(0, LONGEST_SHOWN)) + "…"
                : value;
    }

    private static void statistics(HtmlPage page, ColumnProfile column) {
        page.raw("<dl>");
        row(
                page,
                "values",
                Figures.count(column.count()),
                "distinct",
                (column.distinctIsExact() ? "" : "≈ ") + Figures.count(column.distinct()));
        if (column.findMin().isPresent()) {
            row(page, "min", label(column, column.findMin()), "max", label(column, column.findMax()));
        }
        if (column.type() != ColumnType.BOOLEAN && !column.quantiles().isEmpty()) {
            String about = column.quantilesAreExact() ? "" : "≈ ";
            row(
                    page,
                    "median",
                    about + label(column.type(), column.quantile(0.5)),
                    "quartiles",
                    about + label(column.type(), column.quantile(0.25)) + " to "
                            + label(column.type(), column.quantile(0.75)));
        }
        if (column.type().isNumber()) {
            row(page, "mean", number(column.findMean()), "std. dev.", number(column.findStddev()));
            row(page, "skewness", number(column.findSkewness()), "kurtosis", number(column.findKurtosis()));
        }
        column.findLengths().ifPresent(lengths -> lengths(page, lengths));
        page.raw("</dl>");
    }

    private static void lengths(HtmlPage page, TextLengths lengths) {
        row(
                page,
                "length",
                lengths.shortest() + " to " + lengths.longest(),
                "on average",
                Figures.number(lengths.mean()));
    }

    private static void row(HtmlPage page, String first, String value, String second, String other) {
        term(page, first, value);
        term(page, second, other);
    }

    private static void term(HtmlPage page, String name, String value) {
        page.raw("<dt>").text(name).raw("</dt><dd>").text(value).raw("</dd>");
    }

    private static String number(OptionalDouble value) {
        return Figures.number(value.orElse(Double.NaN));
    }

    private static String label(ColumnProfile column, OptionalDouble value) {
        return label(column.type(), value.orElse(Double.NaN));
    }

    private static String label(ColumnType type, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Figures.number(value);
        }
        return switch (type) {
            case DATE ->
                Math.abs(value) < 1e8 ? LocalDate.ofEpochDay(Math.round(value)).toString() : Figures.number(value);
            case INSTANT ->
                Math.abs(value) < 3e10
                        ? Instant.ofEpochSecond(Math.round(value)).toString()
                        : Figures.number(value);
            case REAL, INTEGER, BOOLEAN, STRING, CATEGORY, BINARY -> Figures.number(value);
        };
    }

    private static void matrix(HtmlPage page, Profile profile) {
        Set<String> all = new LinkedHashSet<>();
        profile.columns().stream()
                .map(ColumnProfile::name)
                .filter(name -> profile.correlations().stream()
                        .anyMatch(each ->
                                each.first().equals(name) || each.second().equals(name)))
                .forEach(all::add);
        if (all.isEmpty()) {
            return;
        }
        List<String> names = all.stream().limit(MOST_MATRIX_COLUMNS).toList();
        page.raw("<h2>Correlations</h2>\n<p class=\"soft small\">")
                .text("Pearson’s r over the rows in which both columns have a value."
                        + (names.size() < all.size() ? " The first " + names.size() + " columns are shown." : ""))
                .raw("</p>\n<div class=\"scroll\"><table class=\"matrix\"><thead><tr><th></th>");
        for (int i = 0; i < names.size(); i++) {
            page.raw("<th class=\"n\" scope=\"col\">").text(names.get(i)).raw("</th>");
        }
        page.raw("</tr></thead><tbody>");
        for (String row : names) {
            page.raw("<tr><th scope=\"row\">").text(row).raw("</th>");
            for (String column : names) {
                cell(page, row.equals(column) ? OptionalDouble.empty() : profile.findCorrelation(row, column));
            }
            page.raw("</tr>");
        }
        page.raw("</tbody></table></div>\n");
    }

    private static void cell(HtmlPage page, OptionalDouble value) {
        if (value.isEmpty()) {
            page.raw("<td></td>");
            return;
        }
        double r = value.getAsDouble();
        page.raw("<td class=\"")
                .raw(r < 0 ? "m" : "p")
                .raw(String.valueOf(Math.round(SHADES * Math.abs(r))))
                .raw("\">")
                .text(String.format(Locale.ROOT, "%.2f", r).replace("-", "−"))
                .raw("</td>");
    }
}
