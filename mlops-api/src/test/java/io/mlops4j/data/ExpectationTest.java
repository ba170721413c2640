package io.mlops4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.ExpectationResult.Example;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    @Test
    void aRuleSaysWhatItDemands() {
        assertThat(List.of(
                        Expectation.notNull("id"),
                        Expectation.unique("id"),
                        Expectation.unique("id", "day"),
                        Expectation.between("age", 18, 120.5),
                        Expectation.between("age", 0, Double.POSITIVE_INFINITY),
                        Expectation.in("grade", "A", "B"),
                        Expectation.missingAtMost("income", 0.05),
                        Expectation.matches("zip", "\\d{5}"),
                        Expectation.rowCount(1, 9)))
                .extracting(Expectation::describe)
                .containsExactly(
                        "no cell of 'id' is missing",
                        "values of 'id' are unique",
                        "combinations of 'id', 'day' are unique",
                        "values of 'age' lie in [18, 120.5]",
                        "values of 'age' lie in [0, Infinity)",
                        "values of 'grade' are among {A, B}",
                        "at most 5 % of 'income' is missing",
                        "values of 'zip' match '\\d{5}'",
                        "the number of rows lies in [1, 9]");
    }

    @Test
    void aRuleThatNothingCanKeepIsRefused() {
        assertThatThrownBy(() -> Expectation.between("age", 120, 18)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.between("age", Double.NaN, 18)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.in("grade")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.missingAtMost("age", 5)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.missingAtMost("age", Double.NaN)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.matches("zip", "(")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.rowCount(2, 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.unique("a", "a")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.notNull("")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aBrokenRuleSaysWhereAndHowOften() {
        ExpectationResult result = new ExpectationResult(
                Expectation.between("age", 18, 120),
                569,
                3,
                List.of(new Example(17, "131"), new Example(40, "7"), new Example(99, "-1")));
        assertThat(result.passed()).isFalse();
        assertThat(result.describe())
                .isEqualTo(
                        "3 of 569 values of 'age' lie outside [18, 120], first at row 17 (value 131), then at row 40 (value 7),"
                                + " row 99 (value -1)");
    }

    @Test
    void aKeptRuleSaysWhatItDemands() {
        ExpectationResult result = new ExpectationResult(Expectation.notNull("id"), 5, 0, List.of());
        assertThat(result.passed()).isTrue();
        assertThat(result.describe()).isEqualTo("no cell of 'id' is missing");
        assertThat(new Quality(List.of(result)).passed()).isTrue();
    }

    @Test
    void someCellsMayBeMissingWhereAShareIsAllowed() {
        Expectation rule = Expectation.missingAtMost("income", 0.25);
        assertThat(new ExpectationResult(rule, 4, 1, List.of()).passed()).isTrue();
        ExpectationResult broken = new ExpectationResult(rule, 3, 1, List.of(new Example(2, "")));
        assertThat(broken.passed()).isFalse();
        assertThat(broken.describe())
                .isEqualTo(
                        "1 of 3 cells of 'income' (33.33 %) are missing, more than the 25 % allowed, first at row 2");
        assertThat(new Quality(List.of(broken)).broken()).containsExactly(broken);
    }

    @Test
    void longValuesAndListsAreCutInMessages() {
        String[] allowed = IntStream.range(0, 12).mapToObj(i -> "v" + i).toArray(String[]::new);
        ExpectationResult result = new ExpectationResult(
                Expectation.in("c", allowed), 1, 1, List.of(new Example(1, "x\ny" + "z".repeat(200))));
        assertThat(result.describe())
                .startsWith("1 of 1 values of 'c' are not among {v0, v1,")
                .contains("v9, … 2 more}, first at row 1 (value x\\ny")
                .endsWith("z…)")
                .hasSizeLessThan(220);
    }

    @Test
    void countsThatContradictEachOtherAreRefused() {
        Expectation rule = Expectation.notNull("id");
        assertThatThrownBy(() -> new ExpectationResult(rule, 1, 2, List.of())).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new ExpectationResult(rule, 1, 0, List.of(new Example(1, ""))))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Example(0, "")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void everyNewRuleSaysWhatItDemands() {
        assertThat(List.of(
                        Expectation.length("name", 1, 80),
                        Expectation.ofType("code", ColumnType.INTEGER),
                        Expectation.increasing("day"),
                        Expectation.strictlyIncreasing("day"),
                        Expectation.row("end after begin", row -> true),
                        Expectation.meanBetween("age", 30, 50),
                        Expectation.quantileBetween("age", 0.5, 30, 50),
                        Expectation.correlationBetween("a", "b", -0.5, 0.5),
                        Expectation.fresh("day", Duration.ofDays(2)),
                        Expectation.table("balanced", profile -> true),
                        Expectation.between("age", 18, 120).mostly(0.99),
                        Expectation.notNull("id").mostly(0.5)))
                .extracting(Expectation::describe)
                .containsExactly(
                        "values of 'name' have a length in [1, 80]",
                        "values of 'code' are of type INTEGER",
                        "values of 'day' are not below the one before",
                        "values of 'day' are above the one before",
                        "rows satisfy 'end after begin'",
                        "the mean of 'age' lies in [30, 50]",
                        "the 0.5 quantile of 'age' lies in [30, 50]",
                        "the correlation of 'a' and 'b' lies in [-0.5, 0.5]",
                        "the latest value of 'day' is at most 2 d old",
                        "the table satisfies 'balanced'",
                        "at least 99 % of values of 'age' lie in [18, 120]",
                        "at least 50 % of cells of 'id' are present");
    }

    @Test
    void severityAndShareGoTogetherInAnyOrder() {
        Expectation rule = Expectation.notNull("id");
        assertThat(rule.warning().mostly(0.9)).isEqualTo(rule.mostly(0.9).warning());
        assertThat(rule.warning().mostly(0.9).rule()).isEqualTo(rule);
        assertThat(rule.mostly(0.9).mostly(1)).isEqualTo(rule);
        assertThat(rule.severity()).isEqualTo(Expectation.Severity.ERROR);
        assertThat(rule.mostly()).isEqualTo(1);
        assertThat(rule.warning().severity()).isEqualTo(Expectation.Severity.WARNING);
    }

    @Test
    void aShareIsForRulesOnRowsAlone() {
        assertThatThrownBy(() -> Expectation.rowCount(1, 2).mostly(0.9))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("about the table as a whole");
        assertThatThrownBy(() -> Expectation.notNull("id").mostly(0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.notNull("id").mostly(Double.NaN)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aShareIsTakenAsTheDecimalThatItIsWrittenAs() {
        Expectation rule = Expectation.notNull("id").mostly(0.07);
        assertThat(new ExpectationResult(rule, 100, 93, List.of()).passed()).isTrue();
        assertThat(new ExpectationResult(rule, 100, 94, List.of()).passed()).isFalse();
        assertThat(new ExpectationResult(Expectation.missingAtMost("id", 0.57), 100, 57, List.of()).passed())
                .isTrue();
    }

    @Test
    void customRulesAreTheSameWhenTheirNamesAre() {
        assertThat(Expectation.row("a", row -> true)).isEqualTo(RowRule.Custom.named("a"));
        assertThat(Expectation.row("a", row -> true)).isNotEqualTo(Expectation.row("b", row -> true));
        assertThat(Expectation.table("a", profile -> true)).isNotEqualTo(Expectation.row("a", row -> true));
        assertThatThrownBy(() -> Expectation.row(" ", row -> true)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void rulesThatNothingCanKeepAreRefused() {
        assertThatThrownBy(() -> Expectation.length("a", 2, 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.quantileBetween("a", 50, 0, 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.meanBetween("a", 2, 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.correlationBetween("a", "a", 0, 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.correlationBetween("a", "b", 2, 3)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Expectation.fresh("a", Duration.ofDays(-1))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new RowRule.Foreign("a", "other", 0, "b")).isInstanceOf(InvalidInput.class);
    }

    private static ColumnProfile.Builder column(String name, ColumnType type, long count, long missing) {
        return ColumnProfile.builder(name, type).counts(count, missing);
    }

    private static List<Expectation> suggested(ColumnProfile.Builder column) {
        ColumnProfile profile = column.build();
        return Expectation.suggest(new Profile(profile.count() + profile.missing(), List.of(profile)));
    }

    @Test
    void aFullColumnOfSharesIsSuggestedToStayOne() {
        assertThat(suggested(column("rate", ColumnType.REAL, 200, 0).range(0, 0.7)))
                .containsExactly(
                        Expectation.notNull("rate"),
                        Expectation.ofType("rate", ColumnType.REAL),
                        Expectation.between("rate", 0, 1));
        assertThat(suggested(column("rate", ColumnType.REAL, 99, 0).range(0, 0.7)))
                .containsExactly(Expectation.ofType("rate", ColumnType.REAL));
    }

    @Test
    void aSignIsSuggestedToStayAndBothSignsAreLeftAlone() {
        assertThat(suggested(column("n", ColumnType.INTEGER, 200, 0).range(0, 7)))
                .contains(Expectation.between("n", 0, Double.POSITIVE_INFINITY));
        assertThat(suggested(column("n", ColumnType.INTEGER, 200, 0).range(-7, -1)))
                .contains(Expectation.between("n", Double.NEGATIVE_INFINITY, 0));
        assertThat(suggested(column("n", ColumnType.INTEGER, 200, 0).range(-7, 7)))
                .noneMatch(RowRule.Between.class::isInstance);
    }

    /** Reference: scipy.stats.binomtest(50, 1000).proportion_ci(0.999, "wilson").high = 0.0778861 (SciPy 1.17.1), rounded up. */
    @Test
    void missingCellsAreAllowedWithAMargin() {
        assertThat(suggested(column("n", ColumnType.STRING, 950, 50).distinct(900)))
                .containsExactly(Expectation.missingAtMost("n", 0.08));
        assertThat(suggested(column("n", ColumnType.STRING, 60, 40).distinct(50)))
                .isEmpty();
    }

    @Test
    void onlyWhatIsNamedLikeAKeyIsSuggestedToStayUnique() {
        for (String key : List.of("id", "ID", "customer_id", "orderId", "primary key", "uuid")) {
            assertThat(suggested(column(key, ColumnType.STRING, 200, 0).distinct(200)))
                    .contains(Expectation.unique(key));
        }
        for (String other : List.of("paid", "width", "monkey", "amount")) {
            assertThat(suggested(column(other, ColumnType.STRING, 200, 0).distinct(200)))
                    .doesNotContain(Expectation.unique(other));
        }
        assertThat(suggested(column("id", ColumnType.STRING, 200, 0).distinctEstimate(200)))
                .doesNotContain(Expectation.unique("id"));
    }

    @Test
    void aFewWordsThatCoverEverythingAreSuggestedToStay() {
        List<ColumnProfile.ValueCount> words =
                List.of(new ColumnProfile.ValueCount("b", 150), new ColumnProfile.ValueCount("a", 50));
        assertThat(suggested(
                        column("grade", ColumnType.CATEGORY, 200, 0).distinct(2).topValues(words)))
                .contains(Expectation.in("grade", "a", "b").mostly(0.99));
        assertThat(suggested(
                        column("grade", ColumnType.CATEGORY, 201, 0).distinct(3).topValues(words)))
                .noneMatch(rule -> rule.rule() instanceof RowRule.In);
    }
}
