package io.mlops4j.core.folds;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.data.Table;
import io.mlops4j.experiment.CrossValidation;
import io.mlops4j.experiment.Fold;
import io.mlops4j.experiment.Folds;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The same rows as scikit-learn 1.2.1 on NumPy 1.24.2 (Debian 12's python3-sklearn), without shuffling. An expected text has a character a row: the
 * number of the fold that tests it.
 */
class SklearnFoldsTest {
    /** Label (i² · 7 mod 11) mod classes and group ((5 i² + 3 i) mod 17) mod groups of row i. */
    private static Table table(int rows, int classes, int groups) {
        return Table.builder()
                .longs(
                        "label",
                        LongStream.range(0, rows)
                                .map(i -> i * i * 7 % 11 % classes)
                                .toArray())
                .longs(
                        "group",
                        LongStream.range(0, rows)
                                .map(i -> (i * i * 5 + 3 * i) % 17 % groups)
                                .toArray())
                .build();
    }

    private static String tested(Folds folds, int rows) {
        StringBuilder text = new StringBuilder("-".repeat(rows));
        for (Fold fold : folds) {
            for (int row : fold.testRows()) {
                text.setCharAt(row, (char) ('0' + fold.number()));
            }
        }
        return text.toString();
    }

    @Test
    void kFold() {
        assertThat(tested(CrossValidation.kFold(3).folds(table(10, 2, 2)), 10)).isEqualTo("0000111222");
        assertThat(tested(CrossValidation.kFold(5).folds(table(23, 2, 2)), 23)).isEqualTo("00000111112222233334444");
    }

    @Test
    void stratifiedKFold() {
        assertThat(tested(CrossValidation.stratified(5).folds(table(20, 2, 9), "label"), 20))
                .isEqualTo("02000111123242333444");
        assertThat(tested(CrossValidation.stratified(4).folds(table(37, 3, 9), "label"), 37))
                .isEqualTo("0000000000111111121212222223333233333");
        assertThat(tested(CrossValidation.stratified(5).folds(table(50, 4, 9), "label"), 50))
                .isEqualTo("00000000010111111121212222223323233333344344444444");
    }

    @Test
    void groupKFold() {
        assertThat(tested(CrossValidation.grouped(4, "group").folds(table(30, 3, 9)), 30))
                .isEqualTo("020332112330201110203321123302");
        assertThat(tested(CrossValidation.grouped(5, "group").folds(table(60, 3, 13)), 60))
                .isEqualTo("332241001422334043322410014223340433224100142233404332241001");
        assertThat(tested(CrossValidation.grouped(7, "group").folds(table(100, 3, 17)), 100))
                .isEqualTo("62153400435126010621534004351260106215340043512601"
                        + "06215340043512601062153400435126010621534004351260");
    }

    @Test
    void stratifiedGroupKFold() {
        assertThat(tested(CrossValidation.stratifiedGrouped(3, "group").folds(table(30, 2, 9), "label"), 30))
                .isEqualTo("010202112020101110102021120201");
        assertThat(tested(CrossValidation.stratifiedGrouped(4, "group").folds(table(60, 3, 13), "label"), 60))
                .isEqualTo("220331001330221112203310013302211122033100133022111220331001");
        assertThat(tested(CrossValidation.stratifiedGrouped(5, "group").folds(table(120, 4, 17), "label"), 120))
                .isEqualTo("422011331102240304220113311022403042201133110224030422011331"
                        + "102240304220113311022403042201133110224030422011331102240304");
    }

    @Test
    void leaveOneGroupOut() {
        assertThat(tested(CrossValidation.leaveOneGroupOut("group").folds(table(20, 2, 5)), 20))
                .isEqualTo("03432411423430242034");
    }

    @Test
    void timeSeriesSplit() {
        assertThat(windows(CrossValidation.timeSeries(4), 20))
                .containsExactly("0-3 4-7", "0-7 8-11", "0-11 12-15", "0-15 16-19");
        assertThat(windows(CrossValidation.timeSeries(5), 23))
                .containsExactly("0-7 8-10", "0-10 11-13", "0-13 14-16", "0-16 17-19", "0-19 20-22");
        assertThat(windows(CrossValidation.timeSeries(3).gap(2), 30))
                .containsExactly("0-6 9-15", "0-13 16-22", "0-20 23-29");
        assertThat(windows(CrossValidation.timeSeries(3).testSize(4), 30))
                .containsExactly("0-17 18-21", "0-21 22-25", "0-25 26-29");
        assertThat(windows(CrossValidation.timeSeries(4).maxTrainSize(10).gap(1).testSize(5), 40))
                .containsExactly("9-18 20-24", "14-23 25-29", "19-28 30-34", "24-33 35-39");
    }

    /** The first and last row to train on, and the first and last to test on. */
    private static List<String> windows(CrossValidation plan, int rows) {
        return plan.folds(table(rows, 2, 2)).stream()
                .map(fold -> ends(fold.trainRows()) + " " + ends(fold.testRows()))
                .toList();
    }

    private static String ends(int[] rows) {
        assertThat(rows[rows.length - 1] - rows[0]).as("without holes").isEqualTo(rows.length - 1);
        return rows[0] + "-" + rows[rows.length - 1];
    }
}
