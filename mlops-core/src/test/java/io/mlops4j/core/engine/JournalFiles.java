package io.mlops4j.core.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Changes the files of a journal as someone who knows their format would. */
final class JournalFiles {
    private static final String CRC = ",\"crc\":\"";

    private JournalFiles() {}

    /** Replaces a text in one line, and makes the line's checksum that of the new text. */
    static void forge(Path file, int line, String text, String replacement) {
        replace(file, line, text, replacement, true);
    }

    /** Replaces a text in one line and leaves the checksum as it was. */
    static void damage(Path file, int line, String text, String replacement) {
        replace(file, line, text, replacement, false);
    }

    /** Leaves the first so many lines. */
    static void cut(Path file, int lines) {
        write(file, read(file).subList(0, lines));
    }

    private static void replace(Path file, int line, String text, String replacement, boolean sealed) {
        List<String> lines = new ArrayList<>(read(file));
        String before = lines.get(line);
        String after = before.replace(text, replacement);
        if (after.equals(before)) {
            throw new AssertionError("'" + text + "' is not in " + before);
        }
        lines.set(line, sealed ? seal(after) : after);
        write(file, lines);
    }

    private static String seal(String line) {
        String covered = line.substring(0, line.lastIndexOf(CRC));
        CRC32C crc = new CRC32C();
        crc.update(covered.getBytes(StandardCharsets.UTF_8));
        return covered + CRC + "%08x\"}".formatted(crc.getValue());
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
