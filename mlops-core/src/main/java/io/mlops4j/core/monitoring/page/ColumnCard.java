package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.monitoring.ColumnDistribution.Moments;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** One column in full: why it is judged so, how both sides lie, and which values make the change. Stateless. */
final class ColumnCard {
    private static final int MOST_BINS = 5;
    private static final int MOST_STRETCHES = 4;
    private static final int MOST_UNSEEN = 12;
    private static final int LONGEST_WORD = 40;

    private ColumnCard() {}

    /** Where a column is on the page, by its place in the report. */
    static String id(int number) {
        return "c" + (number + 1);
    }

    static String of(ColumnDrift column, int number) {
        StringBuilder card = new StringBuilder("<div class=\"card\" id=\"" + id(number) + "\"><div class=\"head\"><h3>"
                + HtmlPage.escape(column.name()) + "</h3>"
                + PageStyle.pill(column.verdict().name(), Words.verdict(column.verdict()))
                + "<span class=\"tag\">" + Words.kind(column.kind()) + "</span></div>");
        paragraph(card, why(column));
        Pair pair = Pair.of(column);
        facts(card, pair);
        List<Pair.Part> parts = pair.parts();
        card.append("<div class=\"figs\">");
        if (pair.isContinuous()) {
            card.append(OverlayFigure.of(pair))
                    .append(DifferenceFigure.of(pair))
                    .append(QuantileFigure.of(pair));
        } else if (column.verdict() != Verdict.NOT_TESTED) {
            List<Pair.Part> shown = Pair.frequent(parts, CategoryFigure.MOST);
            card.append(CategoryFigure.shares(shown))
                    .append(CategoryFigure.differences(
                            shown, column.reference().total(), column.current().total()));
        }
        boolean changed = column.verdict() == Verdict.DRIFTED || column.evident();
        if (changed && !pair.isContinuous()) {
            bins(card, parts);
        }
        card.append("</div>");
        if (changed && pair.isContinuous()) {
            stretches(card, parts);
        }
        if (!column.unseen().isEmpty()) {
            paragraph(
                    card,
                    "Not in the reference: "
                            + column.unseen().stream()
                                    .limit(MOST_UNSEEN)
                                    .map(word -> Words.shortened(word, LONGEST_WORD))
                                    .collect(Collectors.joining(", "))
                            + (column.unseen().size() > MOST_UNSEEN ? " and others." : "."));
        }
        column.notes().forEach(note -> paragraph(card, note));
        return card.append("</div>\n").toString();
    }

    private static void paragraph(StringBuilder card, String sentence) {
        if (!sentence.isEmpty()) {
            card.append("<p class=\"soft small\">")
                    .append(HtmlPage.escape(sentence))
                    .append("</p>");
        }
    }

    private static String why(ColumnDrift column) {
        StringBuilder why = new StringBuilder();
        column.effect().ifPresent(effect -> {
            why.append(effect.measure().title()).append(' ').append(Words.number(effect.value()));
            effect.interval()
                    .ifPresent(interval -> why.append(" (")
                            .append(Words.number(interval.low()))
                            .append(" to ")
                            .append(Words.number(interval.high()))
                            .append(')'));
        });
        if (!column.test().isEmpty()) {
            why.append(why.isEmpty() ? "" : "; ")
                    .append(column.test())
                    .append(": ")
                    .append(Words.evidence(column))
                    .append(", needed ")
                    .append(Words.needed(column));
        }
        column.since().ifPresent(since -> why.append("; since ").append(Words.at(since)));
        column.detectable()
                .ifPresent(least -> why.append("; an effect of ")
                        .append(Words.number(least))
                        .append(" would be found one time in two"));
        return why.isEmpty() ? "" : why.append('.').toString();
    }

    private static void facts(StringBuilder card, Pair pair) {
        StringBuilder facts = new StringBuilder();
        ColumnDrift column = pair.column();
        column.reference()
                .moments()
                .ifPresent(before -> column.current().moments().ifPresent(now -> {
                    fact(facts, "mean", Words.number(before.mean()), Words.number(now.mean()));
                    fact(facts, "deviation", Words.number(before.stddev()), Words.number(now.stddev()));
                    range(facts, before, now);
                }));
        for (String what : List.of("missing", "below", "above", "unseen", "of another type")) {
            double before = pair.before().share(what);
            double now = pair.now().share(what);
            if (before + now > 0) {
                fact(facts, what, Figures.percent(before), Figures.percent(now));
            }
        }
        if (!facts.isEmpty()) {
            card.append("<div class=\"facts\">").append(facts).append("</div>");
        }
    }

    private static void range(StringBuilder facts, Moments before, Moments now) {
        if (before.min().isPresent()
                && before.max().isPresent()
                && now.min().isPresent()
                && now.max().isPresent()) {
            fact(
                    facts,
                    "range",
                    Words.number(before.min().get()) + " to "
                            + Words.number(before.max().get()),
                    Words.number(now.min().get()) + " to "
                            + Words.number(now.max().get()));
        }
    }

    private static void fact(StringBuilder facts, String what, String before, String now) {
        facts.append("<div><span>").append(what).append("</span> ").append(before);
        if (!before.equals(now)) {
            facts.append(" \u2192 ").append(now);
        }
        facts.append("</div>");
    }

    private static void stretches(StringBuilder card, List<Pair.Part> parts) {
        double sum = sum(parts);
        card.append("<div class=\"facts\"><span>What makes most of the change</span>");
        for (Pair.Part part : Pair.greatest(parts, MOST_STRETCHES)) {
            card.append("<div>")
                    .append(HtmlPage.escape(Words.shortened(part.label())))
                    .append(": <b>")
                    .append(percent(part.contribution(), sum))
                    .append("</b> <span>")
                    .append(Figures.percent(part.before()))
                    .append(" \u2192 ")
                    .append(Figures.percent(part.now()))
                    .append("</span></div>");
        }
        card.append("</div>");
    }

    private static double sum(List<Pair.Part> parts) {
        return parts.stream().mapToDouble(Pair.Part::contribution).sum();
    }

    /** A part of all in whole percents. */
    private static String percent(double part, double sum) {
        return Figures.percent(sum == 0 ? 0 : Math.rint(100 * part / sum) / 100);
    }

    private static void bins(StringBuilder card, List<Pair.Part> parts) {
        double sum = sum(parts);
        card.append("<figure><figcaption>What makes most of the change</figcaption><table class=\"bins\"><tbody>");
        for (Pair.Part part : Pair.greatest(parts, MOST_BINS)) {
            card.append("<tr><th scope=\"row\">")
                    .append(HtmlPage.escape(Words.shortened(part.label())))
                    .append("</th><td class=\"n\">")
                    .append(Figures.percent(part.before()))
                    .append(" \u2192 ")
                    .append(Figures.percent(part.now()))
                    .append("</td><td class=\"n\">")
                    .append(percent(part.contribution(), sum))
                    .append(" of it</td></tr>");
        }
        card.append("</tbody></table></figure>");
    }
}
