package io.mlops4j.core.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RankingTest {
    private static Evaluation one(double[] relevance, double[] scores) {
        return Evaluator.ranking().cutoffs(2, 5).relevantFrom(2).evaluate(new double[][] {relevance}, new double[][] {
            scores
        });
    }

    @Test
    void gainsAndPrecisionAgreeWithScikitLearn() {
        for (JsonNode c : Resources.json("ranking.json")) {
            Evaluation evaluation = one(Resources.doubles(c.get("relevance")), Resources.doubles(c.get("scores")));
            JsonNode expected = c.get("expected");
            for (String name : List.of("ndcg", "ndcg_at_5", "dcg")) {
                assertThat(evaluation.metric(name).value())
                        .as(name)
                        .isCloseTo(expected.get(name).doubleValue(), within(1e-9));
            }
            if (expected.has("average_precision_rel_ge_2")) {
                assertThat(evaluation.metric("map").value())
                        .isCloseTo(expected.get("average_precision_rel_ge_2").doubleValue(), within(1e-9));
                assertThat(evaluation.metric("mrr").value())
                        .isCloseTo(expected.get("reciprocal_rank_rel_ge_2").doubleValue(), within(1e-9));
            }
        }
    }

    /** With ties every measure is its mean over all orders: here over all permutations, each broken by tiny differences. */
    @Property(tries = 100)
    void tiesAreTheMeanOverAllOrders(@ForAll @IntRange(min = 1, max = 5) int documents, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] relevance = random.ints(documents, 0, 2).asDoubleStream().toArray();
        double[] scores = random.ints(documents, 0, 2).asDoubleStream().toArray();
        relevance[random.nextInt(documents)] = 1;
        List<int[]> orders = new ArrayList<>();
        permutations(new int[documents], 0, 0, orders);
        for (int cutoff : new int[] {1, 2, 9}) {
            TiedRanking tied = new TiedRanking(relevance, scores, 1);
            double[] sums = new double[6];
            for (int[] order : orders) {
                double[] broken = new double[documents];
                for (int i = 0; i < documents; i++) {
                    broken[i] = scores[i] + order[i] * 1e-3;
                }
                TiedRanking ranking = new TiedRanking(relevance, broken, 1);
                double[] values = values(ranking, cutoff);
                for (int m = 0; m < sums.length; m++) {
                    sums[m] += values[m] / orders.size();
                }
            }
            assertThat(values(tied, cutoff)).containsExactly(sums, within(1e-9));
        }
    }

    private static double[] values(TiedRanking ranking, int cutoff) {
        return new double[] {
            ranking.ndcg(cutoff),
            ranking.averagePrecision(cutoff),
            ranking.precision(cutoff),
            ranking.recall(cutoff),
            ranking.hitRate(cutoff),
            ranking.reciprocalRank()
        };
    }

    private static void permutations(int[] order, int place, int used, List<int[]> all) {
        if (place == order.length) {
            all.add(order.clone());
            return;
        }
        for (int i = 0; i < order.length; i++) {
            if ((used & 1 << i) == 0) {
                order[place] = i;
                permutations(order, place + 1, used | 1 << i, all);
            }
        }
    }

    @Test
    void aQueryWithoutRelevantDocumentsIsLeftOutOfRecallAndSaid() {
        Evaluation evaluation = Evaluator.ranking()
                .cutoffs(1)
                .evaluate(new double[][] {{1, 0}, {0, 0}}, new double[][] {{2, 1}, {2, 1}});
        assertThat(evaluation.metric("recall_at_1").value()).isEqualTo(1);
        assertThat(evaluation.metric("precision_at_1").value()).isEqualTo(0.5);
        assertThat(evaluation.metric("ndcg").value()).isEqualTo(0.5);
        assertThat(evaluation.warnings())
                .anyMatch(warning -> warning.startsWith("map is the mean over the rows that have it: 1 of 2"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Evaluator.ranking().evaluate(new double[][] {{1}}, new double[][] {{1, 2}}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Query 0");
        assertThatThrownBy(() -> Evaluator.ranking().cutoffs(0)).isInstanceOf(InvalidInput.class);
    }

    /** All documents sorted by the definition of nearness, beside the places that are only counted. */
    @Property(tries = 50)
    void retrievalRanksAllDocuments(@ForAll long seed, @ForAll Similarity similarity) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] queries = vectors(random, 20, 5);
        float[][] documents = vectors(random, 30, 5);
        List<Set<Integer>> relevant = new ArrayList<>();
        double[][] relevance = new double[20][30];
        double[][] scores = new double[20][30];
        for (int q = 0; q < 20; q++) {
            Set<Integer> set = Set.of(random.nextInt(15), 15 + random.nextInt(15));
            relevant.add(set);
            for (int d = 0; d < 30; d++) {
                relevance[q][d] = set.contains(d) ? 1 : 0;
                scores[q][d] = nearness(similarity, queries[q], documents[d]);
            }
        }
        Evaluation found =
                Evaluator.retrieval().similarity(similarity).cutoffs(5).evaluate(queries, documents, relevant);
        Evaluation expected = Evaluator.ranking().cutoffs(5).evaluate(relevance, scores);
        found.metrics()
                .forEach((name, metric) -> assertThat(metric.value())
                        .as(name)
                        .isCloseTo(expected.metric(name).value(), within(1e-6)));
    }

    private static float[][] vectors(SplittableRandom random, int count, int dimensions) {
        float[][] vectors = new float[count][dimensions];
        for (float[] vector : vectors) {
            for (int k = 0; k < dimensions; k++) {
                vector[k] = (float) random.nextDouble(-1, 1);
            }
        }
        return vectors;
    }

    private static double nearness(Similarity similarity, float[] a, float[] b) {
        double dot = 0;
        double lengthA = 0;
        double lengthB = 0;
        double distance = 0;
        for (int k = 0; k < a.length; k++) {
            dot += (double) a[k] * b[k];
            lengthA += (double) a[k] * a[k];
            lengthB += (double) b[k] * b[k];
            distance += Math.pow((double) a[k] - b[k], 2);
        }
        return switch (similarity) {
            case DOT -> dot;
            case COSINE -> dot / Math.sqrt(lengthA * lengthB);
            case EUCLIDEAN -> -distance;
        };
    }
}
