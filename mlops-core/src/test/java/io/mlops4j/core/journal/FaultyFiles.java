package io.mlops4j.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Files of a disk that fails on demand. */
final class FaultyFiles implements AppendFile.Opener {
    /** How many bytes can be written before the disk is full; negative for any number. */
    long room = -1;

    boolean forceFails;
    boolean truncateFails;
    Runnable onForce = () -> {};

    @Override
    public AppendFile open(Path path) throws IOException {
        return new Faulty(ChannelFile.OPENER.open(path));
    }

    @Override
    public AppendFile create(Path path) throws IOException {
        return new Faulty(ChannelFile.OPENER.create(path));
    }

    private final class Faulty implements AppendFile {
        private final AppendFile file;

        private Faulty(AppendFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            if (room >= 0 && bytes.remaining() > room) {
                bytes.limit(bytes.position() + (int) room);
                file.write(bytes, position);
                room = 0;
                throw new IOException("No space left on device");
            }
            if (room >= 0) {
                room -= bytes.remaining();
            }
            file.write(bytes, position);
        }

        @Override
        public void force() throws IOException {
            onForce.run();
            if (forceFails) {
                throw new IOException("Input/output error");
            }
            file.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            if (truncateFails) {
                throw new IOException("Input/output error");
            }
            file.truncate(size);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
