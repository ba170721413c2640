package io.mlops4j.core.data.cells;

import java.io.Closeable;
import java.util.List;

/** The rows of a text in some format, untyped. For one thread. */
interface TextReader extends Closeable {
    /** What messages call the text. */
    Origin origin();

    /** The names of the columns, in order; a format without a header may find more with every batch. */
    List<String> names();

    /**
     * Replaces the batch by the next rows, at most so many, and fewer where they are long or wide; false at the end of the text.
     *
     * @throws io.mlops4j.InvalidInput if the text is malformed
     */
    boolean read(TextBatch batch, int mostRows);

    @Override
    void close();
}
