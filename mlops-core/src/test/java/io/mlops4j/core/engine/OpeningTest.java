package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import io.mlops4j.model.Model;
import io.mlops4j.model.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
    @TempDir
    Path dir;

    private Path data;
    private Path file;

    @BeforeEach
    void write() {
        data = dir.resolve("ml");
        file = LinearRuntime.write(dir.resolve("m.linear"), 2, 1);
    }

    private void threeVersions() {
        try (Mlops ml = Mlops.open(data)) {
            for (int i = 0; i < 3; i++) {
                ml.model("loans").from(file).register();
            }
        }
    }

    private Path stream() {
        return data.resolve("journal/model/loans.jsonl");
    }

    @Test
    void anEmptyDirectoryHoldsNothingYet() {
        try (Mlops ml = Mlops.open(data)) {
            assertThat(ml.datasets()).isEmpty();
            assertThat(ml.experiments()).isEmpty();
            assertThat(ml.models()).isEmpty();
            assertThat(ml.deployer().endpoints()).isEmpty();
            assertThat(ml.audit().verify().events()).isZero();
        }
        assertThat(data.resolve("mlops4j.json")).exists();
    }

    @Test
    void whatWasWrittenIsThereWhenItIsOpenedAgain() {
        threeVersions();
        try (Mlops ml = Mlops.open(data)) {
            assertThat(ml.model("loans").versions()).hasSize(3);
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        Mlops ml = Mlops.open(data);
        ml.close();
        assertThatCode(ml::close).doesNotThrowAnyException();
    }

    @Test
    void aHalfWrittenLastLineIsCutAndTheRestIsThere() throws IOException {
        threeVersions();
        String whole = Files.readString(stream());
        Files.writeString(stream(), "{\"seq\":3,\"at\":\"2026-", StandardOpenOption.APPEND);
        try (Mlops ml = Mlops.open(data)) {
            assertThat(ml.model("loans").versions()).hasSize(3);
            assertThat(ml.model("loans").from(file).register().number()).isEqualTo(4);
            ml.audit().verify();
        }
        assertThat(Files.readString(stream())).startsWith(whole).doesNotContain("2026-{");
    }

    @Test
    void aFlippedByteInTheMiddleIsAnIntegrityViolationAndNothingIsChanged() throws IOException {
        threeVersions();
        JournalFiles.damage(stream(), 1, "\"version\":2", "\"version\":3");
        byte[] before = Files.readAllBytes(stream());
        try (Mlops ml = Mlops.open(data)) {
            Model model = ml.model("loans");
            assertThatThrownBy(model::versions)
                    .isInstanceOf(IntegrityViolation.class)
                    .hasMessageContaining("model/loans");
            assertThatThrownBy(() -> model.from(file).register()).isInstanceOf(IntegrityViolation.class);
        }
        assertThat(Files.readAllBytes(stream())).isEqualTo(before);
    }

    @Test
    void oneDamagedStreamDoesNotKeepTheOthersFromWork() {
        threeVersions();
        JournalFiles.damage(stream(), 1, "\"version\":2", "\"version\":3");
        try (Mlops ml = Mlops.open(data)) {
            assertThat(ml.model("other").from(file).register().number()).isEqualTo(1);
            assertThat(ml.models()).containsExactly("loans", "other");
        }
    }

    @Test
    void twoEnginesOfOneProcessShareADirectory() {
        try (Mlops one = Mlops.open(data);
                Mlops two = Mlops.open(data)) {
            ModelVersion version = one.model("loans").from(file).register();
            assertThat(two.model("loans").version(1)).isEqualTo(version);
            assertThat(two.model("loans").from(file).register().number()).isEqualTo(2);
            one.close();
            assertThat(two.model("loans").from(file).register().number()).isEqualTo(3);
        }
    }

    @Test
    void twoProcessesShareADirectory() throws Exception {
        try (Mlops ml = Mlops.open(data)) {
            assertThat(ml.model("loans").from(file).register().number()).isEqualTo(1);
            Process child = ChildPrograms.start(ChildPrograms.Worker.class, data.toString(), file.toString(), "2");
            List<String> said = ChildPrograms.lines(child);
            assertThat(child.waitFor()).as(() -> String.join("\n", said)).isZero();
            assertThat(said).contains("version 2", "version 3");
            assertThat(ml.model("loans").versions()).hasSize(3);
            assertThat(ml.experiment("loans").runs().list()).hasSize(2);
            assertThat(ml.model("loans").from(file).register().number()).isEqualTo(4);
        }
    }

    @Test
    void somethingMustBeChosen() {
        assertThatThrownBy(() -> Mlops.builder().build())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("directory(…)")
                .hasMessageContaining("inMemory()");
    }

    @Test
    void onlyOneCanBeChosen() {
        assertThatThrownBy(() -> Mlops.builder().inMemory().directory(data).build())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("choose one");
        assertThat(data).doesNotExist();
    }

    @Test
    void aJournalAloneIsNotEnough() {
        assertThatThrownBy(() -> Mlops.builder().journal(new InMemoryJournal()).build())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("where to keep bytes");
    }

    @Test
    void aBlobStoreAloneIsNotEnough() {
        assertThatThrownBy(() -> Mlops.builder().blobs(new InMemoryBlobStore()).build())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("where to keep events");
    }

    @Test
    void whatTheCallerBroughtStaysOpen() {
        InMemoryJournal journal = new InMemoryJournal();
        InMemoryBlobStore blobs = new InMemoryBlobStore();
        ModelVersion version;
        try (Mlops ml = Mlops.builder().journal(journal).blobs(blobs).build()) {
            version = ml.model("loans").from(file).register();
        }
        assertThat(journal.size("model/loans")).isEqualTo(1);
        assertThat(blobs.contains(version.digest())).isTrue();
    }

    @Test
    void aJournalOfTheCallersGoesWithADirectoryForTheRest() {
        InMemoryJournal journal = new InMemoryJournal();
        try (Mlops ml = Mlops.builder().directory(data).journal(journal).build()) {
            ml.model("loans").from(file).register();
        }
        assertThat(journal.size("model/loans")).isEqualTo(1);
        assertThat(data.resolve("blobs")).isNotEmptyDirectory();
        assertThat(data.resolve("journal")).doesNotExist();
    }

    @Test
    void whatHadToBeLocalIsGoneWhenAnEngineInMemoryCloses() throws IOException {
        List<Path> before = scratches();
        try (Mlops ml = Mlops.builder().inMemory().build()) {
            ml.deployer()
                    .endpoint("scoring")
                    .deploy(ml.model("loans").from(file).register());
            assertThat(scratches()).hasSizeGreaterThan(before.size());
        }
        assertThat(scratches()).isEqualTo(before);
    }

    private static List<Path> scratches() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith("mlops4j-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "a\\b", "/", "a\u0000b", "a\nb", " a", "a ", "\ud800"})
    void aNameThatIsNoneIsRefusedByAllStepsAtOnce(String name) {
        try (Mlops ml = Mlops.builder().inMemory().build()) {
            List<Function<String, Object>> steps =
                    List.of(ml::dataset, ml::experiment, ml::model, ml.deployer()::endpoint);
            for (Function<String, Object> step : steps) {
                assertThatThrownBy(() -> step.apply(name)).isInstanceOf(InvalidInput.class);
            }
            assertThatThrownBy(() -> ml.model("x".repeat(129))).isInstanceOf(InvalidInput.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loan-default",
                "Kredit Ausfall 2026",
                "кредит",
                "贷款违约",
                "קרדיט",
                "😀",
                "a..b",
                ".hidden",
                "con",
                "a.jsonl",
                "%41",
                "\u0958",
                "LONG"
            })
    void aNameOfAnyScriptGoesThroughAllStepsAndARestart(String chosen) {
        String name = chosen.equals("LONG") ? "\uFDFA".repeat(128) : chosen;
        String kept;
        try (Mlops ml = Mlops.open(data)) {
            Table rows = Table.builder().longs("a", 1).build();
            ml.dataset(name).from(Source.table(rows)).commit();
            ml.experiment(name)
                    .run(name, r -> r.metric(name, 1).param(name, name).tag(name, name));
            ModelVersion version = ml.model(name).from(file).register();
            ml.model(name).alias("champion", version, name);
            ml.deployer().endpoint(name).deploy(version);
            kept = ml.model(name).name();
        }
        try (Mlops ml = Mlops.open(data)) {
            assertThat(ml.datasets()).containsExactly(kept);
            assertThat(ml.experiments()).containsExactly(kept);
            assertThat(ml.models()).containsExactly(kept);
            assertThat(ml.deployer().endpoints()).containsExactly(kept);
            assertThat(ml.dataset(name).latest().rowCount()).isEqualTo(1);
            assertThat(ml.experiment(name)
                            .runs()
                            .first()
                            .orElseThrow()
                            .metric(name)
                            .last())
                    .isEqualTo(1);
            assertThat(ml.model(kept).version("champion").number()).isEqualTo(1);
            assertThat(ml.deployer().endpoint(kept).version().model()).isEqualTo(kept);
            assertThat(ml.audit().verify().streams()).isEqualTo(5);
        }
    }
}
