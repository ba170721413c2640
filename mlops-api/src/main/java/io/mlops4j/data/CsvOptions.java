package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a CSV file is written (RFC 4180 with options). Immutable: every method gives new options. Defaults: comma, double
 * quote, UTF-8, a header, only the empty cell is missing.
 *
 * <p>An empty cell is missing; a quoted empty cell ({@code ""}) is the empty text in a STRING column and missing in others. A blank
 * line is skipped, except in a file of one column, where it is a row whose cell is missing. A byte order mark of UTF-8 is skipped.
 *
 * @param delimiter the character between cells
 * @param quote the character around a cell that holds delimiters, line breaks or quotes; doubled within
 * @param charset the encoding of the file
 * @param header whether the first line names the columns; without one they are {@code c1}, {@code c2}, …
 * @param missing texts that stand for a missing cell besides the empty one, quoted or not, sorted
 */
public record CsvOptions(char delimiter, char quote, Charset charset, Header header, List<String> missing) {
    /** Whether the first line of a file names the columns. */
    public enum Header {
        /** The first line names the columns. */
        FIRST_LINE,
        /** There are data from the first line on. */
        NONE
    }

    private static final CsvOptions DEFAULTS =
            new CsvOptions(',', '"', StandardCharsets.UTF_8, Header.FIRST_LINE, List.of());

    /** Copies and sorts the missing texts; refuses characters that cannot do their work with {@link InvalidInput}. */
    public CsvOptions {
        checkCharacter("delimiter", delimiter);
        checkCharacter("quote", quote);
        if (delimiter == quote) {
            throw new InvalidInput(
                    "The delimiter and the quote of a CSV file are both '" + quote + "'; they must differ.");
        }
        Objects.requireNonNull(charset, "charset");
        Objects.requireNonNull(header, "header");
        missing = List.copyOf(new TreeSet<>(missing));
    }

    private static void checkCharacter(String what, char c) {
        if (c == '\n' || c == '\r' || c == '\uFEFF' || Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
            throw new InvalidInput("The " + what + " of a CSV file cannot be U+" + String.format("%04X", (int) c)
                    + "; choose one character that is no letter, digit or line break.");
        }
    }

    /** Comma, double quote, UTF-8, a header, only the empty cell missing. */
    public static CsvOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another character between cells. */
    public CsvOptions delimiter(char newDelimiter) {
        return new CsvOptions(newDelimiter, quote, charset, header, missing);
    }

    /** These options with another quote. */
    public CsvOptions quote(char newQuote) {
        return new CsvOptions(delimiter, newQuote, charset, header, missing);
    }

    /** These options with another encoding. */
    public CsvOptions charset(Charset newCharset) {
        return new CsvOptions(delimiter, quote, newCharset, header, missing);
    }

    /**
     * These options with another encoding, by its IANA name.
     *
     * @throws InvalidInput if this Java does not know it
     */
    public CsvOptions charset(String name) {
        try {
            return charset(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InvalidInput(
                    "The charset '" + name + "' is not known to this Java; UTF-8 and ISO-8859-1 always are.", e);
        }
    }

    /** These options for a file that has data from its first line on; the columns are {@code c1}, {@code c2}, …. */
    public CsvOptions withoutHeader() {
        return new CsvOptions(delimiter, quote, charset, Header.NONE, missing);
    }

    /** These options with more texts that stand for a missing cell, such as {@code "NA"} or {@code "?"}. */
    public CsvOptions missing(String... texts) {
        Set<String> more = new TreeSet<>(missing);
        more.addAll(Arrays.asList(texts));
        return new CsvOptions(delimiter, quote, charset, header, new ArrayList<>(more));
    }
}
