package io.mlops4j.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    Path directory;

    @Test
    void aStreamIsAFileOfJsonLines() throws IOException {
        try (FileJournal journal = FileJournal.open(directory)) {
            journal.append("model/Loans", 0, Events.of("{\"type\":\"created\"}"));
            journal.append("model/Loans", 1, Events.of("{\"n\":1}", "{}"));
        }
        // The checksums were computed apart from this code, with a bitwise CRC-32C in Python.
        assertThat(directory.resolve("model/%4coans.jsonl")).hasContent("""
                        {"type":"created","crc":"eab3224b"}
                        {"n":1,"more":1,"crc":"98a581dd"}
                        {"crc":"ba6cac67"}
                        """);
    }

    @Test
    void aDirectoryThatDoesNotExistIsCreatedWithItsParents() {
        try (FileJournal journal = FileJournal.open(directory.resolve("a/b/c"))) {
            assertThat(journal.streams("")).isEmpty();
        }
        assertThat(directory.resolve("a/b/c")).isEmptyDirectory();
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefusedWithASentence() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThatThrownBy(() -> FileJournal.open(file))
                .isInstanceOf(StorageFailure.class)
                .hasMessage("The journal in " + file + " could not be opened: " + file
                        + " is a file and not a directory; move it away or choose another directory.");
        assertThatThrownBy(() -> FileJournal.open(file.resolve("below"))).isInstanceOf(StorageFailure.class);
    }

    @Test
    void aFileInPlaceOfAStreamsDirectoryFailsTheAppend() throws IOException {
        Files.writeString(directory.resolve("model"), "x");
        try (FileJournal journal = FileJournal.open(directory)) {
            assertThatThrownBy(() -> journal.append("model/a", 0, Events.of("{}")))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessageContaining("move it away or choose another directory");
            assertThat(journal.append("b", 0, Events.of("{}"))).isEqualTo(1);
        }
    }

    @Test
    void aDirectoryThatMayOnlyBeReadCanBeReadAndRefusesAppends() throws Exception {
        try (FileJournal journal = FileJournal.open(directory)) {
            journal.append("a", 0, Events.of("{}", "{}"));
        }
        assertThat(asNobody("r-xr-xr-x"))
                .containsExactly(
                        "size 2",
                        "StorageFailure: Nothing was appended to stream 'a' in " + directory
                                + ", which is as it was: permission denied on " + directory.toRealPath()
                                + "/.locks/33; give this process's user the right to read and write it.");
    }

    @Test
    void aDirectoryWithoutPermissionIsRefusedWithASentence() throws Exception {
        assertThat(asNobody("---------"))
                .containsExactly("StorageFailure: The journal in " + directory
                        + " could not be opened: permission denied on " + directory.toRealPath()
                        + "; give this process's user the right to read and write it.");
    }

    @TempDir
    Path copies;

    /** Runs {@link Visitor} as a user whom permissions bind: the tests may run as root, whom they do not. */
    private List<String> asNobody(String permissions) throws Exception {
        assumeThat(Path.of("/usr/bin/setpriv")).exists();
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        List<String> visit = new ArrayList<>(ChildJvm.command(Visitor.class, List.of(), directory.toString()));
        visit.set(visit.indexOf("-cp") + 1, readableClassPath());
        command.addAll(visit);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
        Process process = ChildJvm.start(command);
        try (Stream<String> output = process.inputReader().lines()) {
            return output.toList();
        } finally {
            process.waitFor();
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** A copy of the class path: jars lie in the home of the user who runs the tests, where another may not look. */
    private String readableClassPath() throws IOException {
        Files.setPosixFilePermissions(copies, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path source = Path.of(entry);
            Path copy = copies.resolve(entries.size() + "-" + source.getFileName());
            try (Stream<Path> files = Files.exists(source) ? Files.walk(source) : Stream.empty()) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(source.relativize(file).toString()));
                }
            }
            entries.add(copy.toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Opens a journal, prints the size of stream a, and appends to it. */
    static final class Visitor {
        public static void main(String[] arguments) {
            try (FileJournal journal = FileJournal.open(Path.of(arguments[0]))) {
                System.out.println("size " + journal.size("a"));
                journal.append("a", 2, Events.of("{}"));
            } catch (StorageFailure e) {
                System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }

    @Test
    void aDiskThatFillsUpLeavesTheStreamAsItWas() throws Exception {
        // The shell's limit of the size of a file, in units of 1024 bytes, makes the system refuse to write beyond.
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f 64; exec \"$@\"", "bash"));
        command.addAll(ChildJvm.command(Filler.class, List.of("-XX:-UsePerfData"), directory.toString()));
        Process process = ChildJvm.start(command);
        List<String> output;
        try (Stream<String> lines = process.inputReader().lines()) {
            output = lines.toList();
        }
        assertThat(process.waitFor()).as(output::toString).isZero();

        assertThat(output).hasSize(3);
        assertThat(output.get(0))
                .startsWith("StorageFailure: Nothing was appended to stream 'full'")
                .contains("which is as it was")
                .contains("File too large");
        int size = Integer.parseInt(output.get(1).substring("size ".length()));
        assertThat(output.get(2)).isEqualTo("small " + (size + 1));
        try (FileJournal journal = FileJournal.open(directory)) {
            assertThat(journal.read("full", 0, Integer.MAX_VALUE)).hasSize(size + 1);
        }
    }

    /** Appends batches until it fails, then prints the failure and the size, and appends a small event. */
    static final class Filler {
        public static void main(String[] arguments) {
            byte[] event = ("{\"x\":\"" + "y".repeat(3000) + "\"}").getBytes(UTF_8);
            try (FileJournal journal = FileJournal.open(Path.of(arguments[0]))) {
                long size = 0;
                try {
                    while (size < 1000) {
                        size = journal.append("full", size, List.of(event, event, event));
                    }
                } catch (StorageFailure e) {
                    System.out.println("StorageFailure: " + e.getMessage());
                }
                System.out.println("size " + journal.size("full"));
                System.out.println("small " + journal.append("full", size, Events.of("{}")));
            }
        }
    }

    @Test
    void journalsOnOneDirectoryShareItsStreams() {
        try (FileJournal one = FileJournal.open(directory)) {
            FileJournal two = FileJournal.open(directory.resolve("../" + directory.getFileName()));
            one.append("a", 0, Events.of("{\"n\":1}"));
            two.append("a", 1, Events.of("{\"n\":2}"));
            assertThatThrownBy(() -> one.append("a", 1, Events.of("{}"))).isInstanceOf(Conflict.class);
            two.close();

            assertThat(one.append("a", 2, Events.of("{\"n\":3}"))).isEqualTo(3);
            assertThatThrownBy(() -> two.size("a"))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessageContaining("is closed");
        }
    }

    @Test
    void aFileThatWasReplacedIsReadAndWrittenAnew() throws IOException {
        Path other = directory.resolve("other");
        try (FileJournal journal = FileJournal.open(other)) {
            journal.append("a", 0, Events.of("{\"other\":1}", "{\"other\":2}"));
        }
        try (FileJournal journal = FileJournal.open(directory)) {
            journal.append("a", 0, Events.of("{\"n\":1}"));
            journal.append("a", 1, Events.of("{\"n\":2}"));
            journal.append("a", 2, Events.of("{\"n\":3}"));

            Files.move(
                    other.resolve("a.jsonl"),
                    directory.resolve("a.jsonl"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            assertThat(journal.size("a")).isEqualTo(2);
            assertThat(journal.append("a", 2, Events.of("{\"n\":4}"))).isEqualTo(3);
            assertThat(Events.text(journal.read("a", 0, 9)))
                    .containsExactly("{\"other\":1}", "{\"other\":2}", "{\"n\":4}");
        }
    }

    @Test
    void aFileThatShrankOrWentIsReadAnew() throws IOException {
        try (FileJournal journal = FileJournal.open(directory)) {
            journal.append("a", 0, Events.of("{\"n\":1}"));
            long one = Files.size(directory.resolve("a.jsonl"));
            journal.append("a", 1, Events.of("{\"n\":2}"));
            byte[] whole = Files.readAllBytes(directory.resolve("a.jsonl"));

            Files.write(directory.resolve("a.jsonl"), java.util.Arrays.copyOf(whole, (int) one));
            assertThat(journal.size("a")).isEqualTo(1);
            assertThat(journal.append("a", 1, Events.of("{\"n\":3}"))).isEqualTo(2);

            Files.delete(directory.resolve("a.jsonl"));
            assertThat(journal.size("a")).isZero();
            assertThat(journal.append("a", 0, Events.of("{\"n\":4}"))).isEqualTo(1);
        }
    }

    @Test
    void aStreamOfAnotherFileSizeInTheSamePlaceIsFoundBySequenceNumber() {
        try (FileJournal journal = FileJournal.open(directory)) {
            List<byte[]> events = new ArrayList<>();
            for (int i = 0; i < 5000; i++) {
                events.add(("{\"n\":" + i + ",\"x\":\"" + "y".repeat(i % 97) + "\"}").getBytes(UTF_8));
            }
            journal.append("a", 0, events);
            for (int from : new int[] {0, 1, 1000, 4999, 5000, 9999}) {
                List<byte[]> expected = events.subList(Math.min(from, 5000), Math.min(from + 3, 5000));
                assertThat(Events.text(journal.read("a", from, 3))).isEqualTo(Events.text(expected));
            }
        }
    }

    @Test
    void thousandsOfStreamsNeedFewOpenFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeThat(descriptors).exists();
        try (FileJournal journal = FileJournal.open(directory)) {
            long before = count(descriptors);
            for (int i = 0; i < 1000; i++) {
                journal.append("s" + i, 0, Events.of("{}"));
                journal.append("s" + i, 1, Events.of("{}"));
            }
            assertThat(count(descriptors) - before).isLessThanOrEqualTo(192);
            assertThat(journal.streams("s")).hasSize(1000);
            long open = count(descriptors);
            journal.close();
            assertThat(open - count(descriptors)).isGreaterThan(100);
        }
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    @Test
    void streamsAndTheirSegmentsOfOneNameStandSideBySide() {
        try (FileJournal journal = FileJournal.open(directory)) {
            for (String name : List.of("a", "a/b", "a.jsonl", "a.jsonl/b", "a/b/c")) {
                journal.append(name, 0, Events.of("{\"is\":\"" + name + "\"}"));
            }
            assertThat(journal.streams("")).containsExactly("a", "a.jsonl", "a.jsonl/b", "a/b", "a/b/c");
            assertThat(journal.streams("a/")).containsExactly("a/b", "a/b/c");
            assertThat(journal.streams("a/b")).containsExactly("a/b", "a/b/c");
            assertThat(journal.streams("../")).isEmpty();
            assertThat(Events.text(journal.read("a.jsonl/b", 0, 1))).containsExactly("{\"is\":\"a.jsonl/b\"}");
        }
    }

    @Test
    void filesOfOthersInTheDirectoryAreLeftAlone() throws IOException {
        try (FileJournal journal = FileJournal.open(directory)) {
            journal.append("a", 0, Events.of("{}"));
            Files.writeString(directory.resolve("README.md"), "hello");
            Files.writeString(directory.resolve("Backup.jsonl"), "{}");
            Files.createFile(directory.resolve("empty.jsonl"));

            assertThat(journal.streams("")).containsExactly("a");
            assertThat(journal.append("empty", 0, Events.of("{}"))).isEqualTo(1);
        }
    }

    @Test
    void anEventThatIsNoLineOfJsonIsRefused() {
        try (FileJournal journal = FileJournal.open(directory)) {
            for (String event : List.of("", "{", "[]", "1", "{}\n", "{\n}", "{\r}", "{\0}", " {}")) {
                assertThatThrownBy(() -> journal.append("a", 0, Events.of("{}", event)))
                        .isInstanceOf(InvalidInput.class)
                        .hasMessageStartingWith("Event 2 of 2 for stream 'a' ")
                        .hasMessageEndingWith("Nothing was appended.");
            }
            assertThat(journal.streams("")).isEmpty();
        }
    }

    @Test
    void numbersBelowZeroAreRefused() {
        try (FileJournal journal = FileJournal.open(directory)) {
            assertThatThrownBy(() -> journal.append("a", -1, Events.of("{}"))).isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() -> journal.read("a", -1, 1)).isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() -> journal.read("a", 0, -1)).isInstanceOf(InvalidInput.class);
        }
    }
}
