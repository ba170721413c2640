package io.mlops4j.core.evaluation.text;

import com.google.common.base.Splitter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What one text adds to the BLEU of a corpus, and the BLEU of such sums: sacreBLEU's default. */
final class Bleu {
    private static final int ORDER = 4;
    private static final Splitter WORDS = Splitter.on(Pattern.compile("\\s+")).omitEmptyStrings();

    /** The language-independent part of mteval-v13a. */
    private static final Pattern SYMBOLS = Pattern.compile("([\\{-\\~\\[-\\` -\\&\\(-\\+\\:-\\@\\/])");

    private static final Pattern POINT_AFTER_OTHER = Pattern.compile("([^0-9])([\\.,])");
    private static final Pattern POINT_BEFORE_OTHER = Pattern.compile("([\\.,])([^0-9])");
    private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

    private Bleu() {}

    static List<String> tokens(String text) {
        String line = text.replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
        if (line.contains("&")) {
            line = line.replace("&quot;", "\"")
                    .replace("&amp;", "&")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">");
        }
        line = SYMBOLS.matcher(" " + line + " ").replaceAll(" $1 ");
        line = POINT_AFTER_OTHER.matcher(line).replaceAll("$1 $2 ");
        line = POINT_BEFORE_OTHER.matcher(line).replaceAll(" $1 $2");
        line = DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
        return WORDS.splitToList(line);
    }

    /** Matches and numbers of runs of 1 to 4 words, then the lengths of the text and of the reference closest to it. */
    static double[] counts(String prediction, List<String> references) {
        List<String> predicted = tokens(prediction);
        List<List<String>> tokenized = references.stream().map(Bleu::tokens).toList();
        double[] counts = new double[2 * ORDER + 2];
        for (int n = 1; n <= ORDER; n++) {
            Map<List<String>, Integer> most = new HashMap<>();
            for (List<String> reference : tokenized) {
                runs(reference, n).forEach((run, count) -> most.merge(run, count, Math::max));
            }
            for (Map.Entry<List<String>, Integer> run : runs(predicted, n).entrySet()) {
                counts[n - 1] += Math.min(run.getValue(), most.getOrDefault(run.getKey(), 0));
            }
            counts[ORDER + n - 1] = Math.max(0, predicted.size() - n + 1);
        }
        counts[2 * ORDER] = predicted.size();
        counts[2 * ORDER + 1] = closest(predicted.size(), tokenized);
        return counts;
    }

    private static Map<List<String>, Integer> runs(List<String> words, int n) {
        Map<List<String>, Integer> runs = new HashMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            runs.merge(words.subList(i, i + n), 1, Integer::sum);
        }
        return runs;
    }

    /** The length of the closest reference, of two the shorter. */
    private static int closest(int length, List<List<String>> references) {
        int closest = references.get(0).size();
        for (List<String> reference : references) {
            int distance = Math.abs(reference.size() - length);
            int best = Math.abs(closest - length);
            if (distance < best || (distance == best && reference.size() < closest)) {
                closest = reference.size();
            }
        }
        return closest;
    }

    /** The BLEU of the sums of counts. */
    static double of(double[] sums) {
        boolean any = false;
        for (int n = 0; n < ORDER; n++) {
            any |= sums[n] > 0;
        }
        double length = sums[2 * ORDER];
        double reference = sums[2 * ORDER + 1];
        if (!any || length == 0) {
            return 0;
        }
        double logs = 0;
        double smoothing = 1;
        for (int n = 0; n < ORDER; n++) {
            double total = sums[ORDER + n];
            if (total == 0) {
                return 0;
            }
            if (sums[n] == 0) {
                smoothing *= 2;
            }
            logs += Math.log(sums[n] == 0 ? 1 / (smoothing * total) : sums[n] / total);
        }
        double brevity = length < reference ? Math.exp(1 - reference / length) : 1;
        return brevity * Math.exp(logs / ORDER);
    }
}
