package io.mlops4j.core.data.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.data.FixedContext;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.Quality;
import io.mlops4j.data.RowRule;
import io.mlops4j.data.Table;
import io.mlops4j.data.TableRule;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RuleChecksTest {
    private static final Table TABLE = Table.builder()
            .doubles("x", 1, 2, 4, 8, Double.NaN)
            .doubles("y", 1, 3, 2, 5, 4)
            .longs("n", 1, 2, 2, 4, 5)
            .strings("word", "a", "b", null, "a", "ccc")
            .dates(
                    "day",
                    LocalDate.of(2026, 11, 20),
                    LocalDate.of(2026, 11, 22),
                    LocalDate.of(2026, 11, 21),
                    null,
                    LocalDate.of(2026, 11, 19))
            .build();

    private static Quality check(Expectation... rules) {
        return Held.against(TABLE, 2, Held.profile(TABLE), new FixedContext().with("words", TABLE), rules);
    }

    private static ExpectationResult only(Expectation rule) {
        return check(rule).results().get(0);
    }

    @Test
    void aMeanIsHeldAgainstItsRange() {
        assertThat(only(Expectation.meanBetween("x", 3.75, 3.75)).passed()).isTrue();
        assertThat(only(Expectation.meanBetween("x", 0, 3)).describe())
                .isEqualTo("the mean of 'x' is 3.75, outside [0, 3]");
    }

    /** Reference: numpy.quantile([1, 2, 4, 8], [0.5, 0.4]) = [3, 2.4], NumPy 2.4.6. */
    @Test
    void anyQuantileIsHeldAgainstItsRange() {
        assertThat(only(Expectation.quantileBetween("x", 0.5, 3, 3)).passed()).isTrue();
        assertThat(only(Expectation.quantileBetween("x", 0.4, 0, 1)).describe())
                .isEqualTo("the 0.4 quantile of 'x' is 2.4000000000000004, outside [0, 1]");
    }

    /** Reference: numpy.corrcoef([1, 2, 4, 8], [1, 3, 2, 5])[0, 1] = 0.8669214468630108, NumPy 2.4.6. */
    @Test
    void aCorrelationIsOverTheRowsThatHaveBoth() {
        ExpectationResult result = only(Expectation.correlationBetween("x", "y", -1, 0.5));
        assertThat(result.checked()).isEqualTo(4);
        assertThat(result.passed()).isFalse();
        assertThat(only(Expectation.correlationBetween("x", "y", 0.866921446863, 0.866921446864))
                        .passed())
                .isTrue();
    }

    @Test
    void aStatisticThatIsUndefinedBreaksItsRule() {
        Table constant = Table.builder().doubles("a", 1, 1).doubles("b", 1, 2).build();
        Quality quality = Held.against(
                constant,
                2,
                Held.profile(constant),
                new FixedContext(),
                Expectation.correlationBetween("a", "b", -1, 1));
        assertThat(quality.broken().get(0).describe())
                .isEqualTo("the correlation of 'a' and 'b' is undefined, so it does not lie in [-1, 1]");
    }

    @Test
    void theLatestDateCountsFromItsStart() {
        assertThat(only(Expectation.fresh("day", Duration.ofHours(36))).passed())
                .isTrue();
        assertThat(only(Expectation.fresh("day", Duration.ofHours(35))).describe())
                .isEqualTo("the latest value of 'day' is 2026-11-22T00:00:00Z, more than 35 h old");
    }

    @Test
    void aCustomRuleSeesTheProfile() {
        assertThat(only(Expectation.table("small", profile -> profile.rowCount() < 9))
                        .passed())
                .isTrue();
        assertThat(only(Expectation.table("large", profile -> profile.rowCount() > 9))
                        .describe())
                .isEqualTo("the table does not satisfy 'large'");
    }

    @Test
    void aCustomRuleOnRowsTellsWhichDoNotKeepIt() {
        assertThat(only(Expectation.row("n at most 3", row -> row.whole("n") <= 3))
                        .describe())
                .isEqualTo("2 of 5 rows do not satisfy 'n at most 3', first at row 4, then at row 5");
    }

    @Test
    void aRowNamesTheColumnThatIsMeant() {
        assertThatThrownBy(() -> check(Expectation.row("typo", row -> row.isMissing("wrd"))))
                .isInstanceOf(NotFound.class)
                .hasMessage("The row has no column 'wrd'. Did you mean 'word'?");
        assertThatThrownBy(() -> check(Expectation.row("wrong", row -> row.whole("x") > 0)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'x' is REAL, not a whole number");
        assertThatThrownBy(() -> check(
                        Expectation.row("missing", row -> !row.text("word").isEmpty())))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'word' is missing");
        assertThatThrownBy(() -> check(Expectation.row("no number", row -> row.number("word") > 0)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no number form");
    }

    @Test
    void aPredicateThatFailsNamesTheRow() {
        assertThatThrownBy(() -> check(Expectation.row("thirds", row -> 1 / (row.whole("n") - 4) < 9)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("The predicate 'thirds' failed on row 4: java.lang.ArithmeticException");
    }

    @Test
    void aRowShowsItsCells() {
        AtomicReference<String> seen = new AtomicReference<>("");
        check(Expectation.row("look", row -> {
            String day = row.isMissing("day") ? "none" : row.date("day").toString();
            seen.set(row.names() + " " + row + " " + day + " " + row.text("n"));
            return true;
        }));
        assertThat(seen.get())
                .isEqualTo("[x, y, n, word, day] Row[x=, y=4.0, n=5, word=ccc, day=2026-11-19] 2026-11-19 5");
    }

    @Test
    void mostlyLetsAShareBreakIt() {
        assertThat(only(Expectation.notNull("word").mostly(0.8)).passed()).isTrue();
        assertThat(only(Expectation.notNull("word").mostly(0.81)).describe())
                .isEqualTo("1 of 5 cells of 'word' are missing, more than the 19 % allowed, first at row 3");
    }

    @Test
    void aWarningDoesNotFailTheWhole() {
        Quality quality = check(Expectation.between("n", 0, 3).warning(), Expectation.notNull("n"));
        assertThat(quality.passed()).isTrue();
        assertThat(quality.broken()).isEmpty();
        assertThat(quality.warnings().get(0).describe())
                .isEqualTo(
                        "2 of 5 values of 'n' lie outside [0, 3], first at row 4 (value 4), then at row 5 (value 5)");
    }

    @Test
    void rulesWithoutCodeAreNotChecked() {
        Expectation row = RowRule.Custom.named("a").warning();
        Expectation table = TableRule.Custom.named("b");
        Expectation unknown = new Expectation.Unknown("prime", "{}");
        Quality quality = check(row, table, unknown);
        assertThat(quality.results()).isEmpty();
        assertThat(quality.unchecked()).containsExactly(row, table, unknown);
    }

    @Test
    void aRuleOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> check(Expectation.length("n", 0, 1))).hasMessageContaining("is about text");
        assertThatThrownBy(() -> check(Expectation.increasing("word"))).hasMessageContaining("is about numbers, dates");
        assertThatThrownBy(() -> check(Expectation.meanBetween("word", 0, 1))).hasMessageContaining("is about numbers");
        assertThatThrownBy(() -> check(Expectation.fresh("n", Duration.ZERO))).hasMessageContaining("is about dates");
        assertThatThrownBy(() -> check(new RowRule.Foreign("word", "words", 1, "n")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("compares STRING with INTEGER");
        assertThatThrownBy(() -> check(new RowRule.Foreign("word", "gone", 1, "n")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void valuesThatDoNotAppearElsewhereAreShown() {
        Table others = Table.builder().strings("id", "a", "b").build();
        Quality quality = Held.against(
                TABLE,
                3,
                Held.profile(TABLE),
                new FixedContext().with("others", others),
                new RowRule.Foreign("word", "others", 1, "id"));
        assertThat(quality.broken().get(0).describe())
                .isEqualTo("1 of 4 values of 'word' do not appear in 'id' of version 1 of dataset 'others', first at"
                        + " row 5 (value ccc)");
    }

    @Test
    void everyRuleThatIsNotKeptSaysSo() {
        assertThat(only(Expectation.ofType("word", ColumnType.DATE)).describe())
                .startsWith("4 of 4 values of 'word' are not of type DATE, first at row 1 (value a)");
        assertThat(only(Expectation.increasing("day")).describe())
                .startsWith("2 of 4 values of 'day' are below the one before, first at row 3 (value 2026-11-21)");
        assertThat(only(Expectation.strictlyIncreasing("n")).describe())
                .isEqualTo("1 of 5 values of 'n' are not above the one before, first at row 3 (value 2)");
        assertThat(only(Expectation.length("word", 1, 2)).describe())
                .isEqualTo("1 of 4 values of 'word' have a length outside [1, 2], first at row 5 (value ccc)");
    }

    @Test
    void aSampleOfManyValuesIsNearTheirQuantile() {
        QuantileSample sample = new QuantileSample();
        int n = 4 * QuantileSample.MOST_KEPT;
        for (int i = 0; i < n; i++) {
            sample.add((double) i / n);
        }
        assertThat(sample.count()).isEqualTo(n);
        assertThat(sample.quantile(0.33).orElseThrow()).isBetween(0.324, 0.336);
    }

    @Test
    void ruleListsAreEmptyOfResultsWhenThereAreNone() {
        assertThat(check()).isEqualTo(new Quality(List.of()));
    }
}
