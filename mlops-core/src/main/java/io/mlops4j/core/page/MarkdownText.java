package io.mlops4j.core.page;

/** Markdown in the making. All text is escaped, so that no name can end a table, hide itself or become a link. For one thread. */
public final class MarkdownText {
    private static final String SPECIAL = "\\`*_[]<>|#~";

    private final StringBuilder text = new StringBuilder();

    /** An empty text. */
    public MarkdownText() {}

    /** A heading of a level, from 1. */
    public void heading(int level, String words) {
        text.append("#".repeat(level)).append(' ').append(escape(words)).append("\n\n");
    }

    /** A paragraph; an empty one is not there. */
    public void paragraph(String words) {
        if (!words.isEmpty()) {
            text.append(escape(words)).append("\n\n");
        }
    }

    /** A line of a list. */
    public void item(String words) {
        text.append("- ").append(escape(words)).append('\n');
    }

    /** The headings of a table; one that ends with a colon is of numbers. */
    public void head(String... headings) {
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

    /** A row of a table. */
    public void row(String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(escape(cell)).append(" |");
        }
        text.append('\n');
    }

    /** Ends a table or a list. */
    public void end() {
        text.append('\n');
    }

    /** Words in which nothing is markup. Line breaks and other control characters become spaces, as they would end a row. */
    public static String escape(String words) {
        StringBuilder escaped = new StringBuilder(words.length());
        for (int i = 0; i < words.length(); i += Character.charCount(words.codePointAt(i))) {
            int c = words.codePointAt(i);
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                escaped.append(' ');
            } else {
                if (SPECIAL.indexOf(c) >= 0 && !(c == '_' && isWithinWord(words, i))) {
                    escaped.append('\\');
                }
                escaped.append(c == '&' ? "&amp;" : Character.toString(c));
            }
        }
        return escaped.toString();
    }

    /** An underscore between letters or digits is no emphasis, and {@code roc_auc} should be read as it is. */
    private static boolean isWithinWord(String words, int i) {
        return i > 0
                && i + 1 < words.length()
                && Character.isLetterOrDigit(words.charAt(i - 1))
                && Character.isLetterOrDigit(words.charAt(i + 1));
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
