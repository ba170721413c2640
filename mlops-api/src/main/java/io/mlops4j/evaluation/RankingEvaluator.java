package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;
import java.util.List;

/**
 * Evaluates rankings: {@code ndcg, dcg, map, mrr}, and for each cutoff {@code ndcg_at_5, map_at_5, precision_at_5, recall_at_5, hit_rate_at_5}. The
 * rows are the queries; each metric is the mean over them. Made by {@link Evaluator#ranking()}. Immutable.
 *
 * <ul>
 *   <li>Gains are linear and discounted by the logarithm of the place, as in scikit-learn's {@code ndcg_score}; a query whose documents are all
 *       irrelevant counts 0 there, as in scikit-learn.
 *   <li>The other metrics know relevant documents and others: relevant is what has at least {@link #relevantFrom}, by default anything above 0.
 *       Queries without a relevant document are left out of {@code map}, {@code mrr}, {@code recall} and {@code hit_rate}, as in trec_eval, and a
 *       warning says how many they are. {@code precision_at_k} divides by k also where there are fewer documents, and {@code map_at_k} by the
 *       number of relevant documents.
 *   <li>Documents of equal scores have no order; every metric is its mean over all orders of them (McSherry and Najork 2008,
 *       doi:10.1007/978-3-540-78646-7_38).
 * </ul>
 */
public final class RankingEvaluator extends Evaluator<RankingEvaluator> {
    private final List<Integer> cutoffs;
    private final double relevantFrom;

    RankingEvaluator(EvaluationOptions options, List<Integer> cutoffs, double relevantFrom) {
        super(options);
        this.cutoffs = cutoffs;
        this.relevantFrom = relevantFrom;
    }

    /**
     * How far down the rankings are looked at; 1, 5 and 10 by default.
     *
     * @throws InvalidInput if there is none, one is below 1 or named twice
     */
    public RankingEvaluator cutoffs(int... places) {
        return new RankingEvaluator(options(), Cutoffs.check(places), relevantFrom);
    }

    /**
     * The least relevance that makes a document relevant where metrics know but two kinds; by default anything above 0.
     *
     * @throws InvalidInput if it is not above 0
     */
    public RankingEvaluator relevantFrom(double least) {
        if (!(least > 0)) {
            throw new InvalidInput(
                    "The least relevance " + least + " would make irrelevant documents relevant; give one above 0.");
        }
        return new RankingEvaluator(options(), cutoffs, least);
    }

    /** How far down the rankings are looked at. */
    public List<Integer> cutoffs() {
        return cutoffs;
    }

    /** The least relevance that makes a document relevant. */
    public double relevantFrom() {
        return relevantFrom;
    }

    /**
     * Evaluates.
     *
     * @param relevance for each query, how relevant each of its documents is: finite, at least 0
     * @param scores for each query, the model's score of each of its documents: finite, the greatest comes first
     * @throws InvalidInput if there is no query, one has no document, or the two do not fit each other
     */
    public Evaluation evaluate(double[][] relevance, double[][] scores) {
        return EvaluationEngine.installed().ranking(this, relevance, scores);
    }

    @Override
    RankingEvaluator with(EvaluationOptions changed) {
        return new RankingEvaluator(changed, cutoffs, relevantFrom);
    }
}
