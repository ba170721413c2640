package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Table;
import io.mlops4j.evaluation.Plot.Confusion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How often each class was taken for each: the count, and its share of the row. What is right is bold and on the diagonal. Stateless. */
final class ConfusionTable {
    static final String STYLE = """
            .confusion td.c{text-align:right;white-space:nowrap;padding:3px 8px;border-top:1px solid var(--line)}.confusion td.c small{display:block;font-size:11px;line-height:1.2;color:inherit}
            .confusion td.d{font-weight:700}.confusion tbody th{min-width:0;max-width:11em;border-top:1px solid var(--line)}
            """;

    static final int MOST_CLASSES = 20;
    private static final int MOST_CONFUSED = 10;
    private static final int SHADES = 9;

    private ConfusionTable() {}

    static void write(HtmlPage page, Confusion confusion) {
        List<Integer> shown = frequent(confusion);
        if (shown.isEmpty()) {
            EvaluationPage.note(page, "There is no class to show.");
            return;
        }
        Table table = new Table(
                        page,
                        confusion.title() + ": true classes down, predicted across; counts, with the share of the row",
                        "confusion")
                .column("True ↓ Predicted →");
        shown.forEach(predicted -> table.numbers(confusion.classes().get(predicted)));
        for (int truth : shown) {
            List<Double> row = confusion.counts().get(truth);
            double total = row.stream().mapToDouble(Double::doubleValue).sum();
            table.row(confusion.classes().get(truth));
            shown.forEach(predicted -> cell(table, row.get(predicted), total, truth == predicted));
        }
        table.end();
        String left = Words.leftOut(confusion.classes().size(), shown.size(), "classes");
        if (!left.isEmpty()) {
            EvaluationPage.note(page, "The most frequent classes are shown. " + left);
            confused(page, confusion);
        }
    }

    /** The classes that most rows have, in their own order. */
    static List<Integer> frequent(Confusion confusion) {
        return IntStream.range(0, confusion.classes().size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer truth) -> -confusion.counts().get(truth).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum()))
                .limit(MOST_CLASSES)
                .sorted()
                .toList();
    }

    private static void cell(Table table, double count, double total, boolean right) {
        double share = total > 0 ? count / total : 0;
        int shade = (int) Math.ceil(share * SHADES);
        String colour = shade == 0 ? "" : (right ? " p" : " m") + shade;
        table.markup(
                "c" + (right ? " d" : "") + colour,
                HtmlPage.escape(Figures.number(count)) + "<small>"
                        + (total > 0 ? HtmlPage.escape(Figures.percent(share)) : "–") + "</small>");
    }

    private static void confused(HtmlPage page, Confusion confusion) {
        List<Pair> pairs = new ArrayList<>();
        for (int truth = 0; truth < confusion.classes().size(); truth++) {
            for (int predicted = 0; predicted < confusion.classes().size(); predicted++) {
                double count = confusion.counts().get(truth).get(predicted);
                if (truth != predicted && count > 0) {
                    pairs.add(new Pair(
                            confusion.classes().get(truth), confusion.classes().get(predicted), count));
                }
            }
        }
        Table table = new Table(page, "The classes that are confused most, of all", "")
                .column("True")
                .column("Predicted")
                .numbers("Rows");
        pairs.stream()
                .sorted(Comparator.comparingDouble((Pair pair) -> -pair.count()))
                .limit(MOST_CONFUSED)
                .forEach(pair -> table.row(pair.truth()).cell(pair.predicted()).number(Figures.number(pair.count())));
        table.end();
    }

    private record Pair(String truth, String predicted, double count) {}
}
