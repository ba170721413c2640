package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.evaluation.Fairness;
import io.mlops4j.evaluation.Fairness.Disparity;
import io.mlops4j.evaluation.Fairness.Group;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How evenly the groups of a column are treated. */
final class FairnessTables {
    private static final int MOST_GROUPS = 12;
    private static final List<String> RATES =
            List.of("base_rate", "selection_rate", "true_positive_rate", "false_positive_rate", "precision");

    private FairnessTables() {}

    /** Whether the groups are few enough to be looked at beside each other. */
    static boolean isShown(Fairness fairness) {
        return fairness.groups().size() <= MOST_GROUPS;
    }

    static void write(HtmlPage page, Fairness fairness) {
        page.raw("<div class=\"scroll\"><table class=\"t\"><caption>")
                .text("how far the groups of " + fairness.column() + " are apart")
                .raw("</caption><thead><tr><th scope=\"col\">notion</th><th class=\"n\" scope=\"col\">difference</th>")
                .raw(
                        "<th scope=\"col\">interval</th><th class=\"n\" scope=\"col\">ratio</th><th scope=\"col\">from … to</th></tr></thead><tbody>\n");
        for (Disparity disparity : fairness.disparities()) {
            page.raw("<tr><th scope=\"row\">")
                    .text(disparity.notion())
                    .raw("</th><td class=\"n\">")
                    .text(Figures.number(disparity.difference()))
                    .raw("</td><td>")
                    .text(disparity.interval().map(Wording::interval).orElse("–"))
                    .raw("</td><td class=\"n\">")
                    .text(Figures.number(disparity.ratio()))
                    .raw("</td><td>")
                    .text(disparity.least() + " … " + disparity.greatest())
                    .raw("</td></tr>\n");
        }
        page.raw("</tbody></table></div>\n<div class=\"scroll\"><table class=\"t\"><caption>")
                .text("the rates of each group of " + fairness.column())
                .raw("</caption><thead><tr><th scope=\"col\">group</th><th class=\"n\" scope=\"col\">rows</th>");
        RATES.forEach(
                rate -> page.raw("<th class=\"n\" scope=\"col\">").text(rate).raw("</th>"));
        page.raw("<th class=\"n\" scope=\"col\">calibration_error</th></tr></thead><tbody>\n");
        for (Map.Entry<String, Group> entry : fairness.groups().entrySet()) {
            Group group = entry.getValue();
            page.raw("<tr><th scope=\"row\">")
                    .text(entry.getKey())
                    .raw("</th><td class=\"n\">")
                    .text(Figures.number(group.rows()))
                    .raw("</td>");
            for (String rate : RATES) {
                page.raw("<td class=\"n\">")
                        .text(Optional.ofNullable(group.rates().get(rate))
                                .map(metric -> Figures.number(metric.value()))
                                .orElse("–"))
                        .raw("</td>");
            }
            page.raw("<td class=\"n\">")
                    .text(Figures.number(group.calibrationError()))
                    .raw("</td></tr>\n");
        }
        page.raw("</tbody></table></div>\n");
    }
}
