package io.mlops4j.data;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.spi.DataEngine;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Feature transforms that were fitted on data, and do the same to a training table, a table to score, and one row of a request.
 *
 * <pre>{@code
 * FeaturePipeline features = FeaturePipeline.of(
 *     Feature.impute("income").withMedian(), Feature.standardize("income"),
 *     Feature.oneHot("grade")).fit(train);
 * Table ready = features.transform(train);            // income, grade=A, grade=B, …
 * ml.model("loan-default").from(file).pipeline(features).register();
 * endpoint.predict(Map.of("income", 42_000, "grade", "B"));
 * }</pre>
 *
 * <p>The columns that the steps name go in, whatever else a table has: a label or an identifier gets into the features only if a step names it.
 * What comes out are those columns in the order in which the steps first name them, transformed.
 *
 * <p>Immutable and thread-safe; two are equal if they do the same, which is if their {@link #toBytes bytes} are equal.
 */
public interface FeaturePipeline {
    /** The steps of a pipeline that is to be fitted; they run in this order. */
    static FeaturePlan of(Feature... steps) {
        return new FeaturePlan(List.of(steps));
    }

    /**
     * The pipeline that {@link #toBytes} wrote, here or in an earlier release.
     *
     * @throws IntegrityViolation if the bytes are no pipeline, or a broken one
     * @throws InvalidInput if a later release wrote it, in a form that this one does not know
     */
    static FeaturePipeline fromBytes(byte[] bytes) {
        return DataEngine.installed().readFeatures(bytes);
    }

    /** The columns that go in, with the types that they had when fitting; other number types, and categories for strings, do as well. */
    Schema inputs();

    /** The names of the columns that come out, in order. */
    List<String> outputs();

    /**
     * Transforms a table, which has the {@link #inputs} and maybe more. Rows stay in their order, and none is dropped. Numbers come out as REAL. The
     * label that the pipeline was fitted with follows as the last column, unchanged, if the table has it.
     *
     * @throws InvalidInput if columns are missing or of another type; the message names them
     */
    Table transform(Table table);

    /**
     * Transforms one row. Other names than those of the {@link #inputs} are passed over.
     *
     * @param row a number, truth value, text, {@link java.time.LocalDate} or {@link java.time.Instant} by column; null for a missing cell
     * @return the {@link #outputs}, NaN where one is missing
     * @throws InvalidInput if a column is missing, a value does not fit its column, or not all outputs are numbers
     */
    double[] transform(Map<String, ? extends @Nullable Object> row);

    /**
     * The way for one row after the other without an allocation: one for each thread.
     *
     * @throws InvalidInput if not all outputs are numbers
     */
    RowTransformer rows();

    /** All that was fitted, as JSON; {@link #fromBytes} reads it. The same pipeline always gives the same bytes. */
    byte[] toBytes();

    /** The SHA-256 of the {@link #toBytes bytes}. */
    String digest();
}
