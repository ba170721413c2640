package io.mlops4j.spi;

import io.mlops4j.NotFound;
import io.mlops4j.evaluation.BacktestResult;
import io.mlops4j.evaluation.BinaryEvaluator;
import io.mlops4j.evaluation.Calibrator;
import io.mlops4j.evaluation.ClusteringEvaluator;
import io.mlops4j.evaluation.DetectionEvaluator;
import io.mlops4j.evaluation.DetectionImage;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
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
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What computes the metrics behind {@link Evaluator}, found by {@link ServiceLoader}: {@code mlops-core} brings it. An evaluator is what to
 * do, the engine does it. Safe for use by many threads; the arrays handed over are only read.
 */
public interface EvaluationEngine {
    /** Evaluates two classes. */
    Evaluation binary(BinaryEvaluator evaluator, int[] labels, double[] scores);

    /** Evaluates several classes. */
    Evaluation multiclass(MulticlassEvaluator evaluator, int[] labels, double[][] probabilities);

    /** Evaluates several labels a row. */
    Evaluation multilabel(MultilabelEvaluator evaluator, int[][] labels, double[][] scores);

    /** Evaluates numbers. */
    Evaluation regression(RegressionEvaluator evaluator, double[] targets, double[] predictions);

    /** Evaluates forecasts of time series. */
    Evaluation forecasting(ForecastEvaluator evaluator, List<Forecast> forecasts);

    /** Evaluates a backtest, with its season for the evaluator's. */
    Evaluation backtest(ForecastEvaluator evaluator, BacktestResult result);

    /** Evaluates normal distributions. */
    Evaluation probabilisticNormal(
            ProbabilisticEvaluator evaluator, double[] targets, double[] means, double[] deviations);

    /** Evaluates distributions that are samples. */
    Evaluation probabilisticSamples(ProbabilisticEvaluator evaluator, double[] targets, double[][] samples);

    /** Evaluates distributions that are quantiles. */
    Evaluation probabilisticQuantiles(
            ProbabilisticEvaluator evaluator, double[] targets, double[] quantiles, double[][] predicted);

    /** Evaluates clusters by their points. */
    Evaluation clustering(ClusteringEvaluator evaluator, double[][] points, int[] clusters);

    /** Evaluates clusters by classes. */
    Evaluation clustering(ClusteringEvaluator evaluator, int[] classes, int[] clusters);

    /** Evaluates the boxes of detected objects. */
    Evaluation detection(DetectionEvaluator evaluator, List<DetectionImage> images);

    /** Evaluates rankings. */
    Evaluation ranking(RankingEvaluator evaluator, double[][] relevance, double[][] scores);

    /** Evaluates embeddings by what they retrieve. */
    Evaluation retrieval(
            RetrievalEvaluator evaluator, float[][] queries, float[][] documents, List<Set<Integer>> relevant);

    /** Evaluates texts beside references. */
    Evaluation text(TextEvaluator evaluator, List<String> predictions, List<List<String>> references);

    /** Compares the groups of a column that an evaluation of two classes is sliced by. */
    Fairness fairness(Evaluation evaluation, String column);

    /** Chooses a threshold. */
    Threshold threshold(ThresholdRule rule, int[] labels, double[] scores, double[] weights);

    /** Fits a sigmoid to scores of two classes. */
    PlattCalibrator platt(int[] labels, double[] scores, double[] weights);

    /** Fits a rising line to scores of two classes. */
    IsotonicCalibrator isotonic(int[] labels, double[] scores, double[] weights);

    /** Fits a temperature to probabilities of several classes. */
    TemperatureCalibrator temperature(int[] labels, double[][] probabilities, double[] weights);

    /** Writes a calibrator as JSON. */
    String json(Calibrator calibrator);

    /** Reads what {@link #json(Calibrator)} wrote. */
    Calibrator readCalibrator(String json);

    /** Writes an evaluation as JSON. */
    String json(Evaluation evaluation);

    /** Reads what {@link #json(Evaluation)} wrote. */
    Evaluation read(String json);

    /** Writes an evaluation as a page. */
    String html(Evaluation evaluation);

    /** Writes an evaluation as Markdown. */
    String markdown(Evaluation evaluation);

    /**
     * The engine on the class or module path.
     *
     * @throws NotFound if there is none
     */
    static EvaluationEngine installed() {
        return ServiceLoader.load(EvaluationEngine.class, EvaluationEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new NotFound("Nothing on the class or module path can evaluate: add the dependency"
                        + " io.mlops4j:mlops-core."));
    }
}
