package io.mlops4j.core.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;

/**
 * Directories that survive a power cut, and the reasons of input and output errors as sentences. Stateless, safe for use by many
 * threads.
 */
public final class Disk {
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private Disk() {}

    /** Work on a disk. */
    @FunctionalInterface
    public interface Operation {
        /** Does the work. */
        void run() throws IOException;
    }

    /**
     * Creates a directory and its missing parents. What it creates is durable when it returns; what was there already is taken to be.
     *
     * @throws IOException if a directory could not be created, also because a file is in its place
     */
    public static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        createDirectory(directory);
    }

    /**
     * Creates one directory unless it is there, and makes its name durable in either case: another thread or process may have
     * created it a moment ago and not have come to the point of making it durable.
     *
     * @throws IOException if the directory could not be created, also because a file is in its place
     */
    public static void createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw new NotDirectoryException(directory.toString());
            }
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            syncDirectory(parent);
        }
    }

    /**
     * Asks whether the names in a directory may be read, so that one without permission is refused when a store is opened and not
     * at some later call.
     *
     * @throws IOException if they may not
     */
    @SuppressWarnings("StreamResourceLeak")
    public static void requireListable(Path directory) throws IOException {
        Files.newDirectoryStream(directory).close();
    }

    /**
     * Makes the names in a directory durable: what was created in it, renamed into it or removed from it. Does nothing on Windows,
     * which offers no such call. An interrupt of the thread is kept for later.
     *
     * @throws IOException if the directory could not be synchronised
     */
    public static void syncDirectory(Path directory) throws IOException {
        if (WINDOWS) {
            return;
        }
        uninterruptibly(() -> {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        });
    }

    /**
     * Runs an operation on channels so that an interrupt of the thread does not cut it short. An interrupt closes the channel that it
     * meets; the operation is then run once more from its start, so it must open what is closed and do no harm when it is
     * repeated. The thread's flag is set again at the end.
     *
     * @throws IOException what the operation throws, other than {@link ClosedByInterruptException}
     */
    public static void uninterruptibly(Operation operation) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    operation.run();
                    return;
                } catch (ClosedByInterruptException e) {
                    // The exception leaves the flag set, which would close the next channel too.
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Why an operation failed and what to do about it, as the end of a sentence without its full stop. */
    public static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return "permission denied on " + denied.getFile()
                    + "; give this process's user the right to read and write it";
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist; see whether the directory was moved or removed";
        }
        if (failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException) {
            return ((FileSystemException) failure).getFile()
                    + " is a file and not a directory; move it away or choose another directory";
        }
        String text = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return text + remedy(text.toLowerCase(Locale.ROOT));
    }

    /** The system's words for the errors that a full or locked disk gives; another locale gets the words without the advice. */
    private static String remedy(String text) {
        if (text.contains("no space left") || text.contains("not enough space")) {
            return "; the disk is full, free some space and try again";
        }
        if (text.contains("quota")) {
            return "; the user's disk quota is used up, raise it or free some space and try again";
        }
        if (text.contains("file too large")) {
            return "; the file would pass the limit of the process (ulimit -f) or of the file system, raise it and try again";
        }
        if (text.contains("read-only")) {
            return "; mount the file system for writing or choose another directory";
        }
        if (text.contains("permission denied")) {
            return "; give this process's user the right to read and write it";
        }
        if (text.contains("too many open files")) {
            return "; raise the limit of open files (ulimit -n)";
        }
        if (text.contains("not a directory")) {
            return "; a file is in the place of a directory, move it away or choose another directory";
        }
        return "; see the system's log of the disk";
    }
}
