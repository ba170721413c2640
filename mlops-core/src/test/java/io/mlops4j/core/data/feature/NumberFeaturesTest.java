package io.mlops4j.core.data.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.Table;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NumberFeaturesTest {
    private static final double NONE = Double.NaN;
    private static final Offset<Double> ROUNDING = within(1e-12);

    private static double[] transformed(Feature step, double... values) {
        Table table = Table.builder().doubles("x", values).build();
        return FeaturePipeline.of(step).fit(table).transform(table).doubles("x");
    }

    @Test
    void missingCellsAreFilledWithTheMean() {
        assertThat(transformed(Feature.impute("x").withMean(), 1, NONE, 2, 6)).containsExactly(1, 3, 2, 6);
    }

    @Test
    void missingCellsAreFilledWithTheMedian() {
        assertThat(transformed(Feature.impute("x").withMedian(), 1, NONE, 2, 6)).containsExactly(1, 2, 2, 6);
    }

    @Test
    void missingCellsAreFilledWithTheMostFrequentNumberAndOfSeveralTheLeast() {
        assertThat(transformed(Feature.impute("x").withMostFrequent(), 5, 5, 3, 3, NONE, 1))
                .containsExactly(5, 5, 3, 3, 3, 1);
    }

    @Test
    void missingCellsAreFilledWithANumber() {
        assertThat(transformed(Feature.impute("x").with(-1), 5, NONE)).containsExactly(5, -1);
    }

    @Test
    void aConstantColumnBecomesZeroByEveryScale() {
        assertThat(transformed(Feature.standardize("x"), 0.1, 0.1, 0.1)).containsExactly(0, 0, 0);
        assertThat(transformed(Feature.minMax("x"), 7, 7)).containsExactly(0, 0);
        assertThat(transformed(Feature.robustScale("x"), 7, 7)).containsExactly(0, 0);
    }

    @Test
    void missingCellsStayMissingWhenScaled() {
        assertThat(transformed(Feature.minMax("x"), 2, NONE, 4)).containsExactly(0, NONE, 1);
    }

    @Test
    void valuesAreClippedToARange() {
        assertThat(transformed(Feature.clip("x").between(0, Double.POSITIVE_INFINITY), -3, 0.5, NONE, 9))
                .containsExactly(0, 0.5, NONE, 9);
    }

    @Test
    void valuesAreWinsorizedAtInterpolatedQuantiles() {
        // numpy.quantile([0, 1, 2, 3, 100], [0.1, 0.9]) = [0.4, 61.2]
        assertThat(transformed(Feature.winsorize("x").quantiles(0.1, 0.9), 0, 1, 2, 3, 100))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(0.4, 1, 2, 3, 61.2);
    }

    @Test
    void theLogarithmIsThatOfOneMore() {
        assertThat(transformed(Feature.log("x"), 0, Math.E - 1)[1]).isCloseTo(1, ROUNDING);
    }

    @Test
    void aLogarithmThatDoesNotExistIsRefusedWhenFittingAndMissingAfterwards() {
        assertThatThrownBy(() -> transformed(Feature.log("x"), 0, -1))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'x' is -1.0 in row 2");
        FeaturePipeline log = FeaturePipeline.of(Feature.log("x"))
                .fit(Table.builder().doubles("x", 0, 1).build());
        assertThat(log.transform(Table.builder().doubles("x", -1, -2).build()).doubles("x"))
                .containsExactly(NONE, NONE);
    }

    @Test
    void valuesBeyondThoseThatWereFittedAreInTheOuterBuckets() {
        FeaturePipeline buckets = FeaturePipeline.of(Feature.bucketize("x").quantiles(2))
                .fit(Table.builder().doubles("x", 1, 2, 3).build());
        assertThat(buckets.transform(Table.builder()
                                .doubles("x", -100, 1.9, 2, 100, NONE)
                                .build())
                        .doubles("x"))
                .containsExactly(0, 0, 1, 1, NONE);
    }

    @Test
    void outliersAreFlaggedInAColumnBeside() {
        Table table = Table.builder()
                .doubles("x", 1, 2, 3, 4, 5, 100, NONE)
                .longs("y", 1, 2, 3, 4, 5, 6, 7)
                .build();
        Table flagged = FeaturePipeline.of(Feature.outlierFlag("x"), Feature.standardize("y"))
                .fit(table)
                .transform(table);
        assertThat(flagged.names()).containsExactly("x", "x:outlier", "y");
        assertThat(flagged.doubles("x:outlier")).containsExactly(0, 0, 0, 0, 0, 1, 0);
    }

    @Test
    void fencesCanBePutFurtherOut() {
        double[] values = {1, 2, 3, 4, 5, 9};
        Table table = Table.builder().doubles("x", values).build();
        assertThat(FeaturePipeline.of(Feature.outlierFlag("x").fences(3))
                        .fit(table)
                        .transform(table)
                        .doubles("x:outlier"))
                .containsOnly(0);
        assertThat(FeaturePipeline.of(Feature.outlierFlag("x").fences(1))
                        .fit(table)
                        .transform(table)
                        .doubles("x:outlier"))
                .containsExactly(0, 0, 0, 0, 0, 1);
    }

    @Test
    void stepsRunInOrderEachOnWhatTheOneBeforeMade() {
        Table table = Table.builder().doubles("x", 0, NONE, 4).build();
        assertThat(FeaturePipeline.of(Feature.impute("x").with(8), Feature.minMax("x"))
                        .fit(table)
                        .transform(table)
                        .doubles("x"))
                .containsExactly(0, 1, 0.5);
    }

    @Test
    void wholeNumbersAndTruthValuesAreNumbers() {
        Table table =
                Table.builder().longs("n", 2, 4).booleans("b", true, false).build();
        Table out = FeaturePipeline.of(Feature.minMax("n", "b")).fit(table).transform(table);
        assertThat(out.doubles("n")).containsExactly(0, 1);
        assertThat(out.doubles("b")).containsExactly(1, 0);
    }

    @Test
    void onlyColumnsThatAStepNamesComeInAndOut() {
        Table table = Table.builder()
                .longs("id", 1, 2)
                .doubles("x", 1, 2)
                .doubles("y", 3, 4)
                .build();
        FeaturePipeline pipeline =
                FeaturePipeline.of(Feature.standardize("y"), Feature.drop("id")).fit(table);
        assertThat(pipeline.inputs().names()).containsExactly("y");
        assertThat(pipeline.outputs()).containsExactly("y");
    }

    @Test
    void selectTakesColumnsInAndOrdersThem() {
        Table table = Table.builder()
                .longs("id", 1, 2)
                .doubles("x", 1, 2)
                .doubles("y", 3, 4)
                .build();
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.standardize("y"), Feature.select("x", "y"))
                .fit(table);
        assertThat(pipeline.outputs()).containsExactly("x", "y");
        assertThat(pipeline.transform(table).doubles("x")).containsExactly(1, 2);
    }

    @Test
    void aColumnThatNobodyHasIsNamedWithItsNeighbour() {
        Table table = Table.builder().doubles("income", 1, 2).build();
        assertThatThrownBy(() -> FeaturePipeline.of(Feature.standardize("income"), Feature.log("incme"))
                        .fit(table))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("'incme'")
                .hasMessageContaining("'income'");
    }

    @Test
    void aColumnThatAnEarlierStepLeftOutIsRefused() {
        Table table = Table.builder().doubles("x", 1, 2).doubles("y", 1, 2).build();
        assertThatThrownBy(() -> FeaturePipeline.of(Feature.select("x"), Feature.log("y"))
                        .fit(table))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'y'")
                .hasMessageContaining("order of the steps");
    }

    @Test
    void wordsAreNoNumbers() {
        Table table = Table.builder().strings("word", "a").build();
        assertThatThrownBy(() -> FeaturePipeline.of(Feature.standardize("word")).fit(table))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("needs numbers, but column 'word' holds words");
    }

    @Test
    void aColumnWithoutAPresentCellHasNothingToLearnFrom() {
        assertThatThrownBy(() -> transformed(Feature.impute("x").withMean(), NONE, NONE))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'x' has no present cell");
    }

    @Test
    void infiniteValuesCannotBeScaledBeforeTheyAreClipped() {
        assertThatThrownBy(() -> transformed(Feature.standardize("x"), 1, Double.POSITIVE_INFINITY))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("clip infinite values");
    }

    @Test
    void aTableWithoutRowsIsRefused() {
        assertThatThrownBy(() -> transformed(Feature.standardize("x")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("without rows");
    }

    @Test
    void duplicatesAreDroppedFromTheTrainingTableAlone() {
        Table table = Table.builder()
                .doubles("x", 1, 1, NONE, NONE, 3)
                .strings("w", "a", "a", null, null, "")
                .build();
        var fitted = FeaturePipeline.of(
                        Feature.dropDuplicates(), Feature.impute("x").withMean())
                .fitTransform(table);
        assertThat(fitted.table().doubles("x")).containsExactly(1, 2, 3);
        assertThat(fitted.pipeline().transform(table).rowCount()).isEqualTo(5);
    }

    @Test
    void rowsThatDifferInOneCellAreNoDuplicatesUnlessOtherColumnsAreCompared() {
        Table table = Table.builder().longs("id", 1, 2, 2).doubles("x", 5, 5, 7).build();
        assertThat(FeaturePipeline.of(Feature.dropDuplicates(), Feature.select("x"))
                        .fitTransform(table)
                        .table()
                        .rowCount())
                .isEqualTo(3);
        assertThat(FeaturePipeline.of(Feature.dropDuplicates("x"), Feature.select("x"))
                        .fitTransform(table)
                        .table()
                        .doubles("x"))
                .containsExactly(5, 7);
    }

    @Test
    void droppingDuplicatesComesFirst() {
        assertThatThrownBy(() -> FeaturePipeline.of(Feature.log("x"), Feature.dropDuplicates()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("first step");
    }

    @Test
    void aTableThatLacksColumnsIsToldAllOfThem() {
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.standardize("x", "y", "z"))
                .fit(Table.builder()
                        .doubles("x", 1)
                        .doubles("y", 1)
                        .doubles("z", 1)
                        .build());
        assertThatThrownBy(
                        () -> pipeline.transform(Table.builder().doubles("x", 1).build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'y', 'z'");
    }

    @Test
    void thePlanIsReadBackFromItsSteps() {
        assertThat(FeaturePipeline.of(Feature.log("x")).steps()).isEqualTo(List.of(Feature.log("x")));
    }
}
