package io.mlops4j.testkit;

import io.mlops4j.Conflict;
import io.mlops4j.spi.Journal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Appends batches to a stream, each at the size that it sees, and says which were acknowledged where: {@code FIRST-SEQUENCE BATCH}. */
final class JournalWriter {
    private JournalWriter() {}

    /** A process that does so: opener, location, stream, name of the writer, number of batches. */
    public static void main(String[] arguments) {
        JournalOpener opener = ChildProcess.instance(arguments[0], JournalOpener.class);
        try (Journal journal = opener.open(arguments[1])) {
            for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
                String batch = arguments[3] + "-" + i;
                System.out.println(append(journal, arguments[2], batch, 1 + i % 3) + " " + batch);
            }
        }
    }

    /** Appends a batch, however often others come first, and answers the sequence number of its first event. */
    static long append(Journal journal, String stream, String batch, int events) {
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            lines.add(event(batch, i, events));
        }
        while (true) {
            long size = journal.size(stream);
            try {
                return journal.append(stream, size, lines) - events;
            } catch (Conflict e) {
                Thread.onSpinWait();
            }
        }
    }

    static byte[] event(String batch, int index, int of) {
        return ("{\"batch\":\"" + batch + "\",\"index\":" + index + ",\"of\":" + of + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
