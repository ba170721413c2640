package io.mlops4j.core.evaluation.ranking;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.MeanRows;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.RankingEvaluator;
import io.mlops4j.spi.EvaluationOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Checks relevance and scores of the documents of queries, and evaluates their rankings. Stateless. */
public final class RankingTask {
    private RankingTask() {}

    /** Evaluates. */
    public static Evaluation evaluate(RankingEvaluator evaluator, double[][] relevance, double[][] scores) {
        Checks.rows("queries with relevance", relevance.length, "queries with scores", scores.length);
        for (int query = 0; query < scores.length; query++) {
            check(query, relevance[query], scores[query]);
        }
        RankingMeasures known = new RankingMeasures(evaluator.cutoffs());
        EvaluationOptions options = evaluator.options();
        Checks.wanted("ranking", known.measures(), List.of(), options);
        List<Measure> measures = Checks.wanted(known.measures(), options);
        double[][] values = new double[measures.size()][scores.length];
        IntStream.range(0, scores.length).parallel().forEach(query -> {
            TiedRanking ranking = new TiedRanking(relevance[query], scores[query], evaluator.relevantFrom());
            for (int m = 0; m < values.length; m++) {
                values[m][query] = known.of(measures.get(m), ranking);
            }
        });
        return Assessment.of(
                MeanRows.of("ranking", settings(evaluator), measures, values, Checks.weights(options, scores.length)),
                options);
    }

    private static Map<String, String> settings(RankingEvaluator evaluator) {
        return evaluator.relevantFrom() == Double.MIN_VALUE
                ? Map.of()
                : Map.of("relevant from", Double.toString(evaluator.relevantFrom()));
    }

    private static void check(int query, double[] relevance, double[] scores) {
        if (scores.length == 0 || relevance.length != scores.length) {
            throw new InvalidInput("Query " + query + " has " + relevance.length + " documents with a relevance and "
                    + scores.length + " with a score; give both of each, and at least one document.");
        }
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw new InvalidInput("The score " + scores[i] + " of document " + i + " of query " + query
                        + " is not a finite number.");
            }
            if (!(relevance[i] >= 0 && relevance[i] <= Double.MAX_VALUE)) {
                throw new InvalidInput("The relevance " + relevance[i] + " of document " + i + " of query " + query
                        + " is not a finite number of at least 0.");
            }
        }
    }
}
