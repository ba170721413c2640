package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.AccessDenied;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.QualityGateFailed;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Dataset;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets as a user of the engine meets them; how rows are parsed and profiled has tests of its own. */
class DatasetTest {
    private static final String CSV = "age,income\n31,1200.5\n58,3100\n";

    @TempDir
    Path dir;

    private Path data;
    private Mlops ml;
    private Dataset people;

    @BeforeEach
    void open() {
        data = dir.resolve("ml");
        ml = Mlops.builder().directory(data).actor(() -> "alice").build();
        people = ml.dataset("people");
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private void reopen() {
        ml.close();
        open();
    }

    private Source csv(String content) {
        try {
            return Source.csv(Files.writeString(Files.createTempFile(dir, "rows", ".csv"), content));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path blob(String digest) {
        return data.resolve("blobs").resolve(digest.substring(0, 2)).resolve(digest);
    }

    @Test
    void whatIsCommittedIsTheLatestVersion() {
        DatasetVersion version =
                people.from(csv(CSV)).message("January").tag("source", "crm").commit();
        assertThat(version.number()).isEqualTo(1);
        assertThat(version.rowCount()).isEqualTo(2);
        assertThat(version.message()).hasValue("January");
        assertThat(version.tags()).containsOnly(Map.entry("source", "crm"));
        assertThat(version.committedBy()).isEqualTo("alice");
        assertThat(version.read().longs("age")).containsExactly(31, 58);
        assertThat(people.latest()).isEqualTo(version);
        assertThat(ml.datasets()).containsExactly("people");
    }

    @Test
    void theSameContentMakesNoNewVersion() {
        DatasetVersion first = people.from(csv(CSV)).commit();
        DatasetVersion again = people.from(csv(CSV)).message("once more").commit();
        assertThat(again).isEqualTo(first);
        assertThat(people.versions()).hasSize(1);
    }

    @Test
    void contentThatComesBackAfterAnotherIsANewVersion() {
        people.from(csv(CSV)).commit();
        people.from(csv("age,income\n1,2\n")).commit();
        assertThat(people.from(csv(CSV)).commit().number()).isEqualTo(3);
        assertThat(people.version(3).digest()).isEqualTo(people.version(1).digest());
    }

    @Test
    void anotherSchemaOfTheSameBytesIsANewVersion() {
        people.from(csv(CSV)).commit();
        DatasetVersion second = people.from(csv(CSV))
                .schema(Schema.infer().override("age", ColumnType.REAL))
                .commit();
        assertThat(second.number()).isEqualTo(2);
    }

    @Test
    void aRefusedCommitLeavesNothing() throws IOException {
        assertThatThrownBy(() -> people.from(csv(CSV))
                        .expect(Expectation.between("age", 18, 50))
                        .commit())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("age");
        assertThatThrownBy(() -> people.from(csv("a,b\n1,2\n3\n")).commit()).isInstanceOf(InvalidInput.class);
        assertThat(ml.datasets()).isEmpty();
        assertThat(ml.audit().events().list()).isEmpty();
        try (Stream<Path> left = Files.walk(data.resolve("blobs"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aRestartReadsEverythingBack() {
        Table table = Table.builder()
                .longs("id", 1, 2, 3)
                .doubles("score", 0.1, Double.NaN, -0.0)
                .strings("name", "Ada, \"the first\"", null, "Грейс\nHopper")
                .booleans("active", true, false, true)
                .dates("born", LocalDate.of(1815, 12, 10), null, LocalDate.of(1906, 12, 9))
                .build();
        DatasetVersion committed = people.from(Source.table(table))
                .expect(Expectation.notNull("id"))
                .commit();
        Profile profile = committed.profile();
        reopen();
        DatasetVersion read = people.version(1);
        assertThat(read).isEqualTo(committed);
        assertThat(read.read()).isEqualTo(table);
        assertThat(read.profile()).isEqualTo(profile);
        assertThat(read.schema()).isEqualTo(committed.schema());
        assertThat(read.quality()).isEqualTo(committed.quality());
        assertThat(read.committedAt()).isEqualTo(committed.committedAt());
    }

    @Test
    void theBytesOfAFileComeBackAsTheyWere() throws IOException {
        String content = "\uFEFFage;income\r\n31;1\r\n";
        DatasetVersion version = people.from(csv(content)).commit();
        try (InputStream bytes = version.open()) {
            assertThat(new String(bytes.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(content);
        }
    }

    @Test
    void enginesThatCommitAtOnceShareOneSequenceOfNumbers() throws Exception {
        int each = 10;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Mlops other = Mlops.open(data)) {
            Future<List<Integer>> ours = threads.submit(commits(ml, "a", each));
            Future<List<Integer>> theirs = threads.submit(commits(other, "b", each));
            List<Integer> numbers = new ArrayList<>(ours.get());
            numbers.addAll(theirs.get());
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 2 * each).boxed().toList());
        } finally {
            threads.shutdownNow();
        }
        assertThat(people.versions())
                .extracting(DatasetVersion::number)
                .isEqualTo(IntStream.rangeClosed(1, 2 * each).boxed().toList());
    }

    private Callable<List<Integer>> commits(Mlops engine, String writer, int times) {
        return () -> {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                Table row = Table.builder().strings("row", writer + i).build();
                numbers.add(engine.dataset("people")
                        .from(Source.table(row))
                        .commit()
                        .number());
            }
            return numbers;
        };
    }

    @Test
    void changedBytesAreNotRead() throws IOException {
        DatasetVersion version = people.from(csv(CSV)).commit();
        String digest = Digests.sha256(CSV.getBytes(StandardCharsets.UTF_8));
        Files.writeString(blob(digest), CSV.replace("31", "13"));
        assertThatThrownBy(version::read).isInstanceOf(IntegrityViolation.class).hasMessageContaining(digest);
    }

    @Test
    void missingBytesAreNamed() throws IOException {
        DatasetVersion version = people.from(csv(CSV)).commit();
        String digest = Digests.sha256(CSV.getBytes(StandardCharsets.UTF_8));
        Files.delete(blob(digest));
        assertThatThrownBy(version::read).isInstanceOf(NotFound.class).hasMessageContaining(digest);
    }

    @Test
    void aDatasetThatIsNotThereSuggestsOneThatIs() {
        people.from(csv(CSV)).commit();
        assertThatThrownBy(() -> ml.dataset("poeple").latest())
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("'people'");
        assertThatThrownBy(() -> people.version(2)).isInstanceOf(NotFound.class).hasMessageContaining("1 to 1");
    }

    @Test
    void thePastShowsTheVersionsOfThatTimeAndTakesNoCommit() {
        DatasetVersion first = people.from(csv(CSV)).commit();
        Mlops past = ml.asOf(first.committedAt());
        ManualClock later = new ManualClock();
        later.advance(
                java.time.Duration.between(later.instant(), first.committedAt().plusSeconds(60)));
        try (Mlops next = Mlops.builder().directory(data).clock(later).build()) {
            next.dataset("people").from(csv("age,income\n1,2\n")).commit();
        }
        assertThat(people.versions()).hasSize(2);
        assertThat(past.dataset("people").latest()).isEqualTo(first);
        assertThat(ml.asOf(first.committedAt().minusSeconds(1)).datasets()).isEmpty();
        assertThatThrownBy(() -> past.dataset("people").from(csv(CSV))).isInstanceOf(AccessDenied.class);
    }
}
