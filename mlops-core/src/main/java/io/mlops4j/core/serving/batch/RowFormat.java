package io.mlops4j.core.serving.batch;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.serving.batch.Scored.Segment;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How rows are written. Thread-safe. */
sealed interface RowFormat permits CsvFormat, JsonLinesFormat {
    /** For the summary: {@code csv}. */
    String name();

    /** What comes before the first row. */
    byte[] header(List<String> kept, OutputColumns columns);

    /** Rows, one after the other. */
    byte[] rows(List<Segment> segments, List<String> kept, OutputColumns columns);

    /**
     * The format that the ending of a file's name stands for.
     *
     * @throws InvalidInput if it stands for none
     */
    static RowFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return new CsvFormat();
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return new JsonLinesFormat();
        }
        throw new InvalidInput("The ending of '" + file
                + "' does not say what is to be written; name it .csv for CSV, or .jsonl or .ndjson for JSON lines.");
    }
}
