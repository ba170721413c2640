package io.mlops4j.core.data.profile;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import io.mlops4j.data.TextLengths;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Lengths and shapes of the texts of a column. As long as every different value is counted, its shape is found once, at the end; after that, text by
 * text.
 */
final class TextAccumulator {
    private long count;
    private int shortest = Integer.MAX_VALUE;
    private int longest;
    private long total;
    private boolean perText;
    private Shapes shapes = new Shapes();

    /** Takes the text of a row. */
    void add(CellVector cells, int row) {
        int start = cells.starts()[row];
        int end = cells.ends()[row];
        shortest = Math.min(shortest, end - start);
        longest = Math.max(longest, end - start);
        total += end - start;
        count++;
        if (perText) {
            shapes.add(cells.chars(), start, end, 1);
        }
    }

    /** Takes the shapes of the values that are counted so far; from now on every text has to show its own. */
    void takeOver(DistinctValues values) {
        if (!perText) {
            values.ordered().forEach(value -> shapes.add(value.value(), value.count()));
            perText = true;
        }
    }

    /** Merges; either both have taken over the shapes of their values, or neither. */
    void merge(TextAccumulator other) {
        count += other.count;
        shortest = Math.min(shortest, other.shortest);
        longest = Math.max(longest, other.longest);
        total += other.total;
        shapes.merge(other.shapes);
    }

    void describe(ColumnProfile.Builder profile, DistinctValues values) {
        if (count == 0) {
            return;
        }
        profile.lengths(new TextLengths(shortest, (double) total / count, longest));
        Shapes all = shapes;
        if (!perText) {
            all = new Shapes();
            for (ValueCount value : values.ordered()) {
                all.add(value.value(), value.count());
            }
        }
        profile.patterns(all.top());
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeInt(shortest);
        out.writeInt(longest);
        out.writeLong(total);
        out.writeBoolean(perText);
        shapes.write(out);
    }

    static TextAccumulator read(DataInput in) throws IOException {
        TextAccumulator texts = new TextAccumulator();
        texts.count = in.readLong();
        texts.shortest = in.readInt();
        texts.longest = in.readInt();
        texts.total = in.readLong();
        Damage.unless(texts.count >= 0 && texts.total >= 0 && texts.longest >= 0 && texts.shortest >= 0);
        long least = Math.multiplyHigh(texts.count, texts.shortest) == 0 ? texts.count * texts.shortest : -1;
        long most = Math.multiplyHigh(texts.count, texts.longest) == 0 ? texts.count * texts.longest : Long.MAX_VALUE;
        Damage.unless(texts.count == 0 || (least >= 0 && least <= texts.total && texts.total <= most));
        texts.perText = in.readBoolean();
        texts.shapes = Shapes.read(in);
        return texts;
    }
}
