package io.mlops4j.core.data.profile;

import io.mlops4j.data.ColumnProfile.ValueCount;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of texts and how often each appears: a capital is {@code A}, another letter {@code a}, a digit {@code 9}, anything else itself, of the first
 * {@value #LONGEST} characters. The first {@value #MOST} shapes are counted; further ones are not.
 */
final class Shapes {
    static final int MOST = 1_000;
    static final int LONGEST = 32;
    private static final int TOP = 10;

    private static final int FIRST_SLOTS = 16;
    private static final char[] ASCII = ascii();

    private final char[] shape = new char[LONGEST + 1];
    private @Nullable String[] shapes = new String[FIRST_SLOTS];
    private long[] counts = new long[FIRST_SLOTS];
    private int size;

    void add(char[] chars, int start, int end, long times) {
        int length = Math.min(end - start, LONGEST);
        // As String.hashCode, so that the shapes of texts and those that are read back meet.
        int hash = 0;
        for (int i = 0; i < length; i++) {
            char c = chars[start + i];
            char shown = c < ASCII.length ? ASCII[c] : shape(c);
            shape[i] = shown;
            hash = 31 * hash + shown;
        }
        if (end - start > LONGEST) {
            shape[length++] = '…';
            hash = 31 * hash + '…';
        }
        count(length, hash, times);
    }

    void add(String text, long times) {
        add(text.toCharArray(), 0, text.length(), times);
    }

    private void addShape(String text, long times) {
        text.getChars(0, text.length(), shape, 0);
        count(text.length(), text.hashCode(), times);
    }

    private void count(int length, int hash, long times) {
        int slot = find(length, hash);
        if (shapes[slot] != null) {
            counts[slot] += times;
        } else if (size < MOST) {
            shapes[slot] = new String(shape, 0, length);
            counts[slot] = times;
            size++;
            if (2 * size > shapes.length) {
                grow();
            }
        }
    }

    private int find(int length, int hash) {
        int mask = shapes.length - 1;
        int slot = (hash ^ (hash >>> 16)) & mask;
        while (true) {
            String held = shapes[slot];
            if (held == null || isShape(held, length)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    private boolean isShape(String held, int length) {
        if (held.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (held.charAt(i) != shape[i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        @Nullable String[] oldShapes = shapes;
        long[] oldCounts = counts;
        shapes = new String[2 * oldShapes.length];
        counts = new long[shapes.length];
        int mask = shapes.length - 1;
        for (int old = 0; old < oldShapes.length; old++) {
            String held = oldShapes[old];
            if (held != null) {
                int hash = held.hashCode();
                int slot = (hash ^ (hash >>> 16)) & mask;
                while (shapes[slot] != null) {
                    slot = (slot + 1) & mask;
                }
                shapes[slot] = held;
                counts[slot] = oldCounts[old];
            }
        }
    }

    private static char[] ascii() {
        char[] table = new char[128];
        for (char c = 0; c < table.length; c++) {
            table[c] = shape(c);
        }
        return table;
    }

    private static char shape(char c) {
        if (Character.isUpperCase(c)) {
            return 'A';
        }
        if (Character.isLetter(c)) {
            return 'a';
        }
        return Character.isDigit(c) ? '9' : c;
    }

    void merge(Shapes other) {
        other.sorted().forEach(shape -> addShape(shape.value(), shape.count()));
    }

    /** The most frequent shapes, equal ones by text. */
    List<ValueCount> top() {
        return sorted().stream().limit(TOP).toList();
    }

    private List<ValueCount> sorted() {
        List<ValueCount> all = new ArrayList<>();
        for (int slot = 0; slot < shapes.length; slot++) {
            String held = shapes[slot];
            if (held != null) {
                all.add(new ValueCount(held, counts[slot]));
            }
        }
        all.sort(Comparator.comparingLong(ValueCount::count).reversed().thenComparing(ValueCount::value));
        return all;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (ValueCount shape : sorted()) {
            out.writeUTF(shape.value());
            out.writeLong(shape.count());
        }
    }

    static Shapes read(DataInput in) throws IOException {
        Shapes shapes = new Shapes();
        int different = in.readInt();
        Damage.unless(different >= 0 && different <= MOST);
        for (int i = 0; i < different; i++) {
            String shape = in.readUTF();
            long count = in.readLong();
            Damage.unless(shape.length() <= LONGEST + 1 && count > 0);
            shapes.addShape(shape, count);
        }
        return shapes;
    }
}
