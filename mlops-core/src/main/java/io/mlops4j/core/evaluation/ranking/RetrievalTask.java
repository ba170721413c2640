package io.mlops4j.core.evaluation.ranking;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.MeanRows;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.RetrievalEvaluator;
import io.mlops4j.evaluation.Similarity;
import io.mlops4j.spi.EvaluationOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks embeddings, searches all documents for each query, and evaluates the rankings. Stateless. */
public final class RetrievalTask {
    private RetrievalTask() {}

    /** Evaluates. */
    public static Evaluation evaluate(
            RetrievalEvaluator evaluator, float[][] queries, float[][] documents, List<Set<Integer>> relevant) {
        Checks.rows("queries", queries.length, "sets of relevant documents", relevant.size());
        if (documents.length == 0) {
            throw new InvalidInput("There are no documents to retrieve; give at least one.");
        }
        int dimensions = queries[0].length;
        checkAll("query", queries, dimensions);
        checkAll("document", documents, dimensions);
        EvaluationOptions options = evaluator.options();
        List<Measure> known = measures(evaluator.cutoffs());
        Checks.wanted("retrieval", known, List.of(), options);
        List<Measure> measures = Checks.wanted(known, options);
        int[][] places = places(evaluator.similarity(), queries, documents, numbers(relevant, documents.length));
        double[][] values = new double[measures.size()][queries.length];
        for (int query = 0; query < queries.length; query++) {
            for (int m = 0; m < values.length; m++) {
                values[m][query] = value(measures.get(m).name(), places[query]);
            }
        }
        return Assessment.of(
                MeanRows.of(
                        "retrieval",
                        Map.of("similarity", evaluator.similarity().name().toLowerCase(Locale.ROOT)),
                        measures,
                        values,
                        Checks.weights(options, queries.length)),
                options);
    }

    private static int[][] places(Similarity similarity, float[][] queries, float[][] documents, int[][] relevant) {
        float[] norms = new float[documents.length];
        return switch (similarity) {
            case DOT -> new Places(queries, documents, relevant, norms).find();
            case COSINE -> new Places(unit("query", queries), unit("document", documents), relevant, norms).find();
            case EUCLIDEAN -> {
                // |q − d|² = |q|² − 2 (q·d − |d|²/2), and |q|² is the same for all documents of a query.
                for (int d = 0; d < documents.length; d++) {
                    norms[d] = (float) (squares(documents[d]) / 2);
                }
                yield new Places(queries, documents, relevant, norms).find();
            }
        };
    }

    private static double squares(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return sum;
    }

    private static float[][] unit(String what, float[][] vectors) {
        float[][] units = new float[vectors.length][];
        for (int i = 0; i < vectors.length; i++) {
            double length = Math.sqrt(squares(vectors[i]));
            if (length == 0) {
                throw new InvalidInput("The embedding of " + what + " " + i
                        + " is all 0 and has no direction; leave it out, or use Similarity.DOT.");
            }
            units[i] = new float[vectors[i].length];
            for (int k = 0; k < units[i].length; k++) {
                units[i][k] = (float) (vectors[i][k] / length);
            }
        }
        return units;
    }

    private static void checkAll(String what, float[][] vectors, int dimensions) {
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i].length != dimensions || dimensions == 0) {
                throw new InvalidInput("The embedding of " + what + " " + i + " has " + vectors[i].length
                        + " numbers, but that of the first query has " + dimensions
                        + "; give all of one length above 0.");
            }
            for (float value : vectors[i]) {
                if (!Float.isFinite(value)) {
                    throw new InvalidInput(
                            "The embedding of " + what + " " + i + " holds " + value + ", which is not finite.");
                }
            }
        }
    }

    private static int[][] numbers(List<Set<Integer>> relevant, int documents) {
        int[][] numbers = new int[relevant.size()][];
        for (int query = 0; query < numbers.length; query++) {
            numbers[query] = relevant.get(query).stream().mapToInt(i -> i).toArray();
            for (int number : numbers[query]) {
                if (number < 0 || number >= documents) {
                    throw new InvalidInput("Document " + number + ", relevant to query " + query
                            + ", is not there: the " + documents + " documents are numbered from 0.");
                }
            }
        }
        return numbers;
    }

    private static List<Measure> measures(List<Integer> cutoffs) {
        List<Measure> measures = new ArrayList<>(List.of(Measure.score("map"), Measure.score("mrr")));
        for (int cutoff : cutoffs) {
            for (String name : List.of("ndcg", "map", "precision", "recall", "hit_rate")) {
                measures.add(Measure.score(name + "_at_" + cutoff));
            }
        }
        return measures;
    }

    /** A measure of the places of the relevant documents; NaN for those that need one where there is none. */
    private static double value(String measure, int[] places) {
        int at = measure.indexOf("_at_");
        int cutoff = at < 0 ? Integer.MAX_VALUE : Integer.parseInt(measure, at + 4, measure.length(), 10);
        String name = at < 0 ? measure : measure.substring(0, at);
        int hits = (int) Arrays.stream(places).filter(place -> place < cutoff).count();
        if (name.equals("precision")) {
            return (double) hits / cutoff;
        }
        if (places.length == 0) {
            return name.equals("ndcg") ? 0 : Double.NaN;
        }
        return switch (name) {
            case "recall" -> (double) hits / places.length;
            case "hit_rate" -> hits > 0 ? 1 : 0;
            case "mrr" -> 1.0 / (places[0] + 1);
            case "ndcg" -> ndcg(places, hits, cutoff);
            default -> averagePrecision(places, hits);
        };
    }

    private static double averagePrecision(int[] places, int hits) {
        double sum = 0;
        for (int i = 0; i < hits; i++) {
            sum += (i + 1.0) / (places[i] + 1);
        }
        return sum / places.length;
    }

    private static double ndcg(int[] places, int hits, int cutoff) {
        double gain = 0;
        double best = 0;
        for (int i = 0; i < places.length; i++) {
            gain += i < hits ? 1 / Math.log(places[i] + 2) : 0;
            best += i < cutoff ? 1 / Math.log(i + 2) : 0;
        }
        return gain / best;
    }
}
