package io.mlops4j.core.data.profile;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnProfile;
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

    void add(CellVector cells) {
        int[] starts = cells.starts();
        int[] ends = cells.ends();
        boolean[] absent = cells.absent();
        for (int row = 0; row < cells.size(); row++) {
            if (!absent[row]) {
                int length = ends[row] - starts[row];
                shortest = Math.min(shortest, length);
                longest = Math.max(longest, length);
                total += length;
                count++;
            }
        }
        if (perText) {
            for (int row = 0; row < cells.size(); row++) {
                if (!absent[row]) {
                    shapes.add(cells.chars(), starts[row], ends[row], 1);
                }
            }
        }
    }

    /** Takes the shapes of the values that are counted so far; from now on every text has to show its own. */
    void takeOver(DistinctValues values) {
        if (!perText) {
            values.forEach(shapes::add);
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
            values.forEach(all::add);
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
        texts.perText = in.readBoolean();
        texts.shapes = Shapes.read(in);
        return texts;
    }
}
