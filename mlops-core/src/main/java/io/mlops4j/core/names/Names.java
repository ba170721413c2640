package io.mlops4j.core.names;

import io.mlops4j.InvalidInput;
import java.text.Normalizer;

/** What a user may call things. */
public final class Names {
    /** The longest name, in UTF-16 units. */
    public static final int MAX_LENGTH = 128;

    /** The longest title: text that names nothing in storage, as that of a run. */
    public static final int MAX_TITLE_LENGTH = 256;

    private Names() {}

    /**
     * A name that becomes part of a stream's: any script, no slashes, no control characters. It is brought to the Unicode form NFC, so that a
     * name typed on two systems is one name.
     *
     * @param kind what is named, for the message: {@code Dataset}
     */
    public static String check(String kind, String name) {
        String normal = text(kind, normalized(name), MAX_LENGTH);
        if (normal.equals(".") || normal.equals("..")) {
            throw new InvalidInput(
                    kind + " name '" + normal + "' is a path; use letters, digits, '.', '_', '-' or spaces.");
        }
        for (int i = 0; i < normal.length(); i++) {
            if (normal.charAt(i) == '/' || normal.charAt(i) == '\\') {
                throw new InvalidInput(kind + " name '" + normal + "' has a slash at position " + i
                        + "; use letters, digits, '.', '_', '-' or spaces.");
            }
        }
        if (!normal.strip().equals(normal)) {
            throw new InvalidInput(kind + " name '" + normal + "' begins or ends with a space; write it without.");
        }
        return normal;
    }

    /** The Unicode form in which names are kept, for a name that is looked up: it need not be one that {@link #check} admits. */
    public static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** A name that is only shown or searched for, as that of a run, a metric or a tag: slashes are welcome. */
    public static String title(String kind, String name) {
        return text(kind, name, MAX_TITLE_LENGTH);
    }

    private static String text(String kind, String name, int most) {
        if (name.isBlank()) {
            throw new InvalidInput(kind + " name is empty; give it 1 to " + most + " characters.");
        }
        if (name.length() > most) {
            throw new InvalidInput(kind + " name '" + name.substring(0, 40) + "…' has " + name.length()
                    + " characters; at most " + most + " are allowed.");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean lonely = Character.isHighSurrogate(c)
                    ? i + 1 == name.length() || !Character.isLowSurrogate(name.charAt(i + 1))
                    : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(name.charAt(i - 1)));
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || lonely) {
                throw new InvalidInput(String.format(
                        "%s name has the control character U+%04X at position %d; use letters, digits, '.', '_', '-' or spaces.",
                        kind, (int) c, i));
            }
        }
        return name;
    }
}
