package io.mlops4j.core.evaluation;

import io.mlops4j.core.evaluation.fairness.GroupRates;
import io.mlops4j.core.evaluation.json.EvaluationCodec;
import io.mlops4j.core.evaluation.page.EvaluationMarkdown;
import io.mlops4j.core.evaluation.page.EvaluationPage;
import io.mlops4j.core.evaluation.scores.BinaryTask;
import io.mlops4j.core.evaluation.scores.MulticlassTask;
import io.mlops4j.core.evaluation.scores.RegressionTask;
import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.BinaryEvaluator;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Fairness;
import io.mlops4j.evaluation.MulticlassEvaluator;
import io.mlops4j.evaluation.RegressionEvaluator;
import io.mlops4j.spi.EvaluationEngine;
import java.nio.charset.StandardCharsets;

/** Evaluates in process. Stateless, safe for use by many threads. */
public final class MetricEngine implements EvaluationEngine {
    /** For the service loader. */
    public MetricEngine() {}

    @Override
    public Evaluation binary(BinaryEvaluator evaluator, int[] labels, double[] scores) {
        return BinaryTask.evaluate(evaluator, labels, scores);
    }

    @Override
    public Evaluation multiclass(MulticlassEvaluator evaluator, int[] labels, double[][] probabilities) {
        return MulticlassTask.evaluate(evaluator, labels, probabilities);
    }

    @Override
    public Evaluation regression(RegressionEvaluator evaluator, double[] targets, double[] predictions) {
        return RegressionTask.evaluate(evaluator, targets, predictions);
    }

    @Override
    public Fairness fairness(Evaluation evaluation, String column) {
        return GroupRates.compare(evaluation, column);
    }

    @Override
    public String json(Evaluation evaluation) {
        return Json.text(EvaluationCodec.write(evaluation));
    }

    @Override
    public String html(Evaluation evaluation) {
        return EvaluationPage.html(evaluation);
    }

    @Override
    public String markdown(Evaluation evaluation) {
        return EvaluationMarkdown.of(evaluation);
    }

    @Override
    public Evaluation read(String json) {
        return EvaluationCodec.read(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
