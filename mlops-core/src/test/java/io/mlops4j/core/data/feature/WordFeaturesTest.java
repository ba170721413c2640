package io.mlops4j.core.data.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.FittedFeatures;
import io.mlops4j.data.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordFeaturesTest {
    private static final double NONE = Double.NaN;

    private static Table words(String... words) {
        return Table.builder().strings("w", words).build();
    }

    @Test
    void missingWordsAreFilledWithTheMostFrequentAndOfSeveralTheFirst() {
        Table table = words("b", "a", null, "b", "a", "c");
        assertThat(FeaturePipeline.of(Feature.impute("w").withMostFrequent())
                        .fit(table)
                        .transform(table)
                        .strings("w"))
                .containsExactly("b", "a", "a", "b", "a", "c");
    }

    @Test
    void missingWordsAreFilledWithAWordThatIsEncodedThen() {
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.impute("w").with("none"), Feature.oneHot("w"))
                .fit(words("a", null));
        assertThat(pipeline.outputs()).containsExactly("w=a", "w=none");
        assertThat(pipeline.rows()).isNotNull();
    }

    @Test
    void aMissingWordIsNoneOfTheColumns() {
        Table out = FeaturePipeline.of(Feature.oneHot("w")).fit(words("a", "b")).transform(words(null, "b"));
        assertThat(out.doubles("w=a")).containsExactly(0, 0);
        assertThat(out.doubles("w=b")).containsExactly(0, 1);
    }

    @Test
    void categoriesAreWords() {
        Table categories = Table.builder().categories("w", "a", "b", null).build();
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.oneHot("w")).fit(categories);
        assertThat(pipeline.transform(categories)).isEqualTo(pipeline.transform(words("a", "b", null)));
    }

    @Test
    void numbersCanBeOneHotEncodedToo() {
        Table table = Table.builder().doubles("x", 1, 2, 3, 4).build();
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.bucketize("x").quantiles(2), Feature.oneHot("x"))
                .fit(table);
        assertThat(pipeline.outputs()).containsExactly("x=0", "x=1");
        assertThat(pipeline.transform(table).doubles("x=1")).containsExactly(0, 0, 1, 1);
    }

    @Test
    void namesMadeOfWordsAreNamesOfColumns() {
        FeaturePipeline pipeline =
                FeaturePipeline.of(Feature.oneHot("w")).fit(words("", "a", "a ", "a\n", "x".repeat(300)));
        assertThat(pipeline.outputs()).containsExactly("w=", "w=a", "w=a\uFFFD", "w=a~2", "w=" + "x".repeat(254));
    }

    @Test
    void wordsAreNumberedInTheirOrder() {
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.ordinal("w")).fit(words("low", "high", "mid"));
        assertThat(pipeline.transform(words("high", "low", "mid", "new", null)).doubles("w"))
                .containsExactly(0, 1, 2, -1, NONE);
    }

    @Test
    void wordsAreNumberedInAGivenOrder() {
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.ordinal("w").order("low", "mid", "high"))
                .fit(words("high"));
        assertThat(pipeline.transform(words("low", "mid", "high", "new")).doubles("w"))
                .containsExactly(0, 1, 2, -1);
    }

    @Test
    void aHashedWordIsInOneBucketAndAMissingOneInNone() {
        FeaturePipeline pipeline =
                FeaturePipeline.of(Feature.hash("w").buckets(4)).fit(words("any"));
        assertThat(pipeline.outputs()).containsExactly("w#0", "w#1", "w#2", "w#3");
        assertThat(Arrays.stream(pipeline.transform(Map.of("w", "never seen"))).sum())
                .isEqualTo(1);
        assertThat(pipeline.transform(words((String) null)).doubles("w#0")).containsExactly(0);
    }

    @Test
    void hashesNeverChange() {
        assertThat(WordHash.of("")).isZero();
        assertThat(WordHash.of("a")).isEqualTo(0x6f49d11a);
        assertThat(WordHash.of("Zürich")).isEqualTo(0x8a3e63b6);
        assertThat(WordHash.of("日本語")).isEqualTo(0x3bdc2005);
    }

    @Test
    void aRowIsNeverEncodedByItsOwnLabel() {
        // Every word appears once, so all that a row could learn of its word is its own label.
        int rows = 50;
        String[] words = new String[rows];
        double[] labels = new double[rows];
        for (int row = 0; row < rows; row++) {
            words[row] = "w" + row;
            labels[row] = row % 2;
        }
        Table table = Table.builder().strings("w", words).doubles("y", labels).build();
        double[] encoded = FeaturePipeline.of(
                        Feature.targetEncode("w").smoothing(0).folds(rows))
                .fitTransform(table, "y")
                .table()
                .doubles("w");
        for (int row = 0; row < rows; row++) {
            assertThat(encoded[row]).isEqualTo((rows / 2 - labels[row]) / (rows - 1.0));
        }
    }

    @Test
    void outOfFoldMeansRepeatWithTheirSeedAndChangeWithIt() {
        SplittableRandom random = new SplittableRandom(3);
        String[] words = new String[100];
        Arrays.setAll(words, i -> "w" + random.nextInt(5));
        double[] labels = random.doubles(100).toArray();
        Table table = Table.builder().strings("w", words).doubles("y", labels).build();
        double[] once = FeaturePipeline.of(Feature.targetEncode("w").seed(1))
                .fitTransform(table, "y")
                .table()
                .doubles("w");
        assertThat(FeaturePipeline.of(Feature.targetEncode("w").seed(1))
                        .fitTransform(table, "y")
                        .table()
                        .doubles("w"))
                .containsExactly(once);
        assertThat(FeaturePipeline.of(Feature.targetEncode("w").seed(2))
                        .fitTransform(table, "y")
                        .table()
                        .doubles("w"))
                .isNotEqualTo(once);
    }

    @Test
    void stepsAfterATargetEncodingLearnFromTheOutOfFoldMeans() {
        Table table = Table.builder()
                .strings("w", "a", "a", "b", "b", "a", "b")
                .doubles("y", 1, 0, 1, 1, 0, 0)
                .build();
        FittedFeatures fitted = FeaturePipeline.of(
                        Feature.targetEncode("w").folds(3).smoothing(1), Feature.minMax("w"))
                .fitTransform(table, "y");
        double[] scaled = fitted.table().doubles("w");
        assertThat(Arrays.stream(scaled).min()).hasValue(0);
        assertThat(Arrays.stream(scaled).max()).hasValue(1);
    }

    @Test
    void theLabelFollowsUnchangedAndIsNoFeature() {
        Table table =
                Table.builder().booleans("y", true, false).doubles("x", 1, 2).build();
        FittedFeatures fitted = FeaturePipeline.of(Feature.standardize("x")).fitTransform(table, "y");
        assertThat(fitted.table().names()).containsExactly("x", "y");
        assertThat(fitted.pipeline().transform(table)).isEqualTo(fitted.table());
        assertThat(fitted.pipeline().outputs()).containsExactly("x");
        assertThatThrownBy(() -> FeaturePipeline.of(Feature.standardize("y")).fit(table, "y"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'y' is the label");
    }

    @Test
    void targetEncodingNeedsALabelOfNumbers() {
        Table table = Table.builder().strings("w", "a").strings("y", "yes").build();
        assertThatThrownBy(() -> FeaturePipeline.of(Feature.targetEncode("w")).fit(table))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("without a label");
        assertThatThrownBy(() -> FeaturePipeline.of(Feature.targetEncode("w")).fit(table, "y"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'y', which is STRING");
    }

    @Test
    void aDateBecomesItsParts() {
        Table table =
                Table.builder().dates("d", LocalDate.of(2024, 12, 31), null).build();
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.dateParts("d")).fit(table);
        assertThat(pipeline.outputs()).containsExactly("d:year", "d:month", "d:day", "d:weekday", "d:yearday");
        assertThat(pipeline.transform(Map.of("d", LocalDate.of(2024, 12, 31)))).containsExactly(2024, 12, 31, 2, 366);
        assertThat(pipeline.transform(table).doubles("d:year")).containsExactly(2024, NONE);
    }

    @Test
    void anInstantHasAnHourTooAlsoBefore1970() {
        Instant moment = Instant.parse("1969-12-31T23:59:59.5Z");
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.dateParts("t"))
                .fit(Table.builder().instants("t", moment).build());
        assertThat(pipeline.transform(Map.of("t", moment))).containsExactly(1969, 12, 31, 3, 365, 23);
        assertThat(pipeline.transform(Map.of("t", Instant.MAX))[0]).isEqualTo(999_999_999);
    }

    @Test
    void textsAreMeasuredAndStayUntilTheyAreDropped() {
        Table table = Table.builder()
                .strings("note", "two  words", "", " \t ", "a\u00A0b \uD83D\uDE00", null)
                .build();
        FeaturePipeline pipeline = FeaturePipeline.of(
                        Feature.textLength("note"), Feature.tokenCount("note"), Feature.drop("note"))
                .fit(table);
        assertThat(pipeline.inputs().names()).containsExactly("note");
        assertThat(pipeline.outputs()).containsExactly("note:tokens", "note:length");
        Table out = pipeline.transform(table);
        assertThat(out.doubles("note:length")).containsExactly(10, 0, 3, 5, NONE);
        assertThat(out.doubles("note:tokens")).containsExactly(2, 0, 0, 2, NONE);
    }

    @Test
    void aTextThatIsStillThereCannotBeARowOfNumbers() {
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.textLength("w")).fit(words("a"));
        assertThatThrownBy(pipeline::rows)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'w'")
                .hasMessageContaining("Feature.drop");
    }

    @Test
    void aColumnThatAStepReplacedIsGone() {
        assertThatThrownBy(() -> FeaturePipeline.of(Feature.oneHot("w"), Feature.ordinal("w"))
                        .fit(words("a")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("an earlier step replaced");
    }
}
