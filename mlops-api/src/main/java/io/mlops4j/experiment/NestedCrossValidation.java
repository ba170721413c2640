package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.Table;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.spi.ExperimentEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A cross-validation of a way of training that chooses by cross-validation itself. Choosing the best of many by the same folds that tell how good it
 * is flatters it; here the rows that the outer fold holds back take no part in the choice (S. Varma and R. Simon, BMC Bioinformatics 7:91, 2006,
 * doi:10.1186/1471-2105-7-91). Immutable.
 *
 * <pre>{@code
 * NestedResult<Double> nested = CrossValidation.stratified(5).seed(1).nested(CrossValidation.stratified(3).seed(2))
 *     .choose(table, "label", "roc_auc", List.of(0.01, 0.1, 1.0), (rate, train, test) -> evaluate(fit(train, rate), test));
 * nested.result().summary();
 * }</pre>
 *
 * @param outer what holds rows back to measure on
 * @param inner what divides the rows that are left, to choose; its seed is mixed with that of the outer fold
 */
public record NestedCrossValidation(CrossValidation outer, CrossValidation inner) {
    /**
     * On every outer fold, evaluates all candidates by the inner cross-validation, takes the one with the best mean (the first of equals), trains
     * it on all rows of the outer fold and evaluates it on those held back.
     *
     * @param metric what to choose by
     * @param candidates what to choose from, none twice
     * @param <C> a candidate; parameters, say
     * @throws InvalidInput if there are no candidates, or the folds cannot be made
     * @throws NotFound if a candidate lacks the metric in all but one inner fold
     */
    public <C, X extends Exception> NestedResult<C> choose(
            Table table, String label, String metric, List<C> candidates, Candidate<C, X> body) throws X {
        if (candidates.isEmpty() || new LinkedHashSet<>(candidates).size() < candidates.size()) {
            throw new InvalidInput("There are " + candidates.size() + " candidates to choose from, "
                    + (candidates.isEmpty() ? "but at least one is needed." : "but some are alike; name each once."));
        }
        Folds folds = outer.folds(table, label);
        List<Outcome<C>> outcomes = ExperimentEngine.installed().each(folds, outer.parallelism(), fold -> {
            Table train = fold.train(table);
            NestedResult.Choice<C> choice = choice(fold, train, label, metric, candidates, body);
            return new Outcome<>(choice, body.evaluate(choice.chosen(), train, fold.test(table)));
        });
        List<NestedResult.Choice<C>> choices = new ArrayList<>();
        List<Evaluation> evaluations = new ArrayList<>();
        for (Outcome<C> outcome : outcomes) {
            choices.add(outcome.choice());
            evaluations.add(outcome.evaluation());
        }
        return new NestedResult<>(metric, new CrossValidationResult(outer, folds, evaluations), choices);
    }

    private <C, X extends Exception> NestedResult.Choice<C> choice(
            Fold fold, Table train, String label, String metric, List<C> candidates, Candidate<C, X> body) throws X {
        Map<C, Double> scores = new LinkedHashMap<>();
        C best = candidates.get(0);
        double most = Double.NaN;
        for (C candidate : candidates) {
            MetricSummary summary = innerOf(fold)
                    .evaluate(train, label, (inTrain, inTest) -> body.evaluate(candidate, inTrain, inTest))
                    .summary()
                    .metric(metric);
            scores.put(candidate, summary.mean());
            if (Double.isNaN(most) || summary.direction().isBetter(summary.mean(), most)) {
                best = candidate;
                most = summary.mean();
            }
        }
        return new NestedResult.Choice<>(fold, best, scores);
    }

    /**
     * On every outer fold, hands the inner cross-validation to a body that chooses or tunes as it likes by the rows to train on.
     *
     * @throws InvalidInput if the outer folds cannot be made
     */
    public <X extends Exception> CrossValidationResult evaluate(Table table, String label, Tuned<X> body) throws X {
        return outer.evaluate(table, label, (fold, train, test) -> body.evaluate(innerOf(fold), train, test));
    }

    /** With a seed of its own for each outer fold, and still in order if it was. */
    private CrossValidation innerOf(Fold fold) {
        return new CrossValidation(
                inner.method(), inner.repeats(), inner.dealing(), inner.seed() ^ fold.seed(), inner.parallelism());
    }

    /** What became of an outer fold. */
    private record Outcome<C>(NestedResult.Choice<C> choice, Evaluation evaluation) {}

    /** Trains a candidate on some rows and evaluates it on others. */
    @FunctionalInterface
    public interface Candidate<C, X extends Exception> {
        /** How good what a candidate learned from some rows is on others. */
        Evaluation evaluate(C candidate, Table train, Table test) throws X;
    }

    /** Tunes and trains on some rows and evaluates on others. */
    @FunctionalInterface
    public interface Tuned<X extends Exception> {
        /**
         * How good what was tuned and learned is on rows that took no part in it.
         *
         * @param inner the inner cross-validation, to be used on {@code train} alone
         */
        Evaluation evaluate(CrossValidation inner, Table train, Table test) throws X;
    }
}
