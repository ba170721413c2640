package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.page.Table;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.SliceSearchResult;
import io.mlops4j.evaluation.WeakSlice;

/** What the search for the worst slices found. Stateless. */
final class WeakSliceSection {
    static final int MOST = 50;

    private WeakSliceSection() {}

    static void write(HtmlPage page, Evaluation evaluation) {
        evaluation.findWeakSlices().ifPresent(found -> {
            page.raw("<section class=\"part\"><h2>Weak slices</h2>\n<div class=\"card\">");
            page.raw("<p>").text(summary(found, Units.several(evaluation))).raw("</p>");
            table(page, found, Units.heading(evaluation));
            EvaluationPage.note(page, Words.leftOut(found.slices().size(), MOST, "slices"));
            page.raw("</div></section>\n");
        });
    }

    static String summary(SliceSearchResult found, String several) {
        String examined = Figures.count(found.examined()) + (found.examined() == 1 ? " slice was" : " slices were")
                + " looked at, and the p-values are corrected for it; the mean "
                + lossName(found) + " of all " + several + " is " + Figures.aligned(found.overall()) + ".";
        return found.slices().isEmpty() ? "No slice is worse than the others. " + examined : examined;
    }

    private static String lossName(SliceSearchResult found) {
        return found.loss().replace('_', ' ');
    }

    private static void table(HtmlPage page, SliceSearchResult found, String heading) {
        Table table = new Table(page, "Slices on which the " + lossName(found) + " is greater than elsewhere", "")
                .column("Slice")
                .numbers(heading)
                .numbers("Mean loss")
                .numbers("Elsewhere")
                .numbers("Effect (Cohen’s d)")
                .numbers("p, corrected");
        for (WeakSlice slice :
                found.slices().subList(0, Math.min(MOST, found.slices().size()))) {
            table.row(slice.describe())
                    .number(Figures.count(slice.rows()))
                    .number(Figures.aligned(slice.loss()))
                    .number(Figures.aligned(slice.rest()))
                    .number(Figures.aligned(slice.effect()))
                    .number(Words.chance(slice.pValue()));
        }
        table.end();
    }
}
