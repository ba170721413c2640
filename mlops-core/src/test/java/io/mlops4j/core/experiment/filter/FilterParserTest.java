package io.mlops4j.core.experiment.filter;

import static io.mlops4j.experiment.RunQuery.actor;
import static io.mlops4j.experiment.RunQuery.ended;
import static io.mlops4j.experiment.RunQuery.id;
import static io.mlops4j.experiment.RunQuery.input;
import static io.mlops4j.experiment.RunQuery.metric;
import static io.mlops4j.experiment.RunQuery.name;
import static io.mlops4j.experiment.RunQuery.param;
import static io.mlops4j.experiment.RunQuery.parent;
import static io.mlops4j.experiment.RunQuery.started;
import static io.mlops4j.experiment.RunQuery.status;
import static io.mlops4j.experiment.RunQuery.tag;
import static io.mlops4j.experiment.RunQuery.took;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.experiment.RunCondition;
import io.mlops4j.experiment.RunStatus;
import java.time.Instant;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class FilterParserTest {
    private static RunCondition read(String filter) {
        return FilterParser.condition(filter);
    }

    private static AbstractThrowableAssert<?, ?> refused(String filter) {
        return assertThatThrownBy(() -> read(filter)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void theExampleOfTheIssueIsRead() {
        assertThat(read("metrics.auc > 0.8 and params.booster = 'gbtree'"))
                .isEqualTo(metric("auc").above(0.8).and(param("booster").is("gbtree")));
    }

    @Test
    void everyComparisonOfNumbersIsRead() {
        assertThat(read("metrics.a = 1")).isEqualTo(metric("a").is(1));
        assertThat(read("metrics.a == 1")).isEqualTo(metric("a").is(1));
        assertThat(read("metrics.a != 1")).isEqualTo(metric("a").isNot(1));
        assertThat(read("metrics.a >= -1e-3")).isEqualTo(metric("a").atLeast(-1e-3));
        assertThat(read("metrics.a<.5")).isEqualTo(metric("a").below(0.5));
        assertThat(read("metrics.a<=5.")).isEqualTo(metric("a").atMost(5));
        assertThat(read("metrics.a < Infinity")).isEqualTo(metric("a").below(Double.POSITIVE_INFINITY));
    }

    @Test
    void everyComparisonOfTextIsRead() {
        assertThat(read("params.p != \"x\"")).isEqualTo(param("p").isNot("x"));
        assertThat(read("params.p LIKE 'x%'")).isEqualTo(param("p").like("x%"));
        assertThat(read("params.p ilike 'X_'")).isEqualTo(param("p").likeIgnoringCase("X_"));
        assertThat(read("params.p in ('x', 'y')")).isEqualTo(param("p").in("x", "y"));
    }

    @Test
    void aTextThatIsNotInAListIsThere() {
        assertThat(read("params.p NOT IN ('x')"))
                .isEqualTo(param("p").exists().and(param("p").in("x").not()));
    }

    @Test
    void absenceAndPresenceAreRead() {
        assertThat(read("params.p IS NULL")).isEqualTo(param("p").absent());
        assertThat(read("metrics.m is not null")).isEqualTo(metric("m").exists());
    }

    @Test
    void attributesAreRead() {
        assertThat(read("attributes.status = 'FAILED'")).isEqualTo(status().is(RunStatus.FAILED));
        assertThat(read("attr.run_name = 'n'")).isEqualTo(name().is("n"));
        assertThat(read("attribute.run_id = 'i'")).isEqualTo(id().is("i"));
        assertThat(read("run.user_id = 'u'")).isEqualTo(actor().is("u"));
        assertThat(read("parent_run_id IS NULL")).isEqualTo(parent().absent());
        assertThat(read("run.`run name` = 'n'")).isEqualTo(name().is("n"));
        assertThat(read("duration > 1000")).isEqualTo(took().above(1000));
    }

    @Test
    void timesAreMillisecondsOrInstants() {
        assertThat(read("attributes.start_time >= 1664067852747"))
                .isEqualTo(started().notBefore(Instant.ofEpochMilli(1664067852747L)));
        assertThat(read("end_time < '2026-11-23T15:00:00Z'"))
                .isEqualTo(ended().before(Instant.parse("2026-11-23T15:00:00Z")));
    }

    @Test
    void datasetsAreRead() {
        assertThat(read("datasets.name = 'loans'")).isEqualTo(input("loans"));
        assertThat(read("dataset.version = 'loans/3'"))
                .isEqualTo(new RunCondition.Input(RunCondition.Input.Part.VERSION, "loans/3"));
    }

    @Test
    void theNumberOfAParameterIsComparedExplicitly() {
        assertThat(read("number(params.depth) > 3"))
                .isEqualTo(param("depth").number().above(3));
        assertThat(read("number ( tags.size ) IS NOT NULL"))
                .isEqualTo(tag("size").number().exists());
    }

    @Test
    void keysWithSignsStandInQuotes() {
        assertThat(read("tags.`git branch` = 'x'")).isEqualTo(tag("git branch").is("x"));
        assertThat(read("tags.\"git branch\" = 'x'"))
                .isEqualTo(tag("git branch").is("x"));
        assertThat(read("metrics.`a``b` = 1")).isEqualTo(metric("a`b").is(1));
    }

    @Test
    void keysOfLettersDigitsAndPathsStandBare() {
        assertThat(read("metrics.val/loss-1 < 2"))
                .isEqualTo(metric("val/loss-1").below(2));
        assertThat(read("tags.mlflow.source.name = 'x'"))
                .isEqualTo(tag("mlflow.source.name").is("x"));
        assertThat(read("metrics.5 = 1")).isEqualTo(metric("5").is(1));
        assertThat(read("params.and = 'x'")).isEqualTo(param("and").is("x"));
    }

    @Test
    void aQuoteInAValueIsWrittenTwice() {
        assertThat(read("params.p = 'it''s'")).isEqualTo(param("p").is("it's"));
    }

    @Test
    void notBindsClosestThenAndThenOr() {
        RunCondition a = metric("a").is(1);
        RunCondition b = metric("b").is(1);
        RunCondition c = metric("c").is(1);
        assertThat(read("metrics.a = 1 or not metrics.b = 1 and metrics.c = 1"))
                .isEqualTo(a.or(b.not().and(c)));
        assertThat(read("not (metrics.a = 1 or metrics.b = 1) and metrics.c = 1"))
                .isEqualTo(a.or(b).not().and(c));
        assertThat(read("metrics.a = 1 AND metrics.b = 1 AND metrics.c = 1")).isEqualTo(RunCondition.allOf(a, b, c));
    }

    @Test
    void anErrorShowsWhereItIs() {
        refused("metrics.auc >> 0.8")
                .hasMessage("The filter cannot be read at character 14: expected a number, but there is '>'.\n"
                        + "  metrics.auc >> 0.8\n"
                        + "               ^");
    }

    @Test
    void ofALongFilterTheSurroundingsAreShown() {
        String before = "metrics.a = 1 and ".repeat(10);
        refused(before + "nonsense" + " and metrics.a = 1".repeat(10)).satisfies(e -> {
            String[] lines = String.valueOf(e.getMessage()).split("\n", -1);
            assertThat(lines[0]).contains("at character 181");
            assertThat(lines[1].substring(lines[2].indexOf('^'))).startsWith("nonsense");
        });
    }

    @Test
    void aNearNameIsSuggested() {
        refused("metric s.auc > 1").hasMessageContaining("expected a dot and a key");
        refused("metrcs.auc > 1").hasMessageContaining("Did you mean 'metrics'");
        refused("attributes.state = 'x'").hasMessageContaining("Did you mean 'status'");
        refused("status = 'FINISHD'").hasMessageContaining("at character 10").hasMessageContaining("'FINISHED'");
    }

    @Test
    void numbersAndTextAreNotMixedUp() {
        refused("metrics.auc > '0.8'").hasMessageContaining("without quotes");
        refused("params.depth = 3")
                .hasMessageContaining("write '3' in quotes")
                .hasMessageContaining("number(params.depth)");
        refused("params.depth > '3'").hasMessageContaining("number(params.depth) > 3");
        refused("metrics.auc LIKE 'x'").hasMessageContaining("expected =, !=");
        refused("number(metrics.auc) > 1").hasMessageContaining("takes a parameter or a tag");
        refused("start_time > 'yesterday'").hasMessageContaining("no time");
    }

    @Test
    void whatIsNotFinishedIsRefused() {
        refused("").hasMessageContaining("expected a field").hasMessageContaining("the text ends");
        refused("metrics.a").hasMessageContaining("the text ends");
        refused("metrics.a = 1 and").hasMessageContaining("expected a field");
        refused("(metrics.a = 1").hasMessageContaining("')'");
        refused("params.a = 'x").hasMessageContaining("at character 12").hasMessageContaining("not closed");
        refused("params.a IN ()").hasMessageContaining("expected text");
        refused("metrics. = 1").hasMessageContaining("expected a key");
        refused("metrics.a = 1 metrics.b = 2").hasMessageContaining("expected AND, OR or the end");
        refused("metrics.`` = 1").hasMessageContaining("is empty");
    }

    @Test
    void deepNestingIsRefusedInsteadOfFillingTheStack() {
        refused("(".repeat(100_000)).hasMessageContaining("more than 64");
        refused("not ".repeat(100_000)).hasMessageContaining("more than 64");
    }

    @Test
    void ordersAreRead() {
        assertThat(FilterParser.order("metrics.auc DESC"))
                .isEqualTo(metric("auc").descending());
        assertThat(FilterParser.order("params.`a b` asc"))
                .isEqualTo(param("a b").ascending());
        assertThat(FilterParser.order("start_time")).isEqualTo(started().ascending());
        assertThat(FilterParser.order("number(params.depth) DESC"))
                .isEqualTo(param("depth").number().descending());
    }

    @Test
    void anOrderThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> FilterParser.order("metrics.auc down"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("The order cannot be read at character 13");
        assertThatThrownBy(() -> FilterParser.order("datasets.name"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("many datasets");
    }
}
