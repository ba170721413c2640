package io.mlops4j.core.evaluation.page;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.fairness.GroupRates;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Table;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Fairness;
import io.mlops4j.evaluation.Fairness.Disparity;
import io.mlops4j.evaluation.Fairness.Group;
import io.mlops4j.evaluation.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How evenly the groups of each column are treated, where that can be computed. Stateless. */
final class FairnessSection {
    private static final double FOUR_FIFTHS = 0.8;
    private static final List<String> RATES =
            List.of("selection_rate", "true_positive_rate", "false_positive_rate", "precision", "base_rate");

    private FairnessSection() {}

    static void write(HtmlPage page, Evaluation evaluation) {
        List<Fairness> columns = of(evaluation);
        if (columns.isEmpty()) {
            return;
        }
        page.raw("<section class=\"part\"><h2>Fairness</h2>\n");
        EvaluationPage.note(
                page,
                "A ratio below 0.8 fails the four-fifths rule. Not all notions can hold at once where the groups' base rates differ.");
        columns.forEach(fairness -> card(page, fairness));
        page.raw("</section>\n");
    }

    /** The columns whose groups can be compared: others have one value, or are of a task that knows no selection. */
    static List<Fairness> of(Evaluation evaluation) {
        List<Fairness> columns = new ArrayList<>();
        if (evaluation.task().equals("binary")) {
            evaluation.slices().keySet().stream()
                    .limit(SliceSection.MOST_COLUMNS)
                    .forEach(column -> {
                        try {
                            columns.add(GroupRates.compare(evaluation, column));
                        } catch (InvalidInput incomparable) {
                            // Fewer than two groups have what is compared: there is nothing to show of this column.
                            return;
                        }
                    });
        }
        return columns;
    }

    private static void card(HtmlPage page, Fairness fairness) {
        page.raw("<div class=\"card\"><h3>By ").text(fairness.column()).raw("</h3>");
        disparities(page, fairness);
        groups(page, fairness);
        EvaluationPage.note(
                page, String.join(" ", fairness.warnings().stream().limit(5).toList()));
        EvaluationPage.note(page, Words.leftOut(fairness.groups().size(), SliceSection.MOST_VALUES, "groups"));
        page.raw("</div>\n");
    }

    private static void disparities(HtmlPage page, Fairness fairness) {
        Table table = new Table(page, "How far the groups of " + fairness.column() + " are apart", "")
                .column("Notion")
                .column("Compares")
                .numbers("Difference")
                .column("Interval")
                .numbers("Ratio")
                .column("Four-fifths rule")
                .column("Least")
                .column("Greatest");
        for (Disparity disparity : fairness.disparities()) {
            table.row(disparity.notion().replace('_', ' '))
                    .cell(MetricNames.title(disparity.rate()))
                    .number(Figures.aligned(disparity.difference()))
                    .unbroken(disparity.interval().map(Words::ends).orElse("–"))
                    .number(Figures.aligned(disparity.ratio()))
                    .markup("", rule(disparity))
                    .cell(disparity.least())
                    .cell(disparity.greatest());
        }
        table.end();
    }

    /** The rule is about rates; how far calibration errors are apart it does not say. */
    private static String rule(Disparity disparity) {
        if (disparity.notion().equals("calibration")) {
            return "–";
        }
        return disparity.ratio() < FOUR_FIFTHS
                ? "<span class=\"judged worse\">▼ fails</span>"
                : "<span class=\"judged better\">▲ holds</span>";
    }

    private static void groups(HtmlPage page, Fairness fairness) {
        Table table = new Table(page, "Rates of the groups of " + fairness.column(), "")
                .column("Group")
                .numbers("Rows");
        RATES.forEach(rate -> table.column(MetricNames.title(rate)));
        table.numbers("Calibration error");
        fairness.groups().entrySet().stream().limit(SliceSection.MOST_VALUES).forEach(entry -> group(table, entry));
        table.end();
    }

    private static void group(Table table, Map.Entry<String, Group> entry) {
        Group group = entry.getValue();
        table.row(entry.getKey()).number(Figures.number(group.rows()));
        for (String rate : RATES) {
            Metric metric = group.rates().get(rate);
            table.markup("", metric == null ? "–" : rate(metric));
        }
        table.number(Figures.aligned(group.calibrationError()));
    }

    private static String rate(Metric metric) {
        return Figures.aligned(metric.value())
                + metric.findInterval()
                        .map(interval -> "<small>" + Words.ends(interval) + "</small>")
                        .orElse("");
    }
}
