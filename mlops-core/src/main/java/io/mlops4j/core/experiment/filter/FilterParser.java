package io.mlops4j.core.experiment.filter;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.experiment.filter.FieldNames.Prefix;
import io.mlops4j.core.experiment.filter.Token.Kind;
import io.mlops4j.experiment.RunCondition;
import io.mlops4j.experiment.RunCondition.Comparison;
import io.mlops4j.experiment.RunCondition.Input;
import io.mlops4j.experiment.RunCondition.Match;
import io.mlops4j.experiment.RunField;
import io.mlops4j.experiment.RunOrder;
import io.mlops4j.internal.NearNames;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filters and orders of run searches:
 *
 * <pre>
 * any        = all { OR all }
 * all        = opposite { AND opposite }
 * opposite   = NOT opposite | ( any ) | comparison
 * comparison = field ( sign value | [NOT] LIKE text | [NOT] ILIKE text | [NOT] IN ( text, … ) | IS [NOT] NULL )
 * field      = prefix . key | number ( prefix . key ) | attribute
 * </pre>
 *
 * <p>Recursive descent with one token of look-ahead. {@code NOT LIKE}, {@code NOT ILIKE} and {@code NOT IN} need the field to be there, as in
 * SQL. Not thread-safe: one parser a text.
 */
public final class FilterParser {
    private static final int MAX_DEPTH = 64;
    private static final String TEXT_SIGNS = "=, !=, LIKE, ILIKE, IN or IS [NOT] NULL";
    private static final String NUMBER_SIGNS = "=, !=, >, >=, <, <= or IS [NOT] NULL";

    private final FilterSource source;
    private final Lexer lexer;
    private Token token;
    private int depth;

    private FilterParser(String what, String text) {
        this.source = new FilterSource(what, text);
        this.lexer = new Lexer(source);
        this.token = lexer.next();
    }

    /**
     * Reads a filter.
     *
     * @throws InvalidInput where it cannot be read
     */
    public static RunCondition condition(String text) {
        FilterParser parser = new FilterParser("filter", text);
        RunCondition condition = parser.any();
        if (parser.token.kind() != Kind.END) {
            throw parser.expected("AND, OR or the end");
        }
        return condition;
    }

    /**
     * Reads an order.
     *
     * @throws InvalidInput where it cannot be read
     */
    public static RunOrder order(String text) {
        FilterParser parser = new FilterParser("order", text);
        Token start = parser.token;
        RunOrder order = parser.direction(parser.operand(start).field(parser, start));
        if (parser.token.kind() != Kind.END) {
            throw parser.expected("ASC, DESC or the end");
        }
        return order;
    }

    private RunOrder direction(RunField field) {
        if (skipWord("DESC")) {
            return field.descending();
        }
        skipWord("ASC");
        return field.ascending();
    }

    private RunCondition any() {
        return joined("OR", FilterParser::all, RunCondition.Any::new);
    }

    private RunCondition all() {
        return joined("AND", FilterParser::opposite, RunCondition.All::new);
    }

    private RunCondition joined(
            String word, Function<FilterParser, RunCondition> part, Function<List<RunCondition>, RunCondition> join) {
        RunCondition first = part.apply(this);
        if (!token.isWord(word)) {
            return first;
        }
        List<RunCondition> parts = new ArrayList<>();
        parts.add(first);
        while (skipWord(word)) {
            parts.add(part.apply(this));
        }
        return join.apply(parts);
    }

    private RunCondition opposite() {
        if (!token.isWord("NOT") && !token.isSymbol("(")) {
            return comparison();
        }
        if (++depth > MAX_DEPTH) {
            throw source.refusal(
                    token.start(), "there are more than " + MAX_DEPTH + " parentheses and NOTs around this.");
        }
        RunCondition condition;
        if (skipWord("NOT")) {
            condition = opposite().not();
        } else {
            advance();
            condition = any();
            expectSymbol(")", "AND, OR or ')'");
        }
        depth--;
        return condition;
    }

    private RunCondition comparison() {
        Token start = token;
        return operand(start).compare(this, start);
    }

    /** What stands on the left of a comparison. */
    private sealed interface Operand {
        RunCondition compare(FilterParser parser, Token start);

        /** The field, for an order. */
        RunField field(FilterParser parser, Token start);
    }

    private record FieldOperand(RunField field) implements Operand {
        @Override
        public RunCondition compare(FilterParser parser, Token start) {
            return parser.compare(field);
        }

        @Override
        public RunField field(FilterParser parser, Token start) {
            return field;
        }
    }

    private record DatasetOperand(Input.Part part) implements Operand {
        @Override
        public RunCondition compare(FilterParser parser, Token start) {
            return parser.compare(part);
        }

        @Override
        public RunField field(FilterParser parser, Token start) {
            throw parser.source.refusal(
                    start.start(), "a run may have read many datasets, so there is no order by one.");
        }
    }

    private Operand operand(Token start) {
        if (start.kind() != Kind.WORD) {
            throw expected("a field, such as metrics.auc, params.depth or attributes.status");
        }
        String name = start.text().toLowerCase(Locale.ROOT);
        Prefix prefix = FieldNames.PREFIXES.get(name);
        if (prefix != null) {
            return prefixed(prefix);
        }
        if (name.equals("number")) {
            return new FieldOperand(numberIn());
        }
        RunField attribute = FieldNames.ATTRIBUTES.get(name);
        if (attribute == null) {
            List<String> names = new ArrayList<>(
                    FieldNames.PREFIXES.keySet().stream().limit(5).toList());
            names.addAll(FieldNames.ATTRIBUTES.keySet());
            throw source.refusal(
                    start.start(),
                    "'" + start.text()
                            + "' is no field; a field is written like metrics.auc, params.depth, tags.team or"
                            + " attributes.status." + nearOnly(start.text(), names));
        }
        advance();
        return new FieldOperand(attribute);
    }

    private Operand prefixed(Prefix prefix) {
        advance();
        if (!token.isSymbol(".")) {
            throw expected("a dot and a key, as in metrics.auc");
        }
        Token key = lexer.key();
        advance();
        return switch (prefix) {
            case METRIC -> new FieldOperand(checked(key, RunField.Metric::new));
            case PARAM -> new FieldOperand(checked(key, RunField.Param::new));
            case TAG -> new FieldOperand(checked(key, RunField.Tag::new));
            case ATTRIBUTE -> new FieldOperand(known(key, FieldNames.ATTRIBUTES, "attribute"));
            case DATASET -> new DatasetOperand(known(key, FieldNames.DATASET_PARTS, "part of a dataset"));
        };
    }

    private <T> T checked(Token key, Function<String, T> make) {
        try {
            return make.apply(key.text());
        } catch (InvalidInput e) {
            throw refusal(key, e);
        }
    }

    private <T> T known(Token key, Map<String, T> names, String kind) {
        T found = names.get(key.text().toLowerCase(Locale.ROOT));
        if (found == null) {
            throw source.refusal(
                    key.start(),
                    "'" + key.text() + "' is no " + kind + "." + NearNames.sentence(key.text(), names.keySet()));
        }
        return found;
    }

    private RunField numberIn() {
        advance();
        expectSymbol("(", "'(' and a parameter or tag, as in number(params.depth)");
        Token start = token;
        if (operand(start).field(this, start) instanceof RunField.OfText text) {
            RunField.NumberIn number;
            try {
                number = new RunField.NumberIn(text);
            } catch (InvalidInput e) {
                throw refusal(start, e);
            }
            expectSymbol(")", "')'");
            return number;
        }
        throw source.refusal(start.start(), "number(…) takes a parameter or a tag, which are text; this is no text.");
    }

    private RunCondition compare(RunField field) {
        if (skipWord("IS")) {
            boolean absent = !skipWord("NOT");
            if (!skipWord("NULL")) {
                throw expected("NULL");
            }
            return absent ? field.absent() : field.exists();
        }
        if (field instanceof RunField.OfText text) {
            return compareText(text);
        }
        Token sign = token;
        Comparison comparison = comparison(sign);
        if (comparison == null) {
            throw expected(NUMBER_SIGNS);
        }
        advance();
        Token value = token;
        RunCondition condition = field instanceof RunField.OfTime time
                ? new RunCondition.OnTime(time, comparison, instant(value))
                : new RunCondition.OnNumber((RunField.OfNumber) field, comparison, number(value));
        advance();
        return condition;
    }

    private static @Nullable Comparison comparison(Token sign) {
        if (sign.kind() != Kind.SYMBOL) {
            return null;
        }
        return switch (sign.text()) {
            case "=", "==" -> Comparison.EQUAL;
            case "!=", "<>" -> Comparison.UNEQUAL;
            case ">" -> Comparison.ABOVE;
            case ">=" -> Comparison.AT_LEAST;
            case "<" -> Comparison.BELOW;
            case "<=" -> Comparison.AT_MOST;
            default -> null;
        };
    }

    private double number(Token value) {
        if (value.kind() == Kind.STRING) {
            throw source.refusal(value.start(), "expected a number, but there is text; write it without quotes.");
        }
        if (value.kind() != Kind.NUMBER) {
            throw expected("a number");
        }
        return Double.parseDouble(value.text());
    }

    private Instant instant(Token value) {
        try {
            if (value.kind() == Kind.STRING) {
                return Instant.parse(value.text());
            } else if (value.kind() == Kind.NUMBER) {
                return Instant.ofEpochMilli(Long.parseLong(value.text()));
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw source.refusal(value.start(), "'" + value.text() + "' is no time; write " + TIME + ".");
        }
        throw expected(TIME);
    }

    private static final String TIME =
            "milliseconds since 1970, or an instant in quotes, such as '2026-11-23T15:00:00Z'";

    private RunCondition compareText(RunField.OfText field) {
        if (token.isWord("NOT")) {
            advance();
            if (!token.isWord("LIKE") && !token.isWord("ILIKE") && !token.isWord("IN")) {
                throw expected("LIKE, ILIKE or IN");
            }
            return field.exists().and(compareText(field).not());
        }
        if (skipWord("IN")) {
            return in(field);
        }
        Match match = match();
        advance();
        Token value = token;
        String text = text(value);
        advance();
        try {
            return new RunCondition.OnText(field, match, text);
        } catch (InvalidInput e) {
            throw refusal(value, e);
        }
    }

    private Match match() {
        if (token.isWord("LIKE")) {
            return Match.LIKE;
        } else if (token.isWord("ILIKE")) {
            return Match.ILIKE;
        }
        Comparison comparison = comparison(token);
        if (comparison == Comparison.EQUAL) {
            return Match.IS;
        } else if (comparison == Comparison.UNEQUAL) {
            return Match.IS_NOT;
        } else if (comparison != null) {
            throw source.refusal(
                    token.start(),
                    "parameters, tags and names are text, which is compared by " + TEXT_SIGNS
                            + "; the number that a parameter or tag is, is compared like number(params.depth) > 3.");
        }
        throw expected(TEXT_SIGNS);
    }

    private String text(Token value) {
        if (value.kind() == Kind.NUMBER) {
            throw source.refusal(
                    value.start(),
                    "expected text, but there is a number: write '" + value.text()
                            + "' in quotes, or compare the number that a parameter or tag is, like number(params.depth) = 3.");
        }
        if (value.kind() != Kind.STRING) {
            throw expected("text in single quotes");
        }
        return value.text();
    }

    private RunCondition in(RunField.OfText field) {
        List<String> values = new ArrayList<>();
        Token start = token;
        expectSymbol("(", "'(' and a list of values");
        do {
            values.add(text(token));
            advance();
        } while (skipSymbol(","));
        expectSymbol(")", "',' or ')'");
        try {
            return field.in(values);
        } catch (InvalidInput e) {
            throw refusal(start, e);
        }
    }

    private RunCondition compare(Input.Part part) {
        if (comparison(token) != Comparison.EQUAL) {
            throw expected("=, by which alone datasets are asked for; NOT before the field asks for the opposite");
        }
        advance();
        Token value = token;
        String text = text(value);
        advance();
        try {
            return new RunCondition.Input(part, text);
        } catch (InvalidInput e) {
            throw refusal(value, e);
        }
    }

    private void advance() {
        token = lexer.next();
    }

    private boolean skipWord(String word) {
        boolean found = token.isWord(word);
        if (found) {
            advance();
        }
        return found;
    }

    private boolean skipSymbol(String symbol) {
        boolean found = token.isSymbol(symbol);
        if (found) {
            advance();
        }
        return found;
    }

    private void expectSymbol(String symbol, String what) {
        if (!skipSymbol(symbol)) {
            throw expected(what);
        }
    }

    private InvalidInput expected(String what) {
        String there = token.kind() == Kind.END ? "the text ends" : "there is '" + token.text() + "'";
        return source.refusal(token.start(), "expected " + what + ", but " + there + ".");
    }

    private InvalidInput refusal(Token at, InvalidInput cause) {
        String message = String.valueOf(cause.getMessage());
        return source.refusal(at.start(), Character.toLowerCase(message.charAt(0)) + message.substring(1));
    }

    /** The near names alone: a list of all would say the same as the examples. */
    private static String nearOnly(String wanted, List<String> names) {
        String sentence = NearNames.sentence(wanted, names);
        return sentence.startsWith(" Did you mean") ? sentence : "";
    }
}
