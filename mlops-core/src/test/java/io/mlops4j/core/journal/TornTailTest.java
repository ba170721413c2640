package io.mlops4j.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash leaves is cut, what no crash can leave is not. */
class TornTailTest {
    private static final String STREAM = "model/loans";

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("model/loans.jsonl");
    }

    /** Appends the batches and returns the length of the file after each. */
    private long[] write(List<List<String>> batches) throws IOException {
        long[] lengths = new long[batches.size()];
        try (FileJournal journal = FileJournal.open(directory)) {
            long size = 0;
            for (int i = 0; i < lengths.length; i++) {
                size = journal.append(STREAM, size, Events.of(batches.get(i).toArray(String[]::new)));
                lengths[i] = Files.size(file());
            }
        }
        return lengths;
    }

    private List<String> readAll() {
        try (FileJournal journal = FileJournal.open(directory)) {
            return Events.text(journal.read(STREAM, 0, Integer.MAX_VALUE));
        }
    }

    /** Reads as a reader does, then appends as the next writer does, then reads again. */
    private void assertSurvivors(List<String> survivors) {
        assertThat(readAll()).isEqualTo(survivors);
        try (FileJournal journal = FileJournal.open(directory)) {
            assertThat(journal.append(STREAM, survivors.size(), Events.of("{\"next\":1}")))
                    .isEqualTo(survivors.size() + 1);
        }
        assertThat(readAll())
                .isEqualTo(Stream.concat(survivors.stream(), Stream.of("{\"next\":1}"))
                        .toList());
    }

    @Test
    void aFileCutAtAnyOffsetKeepsTheWholeAppendsBeforeTheCut() throws IOException {
        List<List<String>> batches = List.of(
                List.of("{\"a\":1}"), List.of("{\"b\":1}", "{}", "{\"more\":2}"), List.of("{\"c\":1}", "{\"ü\":2}"));
        long[] lengths = write(batches);
        byte[] whole = Files.readAllBytes(file());

        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            long[] known = lengths;
            int cut = length;
            List<String> survivors =
                    batches
                            .subList(0, (int) Arrays.stream(known)
                                    .filter(end -> end <= cut)
                                    .count())
                            .stream()
                            .flatMap(List::stream)
                            .toList();
            assertSurvivors(survivors);
        }
    }

    @Test
    void pagesThatNeverReachedTheDiskAreCut() throws IOException {
        long[] lengths = write(List.of(List.of("{\"a\":1}"), List.of("{\"b\":1}", "{\"c\":1}")));
        byte[] whole = Files.readAllBytes(file());

        for (int from = (int) lengths[0]; from < whole.length; from++) {
            byte[] zeroed = Arrays.copyOf(whole, whole.length + 4096);
            Arrays.fill(zeroed, from, zeroed.length, (byte) 0);
            Files.write(file(), zeroed);

            assertSurvivors(List.of("{\"a\":1}"));
        }
    }

    @Test
    void aLastLineThatLacksASectorIsCut() throws IOException {
        String large = "{\"x\":\"" + "y".repeat(3000) + "\"}";
        long[] lengths = write(List.of(List.of("{\"a\":1}"), List.of(large)));
        byte[] whole = Files.readAllBytes(file());
        for (int sector = 0; sector < whole.length / 512; sector++) {
            byte[] lacking = whole.clone();
            Arrays.fill(lacking, Math.max((int) lengths[0], sector * 512), (sector + 1) * 512, (byte) 0);
            Files.write(file(), lacking);

            assertSurvivors(List.of("{\"a\":1}"));
        }
    }

    @Test
    void zerosThatEndInsideASectorAreDamage() throws IOException {
        long[] lengths = write(List.of(List.of("{\"a\":1}"), List.of("{\"x\":\"" + "y".repeat(3000) + "\"}")));
        byte[] zeroed = Files.readAllBytes(file());
        Arrays.fill(zeroed, (int) lengths[0] + 600, 1024 + 1, (byte) 0);
        assertDamage(zeroed);
    }

    @Test
    void aTailOfMoreZerosThanAnEventMayHaveIsCutToo() throws IOException {
        long[] lengths = write(List.of(List.of("{\"a\":1}")));
        Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), (int) lengths[0] + (40 << 20)));

        assertSurvivors(List.of("{\"a\":1}"));
    }

    @Test
    void aReaderLeavesATornTailToTheNextWriter() throws IOException {
        write(List.of(List.of("{\"a\":1}"), List.of("{\"b\":1}")));
        byte[] torn = Arrays.copyOf(Files.readAllBytes(file()), (int) Files.size(file()) - 3);
        Files.write(file(), torn);

        assertThat(readAll()).containsExactly("{\"a\":1}");

        assertThat(Files.readAllBytes(file())).isEqualTo(torn);
    }

    @Test
    void aFlippedByteBeforeTheLastAppendIsDamageAndNothingIsCut() throws IOException {
        long[] lengths =
                write(List.of(List.of("{\"a\":1}"), List.of("{\"b\":\"x\"}", "{\"c\":1}"), List.of("{\"d\":1}")));
        byte[] whole = Files.readAllBytes(file());

        for (int i = (int) lengths[0]; i < lengths[1]; i++) {
            for (int change : new int[] {1, 0x20, whole[i] ^ '\n', whole[i]}) {
                if (change != 0) {
                    byte[] damaged = whole.clone();
                    damaged[i] ^= (byte) change;
                    assertDamage(damaged);
                }
            }
        }
    }

    @Test
    void aFlippedByteInTheLastAppendIsDamageUnlessItsEndBecameZero() throws IOException {
        long[] lengths = write(List.of(List.of("{\"a\":1}"), List.of("{\"b\":\"x\"}")));
        byte[] whole = Files.readAllBytes(file());

        for (int i = (int) lengths[0]; i < whole.length; i++) {
            for (int change : new int[] {1, 0x20, whole[i] ^ '\n', whole[i]}) {
                boolean endBecameZero = i == whole.length - 1 && change == whole[i];
                if (change != 0 && !endBecameZero) {
                    byte[] damaged = whole.clone();
                    damaged[i] ^= (byte) change;
                    assertDamage(damaged);
                }
            }
        }
    }

    @Test
    void anAppendThatLacksALineInTheMiddleIsDamage() throws IOException {
        write(List.of(List.of("{\"a\":1}", "{\"b\":1}", "{\"c\":1}"), List.of("{\"d\":1}")));
        List<String> lines = Files.readAllLines(file());

        assertDamage((lines.get(0) + "\n" + lines.get(2) + "\n" + lines.get(3) + "\n").getBytes(UTF_8));
    }

    private void assertDamage(byte[] damaged) throws IOException {
        Files.write(file(), damaged);
        try (FileJournal journal = FileJournal.open(directory)) {
            assertThatThrownBy(() -> journal.size(STREAM))
                    .as(() -> new String(damaged, UTF_8))
                    .isInstanceOf(IntegrityViolation.class)
                    .hasMessageContaining("'model/loans'")
                    .hasMessageContaining("sequence number")
                    .hasMessageContaining(file().toString());
            assertThatThrownBy(() -> journal.append(STREAM, 4, Events.of("{}"))).isInstanceOf(IntegrityViolation.class);
            assertThatThrownBy(() -> journal.read(STREAM, 0, 9)).isInstanceOf(IntegrityViolation.class);
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
    }

    @Test
    void damageIsNamedByItsSequenceNumberAndLine() throws IOException {
        write(List.of(List.of("{\"a\":1}"), List.of("{\"b\":1}"), List.of("{\"c\":1}")));
        Files.writeString(file(), Files.readString(file()).replace("\"b\"", "\"B\""));

        assertThatThrownBy(this::readAll)
                .isInstanceOf(IntegrityViolation.class)
                .hasMessage("Stream 'model/loans' is damaged at sequence number 1 (line 2 of "
                        + file().toRealPath() + "): its checksum does not match its bytes."
                        + " This is no crash of a writer; somebody or the disk changed the file. Nothing was cut."
                        + " Restore the file from a backup, or look at the line and mend or remove it by hand while no"
                        + " process has it open.");
    }

    @Test
    void damageThatHappensWhileTheJournalIsOpenIsFoundByTheNextRead() throws IOException {
        write(List.of(List.of("{\"a\":1}"), List.of("{\"b\":1}")));
        try (FileJournal journal = FileJournal.open(directory)) {
            assertThat(journal.size(STREAM)).isEqualTo(2);
            Files.writeString(file(), Files.readString(file()).replace("\"b\"", "\"B\""));

            assertThat(journal.size(STREAM)).isEqualTo(2);
            assertThatThrownBy(() -> journal.read(STREAM, 1, 1)).isInstanceOf(IntegrityViolation.class);
        }
    }
}
