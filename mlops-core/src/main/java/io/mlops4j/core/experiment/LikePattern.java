package io.mlops4j.core.experiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A pattern of SQL's LIKE: {@code %} stands for any text, {@code _} for one character, and a backslash before one of them or before another
 * backslash for that sign itself. Stateless after it was made.
 *
 * <p>Signs are kept as code points, wildcards as negative numbers. Matching goes back to the last {@code %} only, which suffices because an
 * earlier one could only take more; so it takes at most the product of both lengths.
 */
final class LikePattern {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private final int[] signs;
    private final boolean foldsCase;

    private LikePattern(int[] signs, boolean foldsCase) {
        this.signs = signs;
        this.foldsCase = foldsCase;
    }

    static LikePattern caseSensitive(String pattern) {
        return new LikePattern(compile(pattern), false);
    }

    static LikePattern ignoringCase(String pattern) {
        return new LikePattern(compile(fold(pattern)), true);
    }

    private static String fold(String text) {
        // There and back, for the letters that have two lower forms.
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static int[] compile(String pattern) {
        int[] points = pattern.codePoints().toArray();
        int[] compiled = new int[points.length];
        int size = 0;
        for (int i = 0; i < points.length; i++) {
            int sign = points[i];
            if (sign == '\\' && i + 1 < points.length && isSpecial(points[i + 1])) {
                sign = points[++i];
            } else if (sign == '%') {
                sign = ANY_TEXT;
            } else if (sign == '_') {
                sign = ANY_CHARACTER;
            }
            compiled[size++] = sign;
        }
        return Arrays.copyOf(compiled, size);
    }

    private static boolean isSpecial(int sign) {
        return sign == '%' || sign == '_' || sign == '\\';
    }

    /** The text that all that match begin with, if upper and lower case differ. */
    Optional<String> prefix() {
        int length = 0;
        while (length < signs.length && signs[length] >= 0) {
            length++;
        }
        return foldsCase || length == 0 ? Optional.empty() : Optional.of(new String(signs, 0, length));
    }

    boolean matches(String text) {
        String searched = foldsCase ? fold(text) : text;
        int at = 0;
        int sign = 0;
        int restartSign = -1;
        int restartAt = 0;
        while (at < searched.length()) {
            int point = searched.codePointAt(at);
            if (sign < signs.length && signs[sign] == ANY_TEXT) {
                restartSign = ++sign;
                restartAt = at;
            } else if (sign < signs.length && (signs[sign] == ANY_CHARACTER || signs[sign] == point)) {
                sign++;
                at += Character.charCount(point);
            } else if (restartSign >= 0) {
                restartAt += Character.charCount(searched.codePointAt(restartAt));
                at = restartAt;
                sign = restartSign;
            } else {
                return false;
            }
        }
        while (sign < signs.length && signs[sign] == ANY_TEXT) {
            sign++;
        }
        return sign == signs.length;
    }
}
