package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;
import java.util.List;

/**
 * Evaluates texts by what they share with references: {@code exact_match, token_f1, bleu, rouge_1, rouge_2, rouge_l}, all in [0, 1]. With several
 * references the best of them counts. The rows are the texts. Made by {@link Evaluator#text()}. Immutable.
 *
 * <ul>
 *   <li>{@code exact_match} and {@code token_f1} are SQuAD's (Rajpurkar et al. 2016): without case, ASCII punctuation and English articles; a text
 *       and a reference of which one is empty agree if both are.
 *   <li>{@code bleu} is of the corpus, not a mean over texts: sacreBLEU's default (Post 2018, doi:10.18653/v1/W18-6319) by a hundred, with the
 *       tokens of mteval-v13a, 4-grams, the closest reference's length and exponential smoothing.
 *   <li>{@code rouge_1}, {@code rouge_2} and {@code rouge_l} are the F-measures of Google's rouge-score without stemming: tokens are runs of
 *       lower-case ASCII letters and digits.
 * </ul>
 */
public final class TextEvaluator extends Evaluator<TextEvaluator> {
    TextEvaluator(EvaluationOptions options) {
        super(options);
    }

    /**
     * Evaluates.
     *
     * @param predictions the model's texts
     * @param references for each text, what it might be: at least one
     * @throws InvalidInput if there is no text, the sizes differ, or a text has no reference
     */
    public Evaluation evaluate(List<String> predictions, List<List<String>> references) {
        return EvaluationEngine.installed().text(this, predictions, references);
    }

    @Override
    TextEvaluator with(EvaluationOptions changed) {
        return new TextEvaluator(changed);
    }
}
