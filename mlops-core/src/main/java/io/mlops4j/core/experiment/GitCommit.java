package io.mlops4j.core.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which commit is checked out, from Git's own files: there need be no git on the machine. */
final class GitCommit {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final String REFERENCE = "ref: ";
    private static final String WORKTREE = "gitdir: ";

    private GitCommit() {}

    /** The commit of the checkout that a directory lies in, or the empty string if it lies in none, or nothing was committed yet. */
    static String of(Path directory) {
        try {
            for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
                Path git = at.resolve(".git");
                if (Files.exists(git)) {
                    return head(Files.isDirectory(git) ? git : worktree(git));
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            // Whoever runs here may not be allowed to read there, and the run is worth more than this line about it.
            return "";
        }
        return "";
    }

    /** A linked worktree has a file in the place of the directory, which says where that is. */
    private static Path worktree(Path file) throws IOException {
        String line = Files.readString(file).strip();
        return file.resolveSibling(line.startsWith(WORKTREE) ? line.substring(WORKTREE.length()) : line);
    }

    private static String head(Path git) throws IOException {
        String head = Files.readString(git.resolve("HEAD")).strip();
        if (!head.startsWith(REFERENCE)) {
            return hash(head);
        }
        String reference = head.substring(REFERENCE.length());
        Path common = git.resolve("commondir");
        Path shared = Files.exists(common)
                ? git.resolve(Files.readString(common).strip()).normalize()
                : git;
        String loose = loose(shared, reference);
        return loose != null ? loose : packed(shared, reference);
    }

    private static @Nullable String loose(Path git, String reference) throws IOException {
        Path file = git.resolve(reference).normalize();
        return file.startsWith(git.normalize()) && Files.exists(file)
                ? hash(Files.readString(file).strip())
                : null;
    }

    private static String packed(Path git, String reference) throws IOException {
        Path file = git.resolve("packed-refs");
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines) {
                if (line.endsWith(" " + reference)) {
                    return hash(line.substring(0, line.indexOf(' ')));
                }
            }
        }
        return "";
    }

    private static String hash(String text) {
        return HASH.matcher(text).matches() ? text : "";
    }
}
