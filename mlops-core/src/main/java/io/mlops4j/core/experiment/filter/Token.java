package io.mlops4j.core.experiment.filter;

/**
 * A piece of a filter.
 *
 * @param kind what it is
 * @param text what it says, without quotes
 * @param start where it begins
 * @param end where it ends, exclusively
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        /** A name, a keyword or a key without quotes. */
        WORD,
        NUMBER,
        /** In single or double quotes. */
        STRING,
        /** In backticks. */
        QUOTED_NAME,
        /** A comparison, a parenthesis, a comma or a dot. */
        SYMBOL,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
