package io.mlops4j.core.data.profile;

import io.mlops4j.data.ColumnProfile.ValueCount;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes of texts and how often each appears: a capital is {@code A}, another letter {@code a}, a digit {@code 9}, anything else itself, of the first
 * {@value #LONGEST} characters. The first {@value #MOST} shapes are counted; further ones are not.
 */
final class Shapes {
    static final int MOST = 1_000;
    static final int LONGEST = 32;
    private static final int TOP = 10;

    private final Map<String, long[]> counts = new HashMap<>();

    private final char[] shape = new char[LONGEST + 1];

    void add(char[] chars, int start, int end, long times) {
        int length = Math.min(end - start, LONGEST);
        for (int i = 0; i < length; i++) {
            shape[i] = shape(chars[start + i]);
        }
        if (end - start > LONGEST) {
            shape[length++] = '…';
        }
        addShape(new String(shape, 0, length), times);
    }

    void add(String text, long times) {
        add(text.toCharArray(), 0, text.length(), times);
    }

    private void addShape(String text, long times) {
        long[] count = counts.get(text);
        if (count != null) {
            count[0] += times;
        } else if (counts.size() < MOST) {
            counts.put(text, new long[] {times});
        }
    }

    private static char shape(char c) {
        if (c < 128) {
            if (c >= 'a' && c <= 'z') {
                return 'a';
            }
            if (c >= 'A' && c <= 'Z') {
                return 'A';
            }
            return c >= '0' && c <= '9' ? '9' : c;
        }
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
        return counts.entrySet().stream()
                .map(entry -> new ValueCount(entry.getKey(), entry.getValue()[0]))
                .sorted(Comparator.comparingLong(ValueCount::count).reversed().thenComparing(ValueCount::value))
                .toList();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(counts.size());
        for (ValueCount shape : sorted()) {
            out.writeUTF(shape.value());
            out.writeLong(shape.count());
        }
    }

    static Shapes read(DataInput in) throws IOException {
        Shapes shapes = new Shapes();
        int size = in.readInt();
        Damage.unless(size >= 0 && size <= MOST);
        for (int i = 0; i < size; i++) {
            String shape = in.readUTF();
            long count = in.readLong();
            Damage.unless(shape.length() <= LONGEST + 1 && count > 0);
            shapes.addShape(shape, count);
        }
        return shapes;
    }
}
