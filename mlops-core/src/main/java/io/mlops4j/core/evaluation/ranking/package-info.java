/**
 * Rankings: {@link io.mlops4j.core.evaluation.ranking.RankingTask} of documents that are given with scores,
 * {@link io.mlops4j.core.evaluation.ranking.RetrievalTask} of documents that embeddings are searched for.
 */
@NullMarked
package io.mlops4j.core.evaluation.ranking;

import org.jspecify.annotations.NullMarked;
