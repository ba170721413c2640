package io.mlops4j.core.evaluation.page;

/** Markdown in the making. All text is escaped, so that no name can end a table, hide itself or become a link. For one thread. */
final class MarkdownText {
    private static final String SPECIAL = "\\`*_[]<>|#~";

    private final StringBuilder text = new StringBuilder();

    void heading(int level, String words) {
        text.append("#".repeat(level)).append(' ').append(escape(words)).append("\n\n");
    }

    /** A paragraph; an empty one is not there. */
    void paragraph(String words) {
        if (!words.isEmpty()) {
            text.append(escape(words)).append("\n\n");
        }
    }

    void item(String words) {
        text.append("- ").append(escape(words)).append('\n');
    }

    /** The headings of a table; one that ends with a colon is of numbers. */
    void head(String... headings) {
        StringBuilder rule = new StringBuilder("|");
        text.append('|');
        for (String heading : headings) {
            boolean number = heading.endsWith(":");
            String words = number ? heading.substring(0, heading.length() - 1) : heading;
            text.append(' ').append(escape(words)).append(" |");
            rule.append(number ? " ---: |" : " --- |");
        }
        text.append('\n').append(rule).append('\n');
    }

    void row(String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(escape(cell)).append(" |");
        }
        text.append('\n');
    }

    /** Ends a table or a list. */
    void end() {
        text.append('\n');
    }

    /** Line breaks and other control characters become spaces, as they would end a row. */
    static String escape(String words) {
        StringBuilder escaped = new StringBuilder(words.length());
        words.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                escaped.append(' ');
            } else {
                if (SPECIAL.indexOf(c) >= 0) {
                    escaped.append('\\');
                }
                escaped.append(c == '&' ? "&amp;" : Character.toString(c));
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
