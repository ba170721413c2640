package io.mlops4j.core.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextOverlapTest {
    private static double value(String metric, String prediction, String... references) {
        return Evaluator.text()
                .evaluate(List.of(prediction), List.of(List.of(references)))
                .metric(metric)
                .value();
    }

    /** The example of the README of sacreBLEU (github.com/mjpost/sacrebleu): BLEU = 48.53 82.4/50.0/45.5/37.5, BP 0.943. */
    @Test
    void bleuOfACorpusIsThatOfSacreBleu() {
        Evaluation evaluation = Evaluator.text()
                .evaluate(
                        List.of("The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."),
                        List.of(
                                List.of("The dog bit the man.", "The dog had bit the man."),
                                List.of("It was not unexpected.", "No one was surprised."),
                                List.of("The man bit him first.", "The man had bitten the dog.")));
        assertThat(100 * evaluation.metric("bleu").value()).isCloseTo(48.53, within(0.005));
    }

    @Test
    void tokensAreThoseOfMteval13a() {
        assertThat(Bleu.tokens("It's 1,000.5 (sic), \"well-known\" &amp; 5-fold."))
                .containsExactly(
                        "It's", "1,000.5", "(", "sic", ")", ",", "\"", "well-known", "\"", "&", "5", "-", "fold", ".");
    }

    /** google-research/rouge, rouge_scorer_test.py: "testing one two" against "testing" has precision 1, recall 1/3. */
    @Test
    void rougeIsThatOfRougeScore() {
        assertThat(value("rouge_1", "testing", "testing one two")).isCloseTo(0.5, within(1e-12));
        assertThat(value("rouge_l", "testing", "testing one two")).isCloseTo(0.5, within(1e-12));
        assertThat(value("rouge_2", "testing two", "testing one two")).isZero();
        assertThat(value("rouge_l", "police killed the gunman", "police kill the gunman"))
                .isCloseTo(0.75, within(1e-12));
    }

    @Test
    void answersAreComparedWithoutCasePunctuationAndArticles() {
        assertThat(value("exact_match", "The  Eiffel-Tower!", "an eiffeltower")).isEqualTo(1);
        assertThat(value("token_f1", "the cat sat", "A cat sat down")).isCloseTo(2 * 2 / 5.0, within(1e-12));
        assertThat(value("token_f1", "", "the")).isEqualTo(1);
        assertThat(value("token_f1", "", "cat")).isZero();
    }

    @Test
    void theBestReferenceCounts() {
        assertThat(value("exact_match", "red", "blue", "Red")).isEqualTo(1);
        assertThatThrownBy(() -> Evaluator.text().evaluate(List.of("a"), List.of(List.of())))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Text 0");
    }

    @Test
    void aTextThatWeighsTwiceIsATextThatIsThereTwice() {
        List<String> predictions = List.of("the dog bit the man", "a b c d e");
        List<List<String>> references = List.of(List.of("the dog bit a man"), List.of("a b c d f"));
        Evaluation weighted = Evaluator.text().weights(new double[] {2, 1}).evaluate(predictions, references);
        Evaluation repeated = Evaluator.text()
                .evaluate(
                        List.of(predictions.get(0), predictions.get(0), predictions.get(1)),
                        List.of(references.get(0), references.get(0), references.get(1)));
        weighted.metrics()
                .forEach((name, metric) -> assertThat(metric.value())
                        .as(name)
                        .isCloseTo(repeated.metric(name).value(), within(1e-12)));
    }
}
