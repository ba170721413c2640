package io.mlops4j.core.experiment.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.InvalidInput;
import io.mlops4j.experiment.RunCondition;
import io.mlops4j.experiment.RunCondition.Comparison;
import io.mlops4j.experiment.RunCondition.Input;
import io.mlops4j.experiment.RunCondition.Match;
import io.mlops4j.experiment.RunField;
import io.mlops4j.experiment.RunOrder;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FilterProperties {
    private static final String[] PIECES = {
        "metrics.",
        "params.",
        "tags.",
        "attributes.",
        "datasets.",
        "auc",
        "status",
        "start_time",
        "number",
        "(",
        ")",
        " ",
        "'",
        "\"",
        "`",
        "=",
        "!=",
        ">",
        "<=",
        " LIKE ",
        " IN ",
        " IS NOT NULL",
        " and ",
        " OR ",
        "not ",
        "0.5",
        "-1e9",
        "'x'",
        ",",
        ".",
        "\n",
        "%",
        "Infinity",
        "'2026-01-01T00:00:00Z'",
        "\uD83D\uDE00",
        "\uD83D",
        "9".repeat(400),
        "1e999999999"
    };

    @Property
    void whatIsWrittenIsReadAsTheSame(@ForAll("conditions") RunCondition condition) {
        assertThat(FilterParser.condition(condition.toString())).isEqualTo(condition);
    }

    @Property
    void anOrderThatIsWrittenIsReadAsTheSame(@ForAll("fields") RunField field) {
        for (RunOrder order : new RunOrder[] {field.ascending(), field.descending()}) {
            assertThat(FilterParser.order(order.toString())).isEqualTo(order);
        }
    }

    @Property(tries = 5_000)
    void anyTextIsReadOrRefused(@ForAll("filters") String text) {
        RunCondition condition;
        try {
            condition = FilterParser.condition(text);
        } catch (InvalidInput expected) {
            assertThat(expected.getMessage())
                    .contains("The filter cannot be read at character")
                    .endsWith("^");
            return;
        }
        assertThat(FilterParser.condition(condition.toString())).isEqualTo(condition);
    }

    @Provide
    Arbitrary<String> filters() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.of(PIECES).list().ofMaxSize(12).map(pieces -> String.join("", pieces)));
    }

    @Provide
    Arbitrary<RunField> fields() {
        Arbitrary<RunField> some = Arbitraries.of(
                new RunField.Status(),
                new RunField.Id(),
                new RunField.Name(),
                new RunField.Actor(),
                new RunField.Parent(),
                new RunField.Started(),
                new RunField.Ended(),
                new RunField.Took());
        return Arbitraries.oneOf(some, numbers().map(field -> field), texts().map(field -> field));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("auc", "git branch", "a.b", "1", "a`b", "not", "IN"),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(6));
    }

    private static Arbitrary<RunField.OfNumber> numbers() {
        return Arbitraries.oneOf(
                names().map(RunField.Metric::new),
                names().map(name -> new RunField.Param(name).number()),
                names().map(name -> new RunField.Tag(name).number()),
                Arbitraries.just(new RunField.Took()));
    }

    private static Arbitrary<RunField.OfText> texts() {
        return Arbitraries.oneOf(
                names().map(RunField.Param::new),
                names().map(RunField.Tag::new),
                Arbitraries.of(new RunField.Id(), new RunField.Name(), new RunField.Actor(), new RunField.Parent()));
    }

    @Provide
    Arbitrary<RunCondition> conditions() {
        return composed(3);
    }

    private Arbitrary<RunCondition> composed(int depth) {
        if (depth == 0) {
            return simple();
        }
        Arbitrary<RunCondition> inner = composed(depth - 1);
        return Arbitraries.oneOf(
                simple(),
                inner.map(RunCondition::not),
                inner.list().ofMinSize(2).ofMaxSize(3).map(RunCondition.All::new),
                inner.list().ofMinSize(2).ofMaxSize(3).map(RunCondition.Any::new));
    }

    private Arbitrary<RunCondition> simple() {
        Arbitrary<String> values = Arbitraries.strings().ofMaxLength(8);
        return Arbitraries.oneOf(
                Combinators.combine(numbers(), Arbitraries.of(Comparison.class), reals())
                        .as(RunCondition.OnNumber::new),
                Combinators.combine(texts(), Arbitraries.of(Match.class), values)
                        .as(RunCondition.OnText::new),
                Combinators.combine(texts(), values.list().ofMinSize(1).ofMaxSize(3))
                        .as(RunCondition.In::new),
                Combinators.combine(
                                Arbitraries.<RunField.OfTime>of(new RunField.Started(), new RunField.Ended()),
                                Arbitraries.of(Comparison.class),
                                Arbitraries.longs())
                        .as((field, comparison, nanos) -> new RunCondition.OnTime(
                                field, comparison, Instant.ofEpochSecond(nanos / 1_000_000_000, nanos))),
                fields().map(RunField::exists),
                values.map(value -> new Input(Input.Part.NAME, value)),
                values.map(value -> new Input(Input.Part.VERSION, "n" + value + "/3")));
    }

    private static Arbitrary<Double> reals() {
        return Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, Double.MIN_VALUE, 1e300));
    }
}
