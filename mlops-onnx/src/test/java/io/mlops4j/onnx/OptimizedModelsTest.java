package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InferenceFailure;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizedModelsTest {
    private static final Tensors ROWS = Tensors.of("X", Tensor.of(new float[60], 2, 30));

    @TempDir
    Path directory;

    private Path kept;
    private LoadOptions options;

    @BeforeEach
    void name() {
        kept = directory.resolve("not/there/yet");
        options = LoadOptions.defaults().withSetting(OnnxSettings.OPTIMIZED_MODELS, kept.toString());
    }

    private LoadedModel load(String name) {
        return new OnnxRuntime().load(TestModels.file(name + ".onnx"), options);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(kept)) {
            return files.sorted().toList();
        }
    }

    private Path onlyFile() throws IOException {
        assertThat(files()).hasSize(1);
        return files().get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bc_logreg", "bc_rf", "bc_gbc", "bc_slow", "bc_fails"})
    void anOptimisedModelAnswersAndTellsOfItselfAsTheModelDoes(String name) {
        try (LoadedModel model = TestModels.load(name);
                LoadedModel first = load(name);
                LoadedModel again = load(name)) {
            for (LoadedModel other : List.of(first, again)) {
                assertThat(other.signature()).isEqualTo(model.signature());
                assertThat(other.metadata()).isEqualTo(model.metadata());
                assertThat(other.run(ROWS)).isEqualTo(model.run(ROWS));
                assertThat(other.run(ROWS)).isEqualTo(model.run(ROWS));
            }
        }
    }

    @Test
    void itIsMadeOnceAndThenUsed() throws IOException {
        load("bc_gbc").close();
        Path file = onlyFile();
        FileTime made = Files.getLastModifiedTime(file);

        load("bc_gbc").close();

        assertThat(onlyFile()).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(made);
    }

    @Test
    void whatNobodyHasLoadedForAMonthIsDeletedWhenSomethingNewComes() throws IOException {
        load("bc_gbc").close();
        Path unused = onlyFile();
        Files.setLastModifiedTime(unused, daysAgo(31));

        load("bc_rf").close();

        assertThat(onlyFile()).isNotEqualTo(unused);
    }

    @Test
    void anOldModelOfTheUsersOwnInTheSameDirectoryStays() throws IOException {
        Files.createDirectories(kept);
        Path own = Files.writeString(kept.resolve("model.onnx"), "mine");
        Files.setLastModifiedTime(own, daysAgo(400));

        load("bc_rf").close();

        assertThat(own).exists();
    }

    @Test
    void whatWasLoadedLatelyStays() throws IOException {
        load("bc_gbc").close();
        Path used = onlyFile();
        Files.setLastModifiedTime(used, daysAgo(31));
        load("bc_gbc").close();

        load("bc_rf").close();

        assertThat(files()).hasSize(2).contains(used);
    }

    private static FileTime daysAgo(int days) {
        return FileTime.from(Instant.now().minus(Duration.ofDays(days)));
    }

    @Test
    void modelsAndSettingsHaveFilesOfTheirOwn() throws IOException {
        load("bc_gbc").close();
        load("bc_rf").close();
        assertThat(files()).hasSize(2);

        options = options.withSetting(OnnxSettings.GRAPH_OPTIMIZATION, "basic");
        load("bc_rf").close();
        options = options.withSetting("session.set_denormal_as_zero", "1");
        load("bc_rf").close();

        assertThat(files()).hasSize(4);
    }

    @Test
    void aDamagedFileIsMadeAgain() throws IOException {
        load("bc_gbc").close();
        Path file = onlyFile();
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        for (byte[] bytes : new byte[][] {damaged, new byte[0], "no model".getBytes(StandardCharsets.UTF_8)}) {
            Files.write(file, bytes);

            try (LoadedModel model = load("bc_gbc");
                    LoadedModel original = TestModels.load("bc_gbc")) {
                assertThat(model.run(ROWS)).isEqualTo(original.run(ROWS));
            }
            assertThat(onlyFile()).isEqualTo(file).hasBinaryContent(whole);
        }
    }

    @Test
    void anotherModelInItsPlaceIsThrownAway() throws IOException {
        load("bc_gbc").close();
        Path file = onlyFile();
        Files.copy(TestModels.file("bc_rf.onnx"), file, StandardCopyOption.REPLACE_EXISTING);

        try (LoadedModel model = load("bc_gbc");
                LoadedModel original = TestModels.load("bc_gbc")) {
            assertThat(model.run(ROWS)).isEqualTo(original.run(ROWS));
        }
        assertThat(onlyFile()).isEqualTo(file);
    }

    @Test
    void whatOnnxRuntimeRefusesIsThrownAwayThoughItsNameIsRight() throws Exception {
        load("bc_gbc").close();
        Path file = onlyFile();
        String key = file.getFileName().toString().substring(0, 64);
        Files.delete(file);
        // The name tells the SHA-256 of these bytes, so only ONNX Runtime finds out.
        byte[] bytes = "no model".getBytes(StandardCharsets.UTF_8);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        Path refused = Files.write(kept.resolve(key + "-" + sha256 + ".onnx"), bytes);

        load("bc_gbc").close();

        assertThat(refused).doesNotExist();
        assertThat(onlyFile()).isEqualTo(file);
    }

    @Test
    void modelsWithWeightsOutsideTheirFileAreNotKept() {
        try (LoadedModel model = load("external")) {
            assertThat(model.run(Tensors.of("x", Tensor.of(new long[] {1}, 1)))
                            .tensor("y")
                            .floats())
                    .startsWith(1, 2, 3);
        }
        assertThat(kept).doesNotExist();
    }

    @Test
    void aModelThatCannotBeLoadedLeavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> load("broken_graph"))
                .isInstanceOf(InferenceFailure.class)
                .hasMessageContaining("'nowhere'");

        assertThat(files()).isEmpty();
    }

    @Test
    void whereNoDirectoryCanBeTheModelIsLoadedWithout() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        options = options.withSetting(OnnxSettings.OPTIMIZED_MODELS, file.toString());

        try (LoadedModel model = load("bc_gbc")) {
            assertThat(model.run(ROWS).names()).containsExactly("label", "probabilities");
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void manyLoadsAtOnceKeepOneFile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Tensors> load = () -> {
                try (LoadedModel model = load("bc_gbc")) {
                    return model.run(ROWS);
                }
            };
            List<Future<Tensors>> answers = threads.invokeAll(Collections.nCopies(8, load));
            try (LoadedModel original = TestModels.load("bc_gbc")) {
                for (Future<Tensors> answer : answers) {
                    assertThat(answer.get()).isEqualTo(original.run(ROWS));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(onlyFile().getFileName().toString()).endsWith(".onnx");
    }

    @Test
    void theKindOfCpuIsWhatLinuxTellsOfItAndNotItsState() throws IOException {
        Path one = Files.writeString(directory.resolve("one"), """
                processor\t: 0
                model name\t: Some CPU @ 2.10GHz
                cpu MHz\t\t: 2100.000
                flags\t\t: fpu avx2

                processor\t: 1
                model name\t: Some CPU @ 2.10GHz
                cpu MHz\t\t: 1700.000
                flags\t\t: fpu avx2
                """);
        Path other = Files.writeString(directory.resolve("other"), """
                processor\t: 0
                model name\t: Some CPU @ 2.10GHz
                cpu MHz\t\t: 900.000
                flags\t\t: fpu avx2
                """);

        assertThat(Processor.linux(one))
                .containsExactly("flags : fpu avx2", "model name : Some CPU @ 2.10GHz")
                .isEqualTo(Processor.linux(other));
        assertThat(Processor.linux(directory.resolve("nowhere"))).isEmpty();
    }
}
