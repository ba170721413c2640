package io.mlops4j.serving;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a batch has done.
 *
 * @param model the name of the model
 * @param version its version
 * @param data what was predicted for, as {@code version 3 of dataset 'loans'}
 * @param dataDigest the digest of the dataset's version; empty for a table
 * @param rows how many rows were predicted for
 * @param failedRows how many rows were left out, as the model failed on them
 * @param failures the first 100 of those
 * @param elapsed how long it took, with what earlier runs that were cut short took to their last note
 * @param resumedRows how many rows earlier runs had done
 * @param output the file, or empty if the predictions went elsewhere
 * @param outputDigest the SHA-256 of the file, or empty
 */
public record BatchResult(
        String model,
        int version,
        String data,
        String dataDigest,
        long rows,
        long failedRows,
        List<FailedRow> failures,
        Duration elapsed,
        long resumedRows,
        Optional<Path> output,
        String outputDigest) {
    /** Copies the list. */
    public BatchResult {
        failures = List.copyOf(failures);
    }

    /** Rows a second, those that failed included. */
    public double rowsPerSecond() {
        return (rows + failedRows) / Math.max(1e-9, elapsed.toNanos() / 1e9);
    }

    /**
     * A row that was left out.
     *
     * @param row its number in the data, from 1
     * @param reason what the model, or its feature pipeline, said
     */
    public record FailedRow(long row, String reason) {}
}
