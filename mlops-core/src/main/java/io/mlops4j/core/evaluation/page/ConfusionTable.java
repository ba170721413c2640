package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.evaluation.Plot.Confusion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How often each class was predicted as each: a table with shares of the rows, or with many classes the commonest mistakes. */
final class ConfusionTable {
    private static final int MOST_CLASSES = 20;
    private static final int SHADES = 10;

    private ConfusionTable() {}

    static void write(HtmlPage page, Confusion confusion) {
        if (confusion.classes().size() > MOST_CLASSES) {
            mistakes(page, confusion);
            return;
        }
        page.raw(
                "<div class=\"scroll\"><table class=\"matrix\"><caption>rows: true class, columns: predicted class</caption><thead><tr><th scope=\"col\">true</th>");
        confusion
                .classes()
                .forEach(name ->
                        page.raw("<th class=\"n\" scope=\"col\">").text(name).raw("</th>"));
        page.raw("</tr></thead><tbody>\n");
        for (int truth = 0; truth < confusion.classes().size(); truth++) {
            List<Double> counts = confusion.counts().get(truth);
            double total = counts.stream().mapToDouble(count -> count).sum();
            page.raw("<tr><th scope=\"row\">")
                    .text(confusion.classes().get(truth))
                    .raw("</th>");
            for (int predicted = 0; predicted < counts.size(); predicted++) {
                double share = total > 0 ? counts.get(predicted) / total : 0;
                int shade = (int) Math.round(share * SHADES);
                String colour = shade == 0 ? "" : " class=\"" + (truth == predicted ? "p" : "m") + shade + "\"";
                page.raw("<td" + colour + ">")
                        .text(Figures.number(counts.get(predicted)))
                        .raw("<br/><span class=\"soft small\">")
                        .text(total > 0 ? Figures.percent(share) : "–")
                        .raw("</span></td>");
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></div>\n");
    }

    private record Mistake(String truth, String predicted, double count, double share) {}

    private static void mistakes(HtmlPage page, Confusion confusion) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int truth = 0; truth < confusion.classes().size(); truth++) {
            List<Double> counts = confusion.counts().get(truth);
            double total = counts.stream().mapToDouble(count -> count).sum();
            for (int predicted = 0; predicted < counts.size(); predicted++) {
                if (predicted != truth && counts.get(predicted) > 0) {
                    mistakes.add(new Mistake(
                            confusion.classes().get(truth),
                            confusion.classes().get(predicted),
                            counts.get(predicted),
                            counts.get(predicted) / total));
                }
            }
        }
        mistakes.sort(Comparator.comparingDouble(Mistake::count).reversed());
        page.raw("<div class=\"scroll\"><table class=\"t\"><caption>")
                .text("the commonest mistakes among " + confusion.classes().size() + " classes")
                .raw("</caption><thead><tr><th scope=\"col\">true</th><th scope=\"col\">predicted</th>")
                .raw(
                        "<th class=\"n\" scope=\"col\">rows</th><th class=\"n\" scope=\"col\">of the class</th></tr></thead><tbody>\n");
        mistakes.stream()
                .limit(MOST_CLASSES)
                .forEach(mistake -> page.raw("<tr><th scope=\"row\">")
                        .text(mistake.truth())
                        .raw("</th><td>")
                        .text(mistake.predicted())
                        .raw("</td><td class=\"n\">")
                        .text(Figures.number(mistake.count()))
                        .raw("</td><td class=\"n\">")
                        .text(Figures.percent(mistake.share()))
                        .raw("</td></tr>\n"));
        page.raw("</tbody></table></div>\n");
    }
}
