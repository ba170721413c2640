package io.mlops4j.core.evaluation.text;

import com.google.common.base.Splitter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Exact match and token F1 as SQuAD's evaluation script (v1.1, and v2.0 for empty answers) has them. */
final class AnswerOverlap {
    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
    private static final Pattern ARTICLES = Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Splitter WORDS = Splitter.on(Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS))
            .omitEmptyStrings();

    private AnswerOverlap() {}

    /** A text's words without case, punctuation and articles. */
    static List<String> words(String text) {
        String bare = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return WORDS.splitToList(ARTICLES.matcher(bare).replaceAll(" "));
    }

    /** The harmonic mean of the shares of words that each has in common with the other. */
    static double f1(List<String> predicted, List<String> reference) {
        if (predicted.isEmpty() || reference.isEmpty()) {
            return predicted.equals(reference) ? 1 : 0;
        }
        Map<String, Integer> left = new HashMap<>();
        reference.forEach(word -> left.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : predicted) {
            if (left.getOrDefault(word, 0) > 0) {
                left.merge(word, -1, Integer::sum);
                common++;
            }
        }
        return 2.0 * common / (predicted.size() + reference.size());
    }
}
