package io.mlops4j.core.evaluation.text;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.core.evaluation.assess.Wanted;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Texts with what each of them scores, and what it adds to the BLEU of all. */
final class TextRows implements Rows {
    static final List<Measure> MEASURES = List.of(
            Measure.score("exact_match"),
            Measure.score("token_f1"),
            Measure.score("bleu"),
            Measure.score("rouge_1"),
            Measure.score("rouge_2"),
            Measure.score("rouge_l"));

    private static final int BLEU = 2;

    private final Wanted wanted;

    /** By text: its scores in the order of all measures, with 0 for BLEU. */
    private final double[][] scores;

    private final double[][] counts;
    private final double[] weights;
    private final int[] original;

    private TextRows(Wanted wanted, double[][] scores, double[][] counts, double[] weights, int[] original) {
        this.wanted = wanted;
        this.scores = scores;
        this.counts = counts;
        this.weights = weights;
        this.original = original;
    }

    static TextRows of(Wanted wanted, List<String> predictions, List<List<String>> references, double[] weights) {
        int rows = weights.length;
        double[][] scores = new double[rows][];
        double[][] counts = new double[rows][];
        int[] original = new int[rows];
        Arrays.setAll(original, i -> i);
        Arrays.stream(original).parallel().forEach(i -> {
            scores[i] = scores(predictions.get(i), references.get(i));
            counts[i] = Bleu.counts(predictions.get(i), references.get(i));
        });
        return new TextRows(wanted, scores, counts, weights, original);
    }

    private static double[] scores(String prediction, List<String> references) {
        List<String> words = AnswerOverlap.words(prediction);
        List<String> tokens = Rouge.tokens(prediction);
        double[] best = new double[MEASURES.size()];
        for (String reference : references) {
            List<String> theirWords = AnswerOverlap.words(reference);
            List<String> theirTokens = Rouge.tokens(reference);
            double[] scores = {
                words.equals(theirWords) ? 1 : 0,
                AnswerOverlap.f1(words, theirWords),
                0,
                Rouge.ngrams(tokens, theirTokens, 1),
                Rouge.ngrams(tokens, theirTokens, 2),
                Rouge.longest(tokens, theirTokens)
            };
            Arrays.setAll(best, m -> Math.max(best[m], scores[m]));
        }
        return best;
    }

    @Override
    public String task() {
        return "text";
    }

    @Override
    public List<Measure> measures() {
        return wanted.measures();
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public int[] original() {
        return original;
    }

    @Override
    public Rows at(int[] kept) {
        IntFunction<double[][]> rows = double[][]::new;
        return new TextRows(
                wanted,
                Arrays.stream(kept).mapToObj(i -> scores[i]).toArray(rows),
                Arrays.stream(kept).mapToObj(i -> counts[i]).toArray(rows),
                SortedOrder.permuted(weights, kept),
                SortedOrder.permuted(original, kept));
    }

    @Override
    public double[] measure(double[] w) {
        double[] sums = new double[MEASURES.size()];
        double[] counted = new double[counts[0].length];
        double total = 0;
        for (int i = 0; i < w.length; i++) {
            if (w[i] > 0) {
                total += w[i];
                for (int m = 0; m < sums.length; m++) {
                    sums[m] += w[i] * scores[i][m];
                }
                for (int c = 0; c < counted.length; c++) {
                    counted[c] += w[i] * counts[i][c];
                }
            }
        }
        double[] values = new double[MEASURES.size()];
        for (int m = 0; m < values.length; m++) {
            values[m] = total == 0 ? Double.NaN : m == BLEU ? Bleu.of(counted) : sums[m] / total;
        }
        return wanted.select(values);
    }

    @Override
    public String undefined(Measure measure) {
        return measure.name() + " is undefined: all texts weigh 0.";
    }
}
