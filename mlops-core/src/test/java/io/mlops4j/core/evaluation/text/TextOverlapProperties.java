package io.mlops4j.core.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of the overlap of any texts. */
class TextOverlapProperties {
    /** So few that texts share some; with what is left out of answers. */
    private static final List<String> WORDS =
            List.of("the", "a", "cat", "Cat", "dog.", "sat", "on", "mat!", "3.5", "well-known", "été", "&amp;");

    /** A text of that many words. */
    private static String text(int words, Random random) {
        return IntStream.range(0, words)
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    private static List<String> texts(int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i -> text(random.nextInt(7), random))
                .toList();
    }

    private static List<List<String>> references(int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i -> texts(1 + random.nextInt(3), random))
                .toList();
    }

    private static double value(Evaluation evaluation, String metric) {
        return evaluation.metric(metric).value();
    }

    private static Evaluation evaluate(String prediction, List<String> references) {
        return Evaluator.text().evaluate(List.of(prediction), List.of(references));
    }

    @Property(tries = 300)
    void anExactMatchSharesAllTokens(@ForAll long seed) {
        Random random = new Random(seed);
        Evaluation evaluation = evaluate(text(random.nextInt(3), random), texts(1 + random.nextInt(3), random));
        assertThat(value(evaluation, "exact_match")).isLessThanOrEqualTo(value(evaluation, "token_f1"));
    }

    @Property(tries = 200)
    void everyOverlapIsBetweenNoneAndFull(@ForAll @IntRange(min = 1, max = 8) int count, @ForAll long seed) {
        Random random = new Random(seed);
        Evaluation evaluation = Evaluator.text().evaluate(texts(count, random), references(count, random));
        assertThat(evaluation.metrics()).hasSize(6);
        evaluation
                .metrics()
                .forEach((name, metric) -> assertThat(metric.value()).as(name).isBetween(0.0, 1.0));
    }

    /** From four words on: BLEU looks at runs of four, ROUGE-2 at runs of two. */
    @Property(tries = 200)
    void aTextOverlapsFullyWithItself(
            @ForAll @IntRange(min = 1, max = 5) int count,
            @ForAll @IntRange(min = 4, max = 12) int words,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<String> texts = IntStream.range(0, count)
                .mapToObj(i -> text(words, random) + " on the cat")
                .toList();
        Evaluation evaluation =
                Evaluator.text().evaluate(texts, texts.stream().map(List::of).toList());
        assertThat(evaluation.metrics()).hasSize(6);
        evaluation
                .metrics()
                .forEach((name, metric) -> assertThat(metric.value()).as(name).isCloseTo(1, within(1e-12)));
    }

    @Property(tries = 300)
    void whatTwoTextsShareIsTheSameFromEitherSide(@ForAll long seed) {
        Random random = new Random(seed);
        String one = text(random.nextInt(8), random);
        String other = text(random.nextInt(8), random);
        Evaluation there = evaluate(one, List.of(other));
        Evaluation back = evaluate(other, List.of(one));
        for (String name : List.of("exact_match", "token_f1", "rouge_1", "rouge_2", "rouge_l")) {
            assertThat(value(back, name)).as(name).isCloseTo(value(there, name), within(1e-12));
        }
    }

    /** A subsequence is also a set of shared words. */
    @Property(tries = 300)
    void wordsInOrderAreNoMoreThanWords(@ForAll long seed) {
        Random random = new Random(seed);
        Evaluation evaluation = evaluate(text(random.nextInt(8), random), texts(1 + random.nextInt(3), random));
        assertThat(value(evaluation, "rouge_l")).isLessThanOrEqualTo(value(evaluation, "rouge_1"));
    }

    @Property(tries = 300)
    void anotherReferenceNeverLowersAScoreOfATextButBleu(@ForAll long seed) {
        Random random = new Random(seed);
        String prediction = text(random.nextInt(8), random);
        List<String> references = texts(2 + random.nextInt(2), random);
        Evaluation fewer = evaluate(prediction, references.subList(1, references.size()));
        Evaluation all = evaluate(prediction, references);
        for (String name : List.of("exact_match", "token_f1", "rouge_1", "rouge_2", "rouge_l")) {
            assertThat(value(all, name)).as(name).isGreaterThanOrEqualTo(value(fewer, name));
        }
    }

    @Property(tries = 200)
    void weightsRepeatTexts(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 3) Integer> times, @ForAll long seed) {
        Random random = new Random(seed);
        List<Integer> weights = new ArrayList<>(times);
        weights.set(0, 1 + weights.get(0));
        List<String> predictions = texts(weights.size(), random);
        List<List<String>> references = references(weights.size(), random);
        int[] repeated = IntStream.range(0, weights.size())
                .flatMap(i -> IntStream.generate(() -> i).limit(weights.get(i)))
                .toArray();
        Evaluation weighted = Evaluator.text()
                .weights(weights.stream().mapToDouble(Integer::doubleValue).toArray())
                .evaluate(predictions, references);
        Evaluation expected = Evaluator.text()
                .evaluate(
                        IntStream.of(repeated).mapToObj(predictions::get).toList(),
                        IntStream.of(repeated).mapToObj(references::get).toList());
        assertThat(weighted.metrics()).containsOnlyKeys(expected.metrics().keySet());
        expected.metrics()
                .forEach((name, metric) ->
                        assertThat(value(weighted, name)).as(name).isCloseTo(metric.value(), within(1e-12)));
    }
}
