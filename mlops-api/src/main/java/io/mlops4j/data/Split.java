package io.mlops4j.data;

import io.mlops4j.spi.DataEngine;
import java.util.Locale;
import java.util.Optional;

/**
 * The rows of a table, dealt into a training, a validation and a test part. Immutable and thread-safe; the tables of the parts are made when they are
 * first asked for.
 *
 * <pre>{@code
 * Split s = version.split().train(0.7).validation(0.15).test(0.15)
 *     .stratifiedBy("defaulted").groupedBy("customer_id").seed(42).apply();
 * Model m = fit(s.train());
 * }</pre>
 *
 * <p><b>What a row is.</b> Its key: the columns in the role {@link ColumnRole#KEY}, or those of {@link SplitDraft#keyedBy}, or else all cells. Rows
 * with equal keys always come into the same part, so duplicates do not leak from training into test.
 *
 * <p><b>Stability.</b> A split that is not stratified decides on each key (or group) alone, by a hash of seed and key that no release changes: it
 * does not depend on the order of the rows or on the other rows, so adding, removing and reordering rows moves none. A stratified split does
 * depend on the other rows; {@link SplitDraft#extending} keeps the parts of the rows that an older one knows.
 */
public interface Split {
    /** A part. */
    enum Part {
        /** What is learned from. */
        TRAIN,
        /** What choices are made on. */
        VALIDATION,
        /** What the result is measured on. */
        TEST;

        /** The name in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Starts to split a table that is in memory. All its columns together are the key of a row, unless others are named. */
    static SplitDraft of(Table table) {
        return DataEngine.installed().split(table);
    }

    /** The rows of the training part, in the order of the table. */
    default Table train() {
        return part(Part.TRAIN);
    }

    /** The rows of the validation part, in the order of the table; none if the split has no such part. */
    default Table validation() {
        return part(Part.VALIDATION);
    }

    /** The rows of the test part, in the order of the table; none if the split has no such part. */
    default Table test() {
        return part(Part.TEST);
    }

    /** The rows of a part, in the order of the table. */
    Table part(Part part);

    /** The numbers of the rows of a part in the table that was split, from 0, ascending; a fresh array. */
    int[] rows(Part part);

    /** The part of a row, by its number from 0; empty if it lies in the gap of a split by time. */
    Optional<Part> findPart(int row);

    /** How many rows a part has. */
    int rowCount(Part part);

    /** How many rows are in no part, since they lie in the gap of a split by time. */
    int leftOut();

    /** The table that was split; read when it is first asked for. */
    Table table();

    /** How it was split. */
    SplitSpec spec();

    /** The name under which it is saved, or empty if it is not. */
    Optional<String> name();

    /** SHA-256, as 64 hexadecimal digits, over the number of rows and the part of each: equal if the parts have the same row numbers. */
    String digest();

    /** The parts with their counts and shares, and how the rows were dealt, for people to read; the wording may change. */
    String describe();
}
