package io.mlops4j.core.evaluation.text;

import com.google.common.base.Splitter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** F-measures of shared words and sequences, as Google's rouge-score has them without stemming. */
final class Rouge {
    private static final Splitter TOKENS =
            Splitter.on(Pattern.compile("[^a-z0-9]+")).omitEmptyStrings();

    private Rouge() {}

    static List<String> tokens(String text) {
        return TOKENS.splitToList(text.toLowerCase(Locale.ROOT));
    }

    /** Of runs of n words. */
    static double ngrams(List<String> predicted, List<String> reference, int n) {
        Map<List<String>, Integer> left = new HashMap<>();
        for (int i = 0; i + n <= reference.size(); i++) {
            left.merge(reference.subList(i, i + n), 1, Integer::sum);
        }
        int common = 0;
        for (int i = 0; i + n <= predicted.size(); i++) {
            List<String> run = predicted.subList(i, i + n);
            if (left.getOrDefault(run, 0) > 0) {
                left.merge(run, -1, Integer::sum);
                common++;
            }
        }
        return fMeasure(common, predicted.size() - n + 1, reference.size() - n + 1);
    }

    /** Of the longest common subsequence. */
    static double longest(List<String> predicted, List<String> reference) {
        int[] above = new int[reference.size() + 1];
        for (String word : predicted) {
            int[] row = new int[reference.size() + 1];
            for (int j = 1; j < row.length; j++) {
                row[j] = word.equals(reference.get(j - 1)) ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
            }
            above = row;
        }
        return fMeasure(above[reference.size()], predicted.size(), reference.size());
    }

    private static double fMeasure(int common, int predicted, int reference) {
        return common == 0 ? 0 : 2.0 * common / (predicted + reference);
    }
}
