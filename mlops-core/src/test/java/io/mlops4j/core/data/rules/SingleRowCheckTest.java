package io.mlops4j.core.data.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.RowCheck.Violation;
import io.mlops4j.data.RowRule;
import io.mlops4j.data.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SingleRowCheckTest {
    private static final Schema SCHEMA = Schema.of(
                    ColumnSchema.of("age", ColumnType.INTEGER),
                    ColumnSchema.of("zip", ColumnType.STRING),
                    ColumnSchema.of("rate", ColumnType.REAL),
                    ColumnSchema.of("day", ColumnType.DATE),
                    ColumnSchema.of("at", ColumnType.INSTANT),
                    ColumnSchema.of("member", ColumnType.BOOLEAN),
                    ColumnSchema.of("late", ColumnType.BOOLEAN))
            .label("late");

    private static final Expectation AGE = Expectation.between("age", 18, 120);

    private static RowCheck check(Expectation... rules) {
        return Expectation.rowCheck(SCHEMA, List.of(rules));
    }

    record Person(int age, String zip) {}

    @Test
    void aRowThatKeepsAllBreaksNone() {
        assertThat(check(AGE, Expectation.matches("zip", "\\d{5}")).check(Map.of("age", 31, "zip", "01234")))
                .isEmpty();
    }

    @Test
    void eachRuleThatIsBrokenIsTold() {
        RowCheck check = check(
                AGE,
                Expectation.notNull("rate"),
                Expectation.length("zip", 5, 5).warning());
        List<Violation> violations = check.check(Map.of("age", 131L, "zip", "1"));
        assertThat(violations)
                .extracting(Violation::describe)
                .containsExactly(
                        "values of 'age' lie in [18, 120], and this is 131",
                        "no cell of 'rate' is missing, and this row breaks it",
                        "values of 'zip' have a length in [5, 5], and this is 1");
        assertThat(violations.get(2).expectation().severity()).isEqualTo(Expectation.Severity.WARNING);
    }

    @Test
    void aRecordIsARowToo() {
        assertThat(check(AGE).check(new Person(7, "1"))).hasSize(1);
        assertThat(check(AGE).check(new Person(70, "1"))).isEmpty();
    }

    @Test
    void textIsReadInTheColumnsType() {
        RowCheck check = check(AGE, Expectation.in("day", "2026-11-23"), Expectation.in("member", "true"));
        assertThat(check.check(Map.of("age", " 31 ", "day", "2026-11-23", "member", "TRUE")))
                .isEmpty();
        assertThat(check.check(Map.of("age", 31.0, "day", LocalDate.of(2026, 11, 22), "member", false)))
                .hasSize(2);
        assertThat(check(Expectation.in("at", "2026-11-23T06:00:00Z"))
                        .check(Map.of("at", Instant.parse("2026-11-23T06:00:00Z"))))
                .isEmpty();
    }

    @Test
    void aValueOfAnotherTypeBreaksTheRuleOnTheTypeAlone() {
        RowCheck check = check(AGE, Expectation.ofType("age", ColumnType.INTEGER), Expectation.notNull("age"));
        assertThat(check.check(Map.of("age", "young")))
                .extracting(Violation::expectation)
                .containsExactly(Expectation.ofType("age", ColumnType.INTEGER));
    }

    @Test
    void aValueOfAnotherTypeThatNoRuleTellsIsRefused() {
        assertThatThrownBy(() -> check(AGE).check(Map.of("age", 31.5)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "The row's 'age' is '31.5', which is not a whole number of 64 bits (INTEGER). Correct it, or"
                                + " have the rule ofType tell.");
        assertThatThrownBy(() -> check(AGE).check(Map.of("age", new int[0]))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void nullNanAndBlankAreMissing() {
        Map<String, Object> row = new HashMap<>();
        row.put("age", null);
        row.put("rate", Double.NaN);
        row.put("day", " ");
        assertThat(check(
                                Expectation.notNull("age"),
                                Expectation.notNull("rate"),
                                Expectation.notNull("day"),
                                AGE,
                                Expectation.between("rate", 0, 1))
                        .check(row))
                .hasSize(3);
    }

    @Test
    void aRequestNeedsNoLabel() {
        RowCheck check = check(Expectation.notNull("late"), Expectation.in("late", "false"));
        assertThat(check.check(Map.of())).isEmpty();
        assertThat(check.check(Map.of("late", true))).hasSize(1);
    }

    @Test
    void aPredicateSeesTheRow() {
        RowCheck check = check(Expectation.row("adult members", row -> !row.flag("member") || row.whole("age") > 17));
        assertThat(check.check(Map.of("age", 7, "member", true))).hasSize(1);
        assertThat(check.check(Map.of("age", 70, "member", true))).isEmpty();
    }

    @Test
    void rulesAboutManyRowsAreNotChecked() {
        Expectation foreign = new RowRule.Foreign("zip", "zips", 1, "zip");
        Expectation named = RowRule.Custom.named("code is elsewhere");
        RowCheck check = check(AGE, Expectation.unique("zip"), Expectation.rowCount(1, 2), foreign, named);
        assertThat(check.rules()).containsExactly(AGE);
        assertThat(check.unchecked())
                .containsExactly(Expectation.unique("zip"), Expectation.rowCount(1, 2), foreign, named);
    }

    @Test
    void manyThreadsCheckAtOnce() throws Exception {
        RowCheck check = check(AGE, Expectation.matches("zip", "(\\d\\d)+"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> calls = IntStream.range(0, 400)
                    .<Callable<Integer>>mapToObj(i ->
                            () -> check.check(Map.of("age", i % 2 == 0 ? 7 : 70, "zip", "1".repeat(1 + i % 4)))
                                    .size())
                    .toList();
            int i = 0;
            for (Future<Integer> answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo((i % 2 == 0 ? 1 : 0) + (i % 4 % 2 == 0 ? 1 : 0));
                i++;
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
