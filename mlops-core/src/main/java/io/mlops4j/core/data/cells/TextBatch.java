package io.mlops4j.core.data.cells;

import java.util.Arrays;

/**
 * Cells of some rows as they were written, by column: what the parser of a format fills, before anybody has decided on types. Its characters
 * lie in one array, so a batch makes no object a cell. Reused; for one thread.
 */
final class TextBatch {
    private static final int FIRST_ROWS = 64;
    private static final int MISSING = -1;
    /** Fewer characters are copied faster one by one. */
    private static final int SHORT = 8;

    private int rows;
    private int columns;
    private char[] chars = new char[1 << 12];
    private int charCount;
    private int[][] starts = new int[0][];
    private int[][] ends = new int[0][];
    /** Whether the format said of a cell that it is text; a CSV never does. */
    private boolean[][] texts = new boolean[0][];

    private long[] lines = new long[FIRST_ROWS];

    /** Forgets all rows; the cells of the next ones are missing until they are set. */
    void clear(int newColumns) {
        rows = 0;
        charCount = 0;
        columns = 0;
        widen(newColumns);
    }

    /** Adds columns on the right; rows that are there miss them. */
    void widen(int newColumns) {
        if (newColumns > starts.length) {
            int known = starts.length;
            starts = Arrays.copyOf(starts, newColumns);
            ends = Arrays.copyOf(ends, newColumns);
            texts = Arrays.copyOf(texts, newColumns);
            for (int column = known; column < newColumns; column++) {
                starts[column] = new int[FIRST_ROWS];
                ends[column] = new int[FIRST_ROWS];
                texts[column] = new boolean[0];
            }
        }
        for (int column = columns; column < newColumns; column++) {
            if (starts[column].length < rows) {
                grow(column, rows);
            }
            Arrays.fill(starts[column], 0, rows, MISSING);
        }
        columns = newColumns;
    }

    /** Begins a row; its cells are to be set, all of them. */
    void row(long line) {
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows++] = line;
    }

    /** Takes the last row back. */
    void unrow() {
        rows--;
    }

    void missing(int column) {
        place(column)[rows - 1] = MISSING;
    }

    void cell(int column, char[] source, int offset, int length) {
        if (chars.length - charCount < length) {
            chars = Arrays.copyOf(chars, Math.max(Math.addExact(charCount, length), 2 * chars.length));
        }
        if (length <= SHORT) {
            char[] target = chars;
            for (int i = 0; i < length; i++) {
                target[charCount + i] = source[offset + i];
            }
        } else {
            System.arraycopy(source, offset, chars, charCount, length);
        }
        place(column)[rows - 1] = charCount;
        charCount += length;
        ends[column][rows - 1] = charCount;
    }

    /** A cell that the format says is text, whatever it looks like. */
    void text(int column, String text) {
        cell(column, text.toCharArray(), 0, text.length());
        if (texts[column].length < rows) {
            texts[column] = Arrays.copyOf(texts[column], starts[column].length);
        }
        texts[column][rows - 1] = true;
    }

    /** A cell of another kind. */
    void word(int column, String word) {
        cell(column, word.toCharArray(), 0, word.length());
        if (texts[column].length >= rows) {
            texts[column][rows - 1] = false;
        }
    }

    private int[] place(int column) {
        if (starts[column].length < rows) {
            grow(column, rows);
        }
        return starts[column];
    }

    private void grow(int column, int least) {
        int capacity = Math.max(least, 2 * starts[column].length);
        starts[column] = Arrays.copyOf(starts[column], capacity);
        ends[column] = Arrays.copyOf(ends[column], capacity);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    int charCount() {
        return charCount;
    }

    char[] chars() {
        return chars;
    }

    /** Where the cells of a column start; negative where one is missing. */
    int[] starts(int column) {
        return starts[column];
    }

    int[] ends(int column) {
        return ends[column];
    }

    boolean isText(int column, int row) {
        return texts[column].length > row && texts[column][row];
    }

    boolean isMissing(int column, int row) {
        return starts[column][row] < 0;
    }

    /** A present cell. */
    String string(int column, int row) {
        return new String(chars, starts[column][row], ends[column][row] - starts[column][row]);
    }

    /** The line on which a row starts, from 1. */
    long line(int row) {
        return lines[row];
    }
}
