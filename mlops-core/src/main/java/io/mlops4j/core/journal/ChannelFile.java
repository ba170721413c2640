package io.mlops4j.core.journal;

import io.mlops4j.core.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An {@link AppendFile} on a channel, which it opens again where an interrupt of the thread closed it: a write that is under way
 * is finished and not left to chance. Writes name their position, so repeating one does no harm. Not thread-safe.
 */
final class ChannelFile implements AppendFile {
    static final Opener OPENER = new Opener() {
        @Override
        public AppendFile open(Path path) throws IOException {
            return new ChannelFile(path, FileChannel.open(path, StandardOpenOption.WRITE));
        }

        @Override
        public AppendFile create(Path path) throws IOException {
            return new ChannelFile(
                    path,
                    FileChannel.open(
                            path,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING));
        }
    };

    private final Path path;
    private FileChannel channel;

    private ChannelFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        int start = bytes.position();
        Disk.uninterruptibly(() -> {
            FileChannel open = opened();
            bytes.position(start);
            while (bytes.hasRemaining()) {
                open.write(bytes, position + bytes.position() - start);
            }
        });
    }

    @Override
    public void force() throws IOException {
        Disk.uninterruptibly(() -> opened().force(false));
    }

    @Override
    public void truncate(long size) throws IOException {
        Disk.uninterruptibly(() -> {
            FileChannel open = opened();
            open.truncate(size);
        });
    }

    private FileChannel opened() throws IOException {
        if (!channel.isOpen()) {
            channel = FileChannel.open(path, StandardOpenOption.WRITE);
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
