package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Evaluates embeddings by what they retrieve: all documents are ranked for each query, by an exact search, and {@code map, mrr} and for each cutoff
 * {@code ndcg_at_10, map_at_10, precision_at_10, recall_at_10, hit_rate_at_10} are computed as by {@link RankingEvaluator}. Documents that are
 * equally near are ranked in their own order. The rows are the queries. The search takes queries × documents × dimensions multiplications, shared
 * between the processors. Made by {@link Evaluator#retrieval()}. Immutable.
 */
public final class RetrievalEvaluator extends Evaluator<RetrievalEvaluator> {
    private final List<Integer> cutoffs;
    private final Similarity similarity;

    RetrievalEvaluator(EvaluationOptions options, List<Integer> cutoffs, Similarity similarity) {
        super(options);
        this.cutoffs = cutoffs;
        this.similarity = similarity;
    }

    /**
     * How far down the rankings are looked at; 1, 5 and 10 by default.
     *
     * @throws InvalidInput if there is none, one is below 1 or named twice
     */
    public RetrievalEvaluator cutoffs(int... places) {
        return new RetrievalEvaluator(options(), Cutoffs.check(places), similarity);
    }

    /** How nearness is measured; {@link Similarity#COSINE} by default. */
    public RetrievalEvaluator similarity(Similarity similarity) {
        return new RetrievalEvaluator(options(), cutoffs, Objects.requireNonNull(similarity));
    }

    /** How far down the rankings are looked at. */
    public List<Integer> cutoffs() {
        return cutoffs;
    }

    /** How nearness is measured. */
    public Similarity similarity() {
        return similarity;
    }

    /**
     * Evaluates.
     *
     * @param queries the embedding of each query, all of one length, finite
     * @param documents the embedding of each document, of the same length
     * @param relevant for each query, the indices of the documents that are relevant
     * @throws InvalidInput if there is no query or document, lengths differ, an index is outside, or a number is not finite; with
     *     {@link Similarity#COSINE} also if an embedding is all 0
     */
    public Evaluation evaluate(float[][] queries, float[][] documents, List<Set<Integer>> relevant) {
        return EvaluationEngine.installed().retrieval(this, queries, documents, relevant);
    }

    @Override
    RetrievalEvaluator with(EvaluationOptions changed) {
        return new RetrievalEvaluator(changed, cutoffs, similarity);
    }
}
