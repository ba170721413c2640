package io.mlops4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.ExpectationResult.Example;
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
}
