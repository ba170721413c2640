package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.evaluation.page.IntervalMark.Estimate;
import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Table;
import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Evaluation;
import java.util.Optional;

/** What was compared: each difference beside 0, judged in words, by shape and by colour. Stateless. */
final class ComparisonSection {
    private ComparisonSection() {}

    static void write(HtmlPage page, Evaluation evaluation) {
        if (evaluation.comparisons().isEmpty()) {
            return;
        }
        page.raw("<section class=\"part\"><h2>Comparison</h2>\n");
        evaluation.comparisons().values().forEach(comparison -> card(page, comparison, Units.several(evaluation)));
        page.raw("</section>\n");
    }

    private static void card(HtmlPage page, Comparison comparison, String several) {
        page.raw("<div class=\"card\"><h3>Against ").text(comparison.baseline()).raw("</h3>");
        Table table = new Table(page, "Values less those of " + comparison.baseline() + ", on the same " + several, "")
                .column("Metric")
                .column("Judgement")
                .numbers("Difference")
                .column("Beside 0 (dashed)")
                .column("Interval")
                .numbers("p")
                .numbers("This")
                .numbers("Baseline")
                .column("Effect")
                .column("Test");
        comparison.differences().stream()
                .limit(MetricSection.MOST)
                .forEach(difference -> row(table, difference, mark(comparison, difference)));
        table.end();
        EvaluationPage.note(page, Words.leftOut(comparison.differences().size(), MetricSection.MOST, "metrics"));
        page.raw("</div>\n");
    }

    /** Differences of shares are on one scale, any other is on its own. */
    private static IntervalMark mark(Comparison comparison, Difference difference) {
        boolean share = isShare(difference);
        return IntervalMark.over(
                comparison.differences().stream()
                        .filter(other -> share ? isShare(other) : other.equals(difference))
                        .map(ComparisonSection::estimate),
                Optional.of(0.0),
                "no difference");
    }

    private static boolean isShare(Difference difference) {
        return difference.value() >= 0
                && difference.value() <= 1
                && difference.baseline() >= 0
                && difference.baseline() <= 1;
    }

    private static Estimate estimate(Difference difference) {
        return new Estimate(
                "Difference in " + MetricNames.title(difference.metric()),
                difference.difference(),
                Optional.of(difference.interval()));
    }

    private static void row(Table table, Difference difference, IntervalMark mark) {
        String judgement = Words.judgement(difference);
        table.row(MetricNames.title(difference.metric()))
                .markup("", judged(judgement))
                .number(Words.signed(difference.difference()))
                .markup("mark", mark.of(estimate(difference), judgement))
                .unbroken(Words.ends(difference.interval()))
                .number(Words.chance(difference.pValue()))
                .number(Figures.aligned(difference.value()))
                .number(Figures.aligned(difference.baseline()))
                .cell(effect(difference))
                .cell(difference.test());
    }

    static String effect(Difference difference) {
        return difference
                .effect()
                .map(effect -> effect.name() + " " + Figures.aligned(effect.value()) + " ("
                        + Words.ends(effect.interval()) + ")")
                .orElse("–");
    }

    /** A judgement with a sign of its own: ▲ better, ▼ worse, ◇ undecided. */
    static String judged(String judgement) {
        String sign = judgement.equals("better") ? "▲ " : judgement.equals("worse") ? "▼ " : "◇ ";
        return "<span class=\"judged " + judgement + "\">" + sign + judgement + "</span>";
    }
}
