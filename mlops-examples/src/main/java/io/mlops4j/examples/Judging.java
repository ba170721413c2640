package io.mlops4j.examples;

import io.mlops4j.evaluation.Calibrator;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.evaluation.GateResult;
import io.mlops4j.evaluation.SliceSearch;
import io.mlops4j.evaluation.Threshold;
import io.mlops4j.evaluation.ThresholdRule;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How good a model is, and whether it is better than another: its scores are calibrated and its threshold is chosen on rows of their own, and what comes
 * of both is told by tumours that neither has seen, beside the model that was there before.
 */
public final class Judging {
    private static final int FITTED_BEFORE = 5;
    private static final int CHOSEN_BEFORE = 7;

    private Judging() {}

    /**
     * Runs it.
     *
     * @param args the directory for the report, by default {@code mlops-judging}
     */
    public static void main(String[] args) {
        tell(Path.of(args.length > 0 ? args[0] : "mlops-judging"), System.out);
    }

    static void tell(Path directory, PrintStream out) {
        Tumours tumours = Tumours.published();
        Tumours fitting = part(tumours, 0, FITTED_BEFORE);
        Tumours choosing = part(tumours, FITTED_BEFORE, CHOSEN_BEFORE);
        Tumours heldOut = tumours.heldOut();
        TumourModel before = TumourModel.train(Recipe.firstTry(), fitting);
        TumourModel now = TumourModel.train(Recipe.secondLook(), fitting);

        Evaluation evaluation = evaluate(choosing, heldOut, before, now);
        evaluation.toHtml(directory.resolve("evaluation.html"));
        evaluation.metrics().values().forEach(metric -> out.println("  " + metric));
        for (Difference difference : evaluation.comparison("first-try").differences()) {
            out.printf(
                    Locale.ROOT,
                    "  %s: %+.3f against first-try, p %.3g by %s%n",
                    difference.metric(),
                    difference.difference(),
                    difference.pValue(),
                    difference.test());
        }
        out.println(decide(evaluation, before, heldOut));
        out.println("The report is in " + directory.resolve("evaluation.html"));
    }

    private static Evaluation evaluate(Tumours choosing, Tumours heldOut, TumourModel before, TumourModel now) {
        int[] labels = heldOut.labels();
        double[] championScores = before.scores(heldOut);
        double[] radius =
                heldOut.rows().stream().mapToDouble(row -> row.values().get(0)).toArray();

        Calibrator calibrator = Calibrator.platt(choosing.labels(), now.scores(choosing));
        Threshold threshold =
                ThresholdRule.cost(1, 20).choose(choosing.labels(), calibrator.apply(now.scores(choosing)));
        Evaluation evaluation = Evaluator.binary()
                .threshold(threshold.value())
                .slice("mean radius", radius, 12, 15)
                .searchSlices(SliceSearch.standard())
                .against("first-try", championScores)
                .confidence(0.95)
                .evaluate(labels, calibrator.apply(now.scores(heldOut)));
        return evaluation.toBuilder().plot(threshold.plot()).build();
    }

    private static GateResult decide(Evaluation evaluation, TumourModel before, Tumours heldOut) {
        Evaluation champion = Evaluator.binary().confidence(0.95).evaluate(heldOut.labels(), before.scores(heldOut));
        Gate gate = Gate.require("roc_auc")
                .atLeast(0.95)
                .and("roc_auc")
                .nonInferiorToChampion(0.01)
                .and("log_loss")
                .superiorToChampion()
                .andEverySlice("recall")
                .atLeast(0.8);
        return gate.check(evaluation, champion);
    }

    private static Tumours part(Tumours all, int from, int to) {
        return new Tumours(
                all.measurements(),
                all.rows().stream()
                        .filter(row -> row.id() % 10 >= from && row.id() % 10 < to)
                        .toList());
    }
}
