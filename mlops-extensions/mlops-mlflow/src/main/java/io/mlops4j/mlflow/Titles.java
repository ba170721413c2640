package io.mlops4j.mlflow;

import java.util.Arrays;

/** What parameters, tags, metrics, artifacts, runs and experiments may be called, and how long their values may be. */
final class Titles {
    /** The longest value of a parameter or a tag, in characters. */
    static final int LONGEST_VALUE = 65_536;

    private static final int LONGEST_TITLE = 256;
    private static final int LONGEST_NAME = 128;

    private Titles() {}

    static boolean isTitle(String text) {
        return !text.isBlank() && text.length() <= LONGEST_TITLE && text.equals(cleaned(text));
    }

    static boolean isArtifact(String path) {
        return isTitle(path)
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty()
                                || part.equals(".")
                                || part.equals("..")
                                || part.indexOf('\\') >= 0
                                || part.indexOf(':') >= 0);
    }

    /** A text that can be the name of a run. */
    static String shortened(String text) {
        String clean = cleaned(text);
        return clean.isBlank() ? "run" : cut(clean, LONGEST_TITLE);
    }

    /** The name of an experiment or a model here, where slashes have no place; those of Databricks have them. */
    static String name(String text) {
        String name = cut(cleaned(text).replace('/', '_').replace('\\', '_'), LONGEST_NAME)
                .strip();
        return name.isEmpty() || name.equals(".") || name.equals("..") ? "_" : name;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> clean.appendCodePoint(isRefused(c) ? ' ' : c));
        return clean.toString();
    }

    private static boolean isRefused(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || Character.getType(c) == Character.SURROGATE;
    }
}
