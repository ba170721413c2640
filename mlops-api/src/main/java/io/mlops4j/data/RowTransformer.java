package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Transforms rows one after the other: set every column, transform, begin again. Made by {@link FeaturePipeline#rows}; numbers, and words that
 * the pipeline knows, are neither boxed nor copied. Not thread-safe.
 *
 * <pre>{@code
 * RowTransformer rows = features.rows();
 * double[] target = new double[rows.width()];
 * rows.set("income", 42_000).set("grade", "B").transform(target);
 * }</pre>
 *
 * <p>Each {@code set} method throws {@link NotFound} if no column of the name goes in, and {@link InvalidInput} if the value does not fit its type.
 */
public interface RowTransformer {
    /** How many numbers come out: one for each of {@link FeaturePipeline#outputs}. */
    int width();

    /** Sets a number, or a truth value as 1 or 0; NaN is a missing cell. */
    RowTransformer set(String column, double value);

    /** Sets a column by its position among {@link FeaturePipeline#inputs}, which saves looking for the name. */
    RowTransformer set(int input, double value);

    /** Sets a text. */
    RowTransformer set(String column, String value);

    /** Sets a text by the position of its column among {@link FeaturePipeline#inputs}. */
    RowTransformer set(int input, String value);

    /** Sets a truth value in a column of numbers or truth values. */
    RowTransformer set(String column, boolean value);

    /** Sets a date. */
    RowTransformer set(String column, LocalDate value);

    /** Sets an instant. */
    RowTransformer set(String column, Instant value);

    /** Says that the cell of a column of any type is missing. */
    RowTransformer setMissing(String column);

    /**
     * Transforms the row that was set, and forgets it.
     *
     * @param target where the numbers go, as many as {@link #width}
     * @throws InvalidInput if a column was not set, which the message names, or the target has another length
     */
    void transform(double[] target);
}
