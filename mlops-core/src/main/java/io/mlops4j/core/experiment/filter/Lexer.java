package io.mlops4j.core.experiment.filter;

import io.mlops4j.core.experiment.filter.Token.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a filter into pieces. Not thread-safe. */
final class Lexer {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:Infinity\\b|(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?+)");
    private static final Pattern SYMBOL = Pattern.compile("==|!=|<>|<=|>=|[=<>(),.]");

    private final FilterSource source;
    private final String text;
    private int position;

    Lexer(FilterSource source) {
        this.source = source;
        this.text = source.text();
    }

    /** The next piece, where a number may stand. */
    Token next() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        if (position == text.length()) {
            return new Token(Kind.END, "", position, position);
        }
        char c = text.charAt(position);
        if (c == '\'' || c == '"') {
            return quoted(Kind.STRING, c, "value");
        } else if (c == '`') {
            return quoted(Kind.QUOTED_NAME, c, "name");
        }
        Matcher number = at(NUMBER);
        if (mayBeginNumber(c) && number.lookingAt() && !continuesAsWord(number.end())) {
            return token(Kind.NUMBER, number.end());
        }
        if (startsWord(c)) {
            return word();
        }
        Matcher symbol = at(SYMBOL);
        if (symbol.lookingAt()) {
            return token(Kind.SYMBOL, symbol.end());
        }
        throw source.refusal(
                position,
                "'" + Character.toString(text.codePointAt(position))
                        + "' means nothing here; values stand in single quotes.");
    }

    /** The key behind a dot that was just read, which may begin with a digit; it has no blank before it. */
    Token key() {
        if (position < text.length()) {
            char c = text.charAt(position);
            if (c == '`' || c == '"') {
                return quoted(Kind.QUOTED_NAME, c, "name");
            }
            if (inKey(c)) {
                int end = position;
                while (end < text.length() && inKey(text.charAt(end))) {
                    end++;
                }
                return token(Kind.WORD, end);
            }
        }
        throw source.refusal(
                position,
                "expected a key behind the dot; one with blanks or signs stands in backticks, as in tags.`git branch`.");
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length()).useTransparentBounds(true);
    }

    private boolean continuesAsWord(int end) {
        return end < text.length() && (startsWord(text.charAt(end)) || Character.isDigit(text.charAt(end)));
    }

    /** In {@code metrics.5} the dot begins no number. */
    private boolean mayBeginNumber(char c) {
        return c == '.'
                ? position == 0 || !startsWord(text.charAt(position - 1))
                : Character.isDigit(c) || c == '+' || c == '-' || c == 'I';
    }

    private Token word() {
        int end = position;
        while (end < text.length() && (startsWord(text.charAt(end)) || Character.isDigit(text.charAt(end)))) {
            end++;
        }
        return token(Kind.WORD, end);
    }

    private static boolean startsWord(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean inKey(char c) {
        return Character.isLetterOrDigit(c) || "_.-/:".indexOf(c) >= 0;
    }

    private Token token(Kind kind, int end) {
        Token token = new Token(kind, text.substring(position, end), position, end);
        position = end;
        return token;
    }

    /** A quote inside is written twice. */
    private Token quoted(Kind kind, char quote, String what) {
        StringBuilder content = new StringBuilder();
        for (int i = position + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != quote) {
                content.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                content.append(c);
                i++;
            } else {
                Token token = new Token(kind, content.toString(), position, i + 1);
                position = i + 1;
                return token;
            }
        }
        throw source.refusal(position, "the " + what + " that begins here is not closed with another " + quote + ".");
    }
}
