package io.mlops4j.core.evaluation;

import io.mlops4j.core.evaluation.calibration.CalibrationTask;
import io.mlops4j.core.evaluation.calibration.CalibratorCodec;
import io.mlops4j.core.evaluation.calibration.ThresholdTask;
import io.mlops4j.core.evaluation.clustering.ClusteringTask;
import io.mlops4j.core.evaluation.detection.DetectionTask;
import io.mlops4j.core.evaluation.fairness.GroupRates;
import io.mlops4j.core.evaluation.forecast.BacktestTask;
import io.mlops4j.core.evaluation.forecast.ForecastTask;
import io.mlops4j.core.evaluation.json.EvaluationCodec;
import io.mlops4j.core.evaluation.page.EvaluationMarkdown;
import io.mlops4j.core.evaluation.page.EvaluationPage;
import io.mlops4j.core.evaluation.probabilistic.ProbabilisticTask;
import io.mlops4j.core.evaluation.ranking.RankingTask;
import io.mlops4j.core.evaluation.ranking.RetrievalTask;
import io.mlops4j.core.evaluation.scores.BinaryTask;
import io.mlops4j.core.evaluation.scores.MulticlassTask;
import io.mlops4j.core.evaluation.scores.MultilabelTask;
import io.mlops4j.core.evaluation.scores.RegressionTask;
import io.mlops4j.core.evaluation.text.TextTask;
import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.BacktestResult;
import io.mlops4j.evaluation.BinaryEvaluator;
import io.mlops4j.evaluation.Calibrator;
import io.mlops4j.evaluation.ClusteringEvaluator;
import io.mlops4j.evaluation.DetectionEvaluator;
import io.mlops4j.evaluation.DetectionImage;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Fairness;
import io.mlops4j.evaluation.Forecast;
import io.mlops4j.evaluation.ForecastEvaluator;
import io.mlops4j.evaluation.IsotonicCalibrator;
import io.mlops4j.evaluation.MulticlassEvaluator;
import io.mlops4j.evaluation.MultilabelEvaluator;
import io.mlops4j.evaluation.PlattCalibrator;
import io.mlops4j.evaluation.ProbabilisticEvaluator;
import io.mlops4j.evaluation.RankingEvaluator;
import io.mlops4j.evaluation.RegressionEvaluator;
import io.mlops4j.evaluation.RetrievalEvaluator;
import io.mlops4j.evaluation.TemperatureCalibrator;
import io.mlops4j.evaluation.TextEvaluator;
import io.mlops4j.evaluation.Threshold;
import io.mlops4j.evaluation.ThresholdRule;
import io.mlops4j.spi.EvaluationEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

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
    public Evaluation multilabel(MultilabelEvaluator evaluator, int[][] labels, double[][] scores) {
        return MultilabelTask.evaluate(evaluator, labels, scores);
    }

    @Override
    public Evaluation regression(RegressionEvaluator evaluator, double[] targets, double[] predictions) {
        return RegressionTask.evaluate(evaluator, targets, predictions);
    }

    @Override
    public Evaluation forecasting(ForecastEvaluator evaluator, List<Forecast> forecasts) {
        return ForecastTask.evaluate(evaluator, forecasts);
    }

    @Override
    public Evaluation backtest(ForecastEvaluator evaluator, BacktestResult result) {
        return BacktestTask.evaluate(evaluator, result);
    }

    @Override
    public Evaluation probabilisticNormal(
            ProbabilisticEvaluator evaluator, double[] targets, double[] means, double[] deviations) {
        return ProbabilisticTask.normal(evaluator, targets, means, deviations);
    }

    @Override
    public Evaluation probabilisticSamples(ProbabilisticEvaluator evaluator, double[] targets, double[][] samples) {
        return ProbabilisticTask.samples(evaluator, targets, samples);
    }

    @Override
    public Evaluation probabilisticQuantiles(
            ProbabilisticEvaluator evaluator, double[] targets, double[] quantiles, double[][] predicted) {
        return ProbabilisticTask.quantiles(evaluator, targets, quantiles, predicted);
    }

    @Override
    public Evaluation clustering(ClusteringEvaluator evaluator, double[][] points, int[] clusters) {
        return ClusteringTask.evaluate(evaluator, points, clusters);
    }

    @Override
    public Evaluation clustering(ClusteringEvaluator evaluator, int[] classes, int[] clusters) {
        return ClusteringTask.evaluate(evaluator, classes, clusters);
    }

    @Override
    public Evaluation detection(DetectionEvaluator evaluator, List<DetectionImage> images) {
        return DetectionTask.evaluate(evaluator, images);
    }

    @Override
    public Evaluation ranking(RankingEvaluator evaluator, double[][] relevance, double[][] scores) {
        return RankingTask.evaluate(evaluator, relevance, scores);
    }

    @Override
    public Evaluation retrieval(
            RetrievalEvaluator evaluator, float[][] queries, float[][] documents, List<Set<Integer>> relevant) {
        return RetrievalTask.evaluate(evaluator, queries, documents, relevant);
    }

    @Override
    public Evaluation text(TextEvaluator evaluator, List<String> predictions, List<List<String>> references) {
        return TextTask.evaluate(evaluator, predictions, references);
    }

    @Override
    public Fairness fairness(Evaluation evaluation, String column) {
        return GroupRates.compare(evaluation, column);
    }

    @Override
    public Threshold threshold(ThresholdRule rule, int[] labels, double[] scores, double[] weights) {
        return ThresholdTask.choose(rule, labels, scores, weights);
    }

    @Override
    public PlattCalibrator platt(int[] labels, double[] scores, double[] weights) {
        return CalibrationTask.platt(labels, scores, weights);
    }

    @Override
    public IsotonicCalibrator isotonic(int[] labels, double[] scores, double[] weights) {
        return CalibrationTask.isotonic(labels, scores, weights);
    }

    @Override
    public TemperatureCalibrator temperature(int[] labels, double[][] probabilities, double[] weights) {
        return CalibrationTask.temperature(labels, probabilities, weights);
    }

    @Override
    public String json(Calibrator calibrator) {
        return Json.text(CalibratorCodec.write(calibrator));
    }

    @Override
    public Calibrator readCalibrator(String json) {
        return CalibratorCodec.read(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
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
