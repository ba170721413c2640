package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.Table;
import io.mlops4j.spi.EvaluationOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Compares predictions with the truth, by scikit-learn's definitions and names.
 *
 * <pre>{@code
 * Evaluation e = Evaluator.binary().threshold(0.5).slice("region", regions).confidence(0.95).evaluate(labels, scores);
 * e.metric("roc_auc").value();
 * e.slice("region", "eu").metric("recall").interval();
 * }</pre>
 *
 * <p>Intervals that cost nothing are always there, at 95 %: DeLong's for ROC AUC and Wilson's for rates. Asking with
 * {@link #confidence} or {@link #resamples} adds bootstrap intervals (BCa) for the other metrics. With weights there are bootstrap
 * intervals only, as the other two are not defined for weighted rows.
 *
 * <p>Evaluators are immutable: each setting answers a new one, which any number of threads may use. The arithmetic is in
 * {@code mlops-core}; without it on the class or module path {@code evaluate} throws {@link NotFound}.
 *
 * @param <S> the evaluator's own type
 */
public abstract sealed class Evaluator<S extends Evaluator<S>>
        permits BinaryEvaluator,
                MulticlassEvaluator,
                MultilabelEvaluator,
                RegressionEvaluator,
                ClusteringEvaluator,
                DetectionEvaluator,
                ForecastEvaluator,
                ProbabilisticEvaluator,
                RankingEvaluator,
                RetrievalEvaluator,
                TextEvaluator {
    private final EvaluationOptions options;

    Evaluator(EvaluationOptions options) {
        this.options = options;
    }

    /** Labels that are 0 or 1, and the probability of 1; the threshold is 0.5. */
    public static BinaryEvaluator binary() {
        return new BinaryEvaluator(EvaluationOptions.defaults(), 0.5, List.of(), Map.of());
    }

    /** Labels that are 0, 1, …, k − 1, and a probability for each of them. */
    public static MulticlassEvaluator multiclass() {
        return MulticlassEvaluator.standard();
    }

    /** Any number of several labels a row, and a probability for each of them; the threshold is 0.5. */
    public static MultilabelEvaluator multilabel() {
        return MultilabelEvaluator.standard();
    }

    /** Numbers. */
    public static RegressionEvaluator regression() {
        return RegressionEvaluator.standard();
    }

    /** Forecasts of time series. */
    public static ForecastEvaluator forecasting() {
        return new ForecastEvaluator(EvaluationOptions.defaults(), 1);
    }

    /** Distributions of a number. */
    public static ProbabilisticEvaluator probabilistic() {
        return new ProbabilisticEvaluator(EvaluationOptions.defaults(), List.of(0.5, 0.9));
    }

    /** Boxes of objects that were detected in images. */
    public static DetectionEvaluator detection() {
        return new DetectionEvaluator(EvaluationOptions.defaults(), DetectionSettings.COCO);
    }

    /** Clusters of points. */
    public static ClusteringEvaluator clustering() {
        return new ClusteringEvaluator(EvaluationOptions.defaults());
    }

    /** Rankings of documents for queries. */
    public static RankingEvaluator ranking() {
        return new RankingEvaluator(EvaluationOptions.defaults(), Cutoffs.STANDARD, Double.MIN_VALUE);
    }

    /** Embeddings that documents are retrieved by. */
    public static RetrievalEvaluator retrieval() {
        return new RetrievalEvaluator(EvaluationOptions.defaults(), Cutoffs.STANDARD, Similarity.COSINE);
    }

    /** Texts that are compared with references. */
    public static TextEvaluator text() {
        return new TextEvaluator(EvaluationOptions.defaults());
    }

    /**
     * How much each row counts; by default all count 1. The array is copied.
     *
     * @throws InvalidInput if a weight is negative or not finite, or all are 0
     */
    public S weights(double[] weights) {
        return with(options.withWeights(weights));
    }

    /**
     * Evaluates also the rows of each value of a column apart. May be called for several columns. The array is copied.
     *
     * @param column the name to find the slices under
     * @param values the column's value for each row
     * @throws InvalidInput if the column was given before, or a value is null
     */
    public S slice(String column, String[] values) {
        return with(options.withSlice(column, Arrays.asList(values.clone())));
    }

    /**
     * Evaluates also the rows apart whose number lies in each of several bins.
     *
     * @param column the name to find the slices under; they are called {@code < 30}, {@code 30 – 50}, {@code ≥ 50} and, for NaN, {@code missing}
     * @param values the column's number for each row
     * @param edges where one bin ends and the next begins, ascending; without any, the quartiles of the values
     * @throws InvalidInput if the column was given before, or the edges do not ascend
     */
    public S slice(String column, double[] values, double... edges) {
        return with(
                options.withSlice(column, NumericBins.of(column, values, edges).labels(values)));
    }

    /**
     * Evaluates also by columns of a table, whose rows are those that will be evaluated: numbers in bins by their quartiles, all else by value.
     *
     * @throws io.mlops4j.NotFound if the table has no such column
     * @throws InvalidInput if a column was given before
     */
    public S slices(Table table, String... columns) {
        EvaluationOptions more = options;
        for (String column : columns) {
            more = more.withSlice(column, NumericBins.labels(table.column(column)));
        }
        return with(more);
    }

    /**
     * Evaluates also the rows apart that share their values in several columns, which were given before with {@link #slice}. The slices are
     * found under the columns' names with {@code " × "} between: {@code e.slice("region × age", "eu × < 30")}.
     *
     * @throws InvalidInput if there are fewer than two, or one was not given
     */
    public S cross(String... columns) {
        return with(options.withCross(List.of(columns)));
    }

    /**
     * Searches the columns that were given with {@link #slice}, alone and together, for the rows that the model does worst on; what is found is
     * {@link Evaluation#findWeakSlices}. For two classes, several classes, several labels and numbers.
     */
    public S searchSlices(SliceSearch search) {
        return with(options.withSearch(search));
    }

    /** Where intervals come from; {@link IntervalMethod#STANDARD} by default. */
    public S intervals(IntervalMethod method) {
        return with(options.withIntervals(method));
    }

    /**
     * Computes these metrics only, and no plots: for millions of rows where one number is asked for.
     *
     * @throws InvalidInput if there are none; a name that the task does not have is refused when it evaluates
     */
    public S only(String... metrics) {
        return with(options.withOnly(List.of(metrics)));
    }

    /**
     * Computes intervals for every metric, of this confidence.
     *
     * @param confidence in (0, 1), for example 0.95
     * @throws InvalidInput if it is not
     */
    public S confidence(double confidence) {
        return with(options.withConfidence(confidence));
    }

    /** What the bootstrap's random numbers start from; 0 by default. The same seed and rows give the same intervals. */
    public S seed(long seed) {
        return with(options.withSeed(seed));
    }

    /**
     * Computes intervals for every metric, by so many bootstrap resamples where a bootstrap is needed; 1000 if only
     * {@link #confidence} is called.
     *
     * @param resamples at least 100
     * @throws InvalidInput if there are fewer
     */
    public S resamples(int resamples) {
        return with(options.withResamples(resamples));
    }

    /** What this evaluator was told that every evaluator can be told. */
    public EvaluationOptions options() {
        return options;
    }

    abstract S with(EvaluationOptions changed);
}
