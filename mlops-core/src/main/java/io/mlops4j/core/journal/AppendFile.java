package io.mlops4j.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file of the disk as far as a stream's writer needs it. It is an interface so that tests can fail each step.
 */
interface AppendFile extends Closeable {
    /** Writes all the bytes at a position of the file. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Makes what was written durable. */
    void force() throws IOException;

    /** Cuts off what lies behind the first {@code size} bytes. */
    void truncate(long size) throws IOException;

    /** Opens files. */
    interface Opener {
        /** Opens a file that exists. */
        AppendFile open(Path path) throws IOException;

        /** Opens a new file, or empties the one that is there. */
        AppendFile create(Path path) throws IOException;
    }
}
