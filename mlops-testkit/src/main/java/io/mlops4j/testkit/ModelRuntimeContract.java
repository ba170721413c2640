package io.mlops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import io.mlops4j.spi.ModelRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link ModelRuntime} is to keep. Extend it, give it the runtime and examples, and JUnit runs the rest:
 *
 * <pre>{@code
 * class MyRuntimeContractTest extends ModelRuntimeContract {
 *     protected ModelRuntime runtime() { return new MyRuntime(); }
 *     protected List<ModelExample> examples() { return List.of(…); }
 * }
 * }</pre>
 */
public abstract class ModelRuntimeContract {
    private static final int THREADS = 4;

    @TempDir
    Path directory;

    /** For subclasses. */
    protected ModelRuntimeContract() {}

    /** The runtime. */
    protected abstract ModelRuntime runtime();

    /**
     * What its models give for which inputs. Two or more of one file must have unlike inputs and unlike outputs, so that answers can be told
     * apart; one model should have two outputs, and one an input with a fixed dimension.
     */
    protected abstract List<ModelExample> examples();

    @Test
    void theRuntimeNamesItselfAndWhatItReads() {
        assertThat(runtime().name()).matches("[a-z0-9][a-z0-9._-]*");
        assertThat(runtime().version()).isNotBlank();
        assertThat(runtime().extensions()).isNotEmpty().allMatch(extension -> extension.matches("[a-z0-9]+"));
    }

    @Test
    void theSignatureIsThatOfTheExamples() {
        forEachExample((example, model) -> {
            assertThatCode(() -> model.signature().checkInputs(example.inputs()))
                    .doesNotThrowAnyException();
            assertThat(names(model.signature().outputs()))
                    .isEqualTo(example.outputs().names());
            for (TensorSpec spec : model.signature().outputs()) {
                Value output = example.outputs().value(spec.name());
                assertThat(kind(output)).isEqualTo(spec.kind());
                if (output instanceof Tensor tensor) {
                    assertThat(tensor.type()).isEqualTo(spec.type());
                    assertThat(spec.shape().admits(tensor.shape())).isTrue();
                }
            }
        });
    }

    @Test
    void theMetadataCannotBeChanged() {
        forEachExample(
                (example, model) -> assertThatThrownBy(() -> model.metadata().put("added", "later"))
                        .isInstanceOf(UnsupportedOperationException.class));
    }

    @Test
    void everyExampleGivesItsOutputsInTheSignaturesOrder() {
        forEachExample((example, model) -> example.assertOutputs(model.run(example.inputs())));
    }

    @Test
    void aModelGivesTheSameAgain() {
        forEachExample(
                (example, model) -> assertThat(model.run(example.inputs())).isEqualTo(model.run(example.inputs())));
    }

    @Test
    void theFileMayHaveAnyName() throws IOException {
        ModelExample example = first();
        Path nameless = Files.copy(example.file(), directory.resolve("0".repeat(64)));
        try (LoadedModel model = load(nameless)) {
            example.assertOutputs(model.run(example.inputs()));
        }
    }

    @Test
    void requestedOutputsComeInTheOrderOfTheCall() {
        forEachExample((example, model) -> {
            List<String> backwards = new ArrayList<>(example.outputs().names());
            Collections.reverse(backwards);
            Tensors outputs = model.run(example.inputs(), backwards.toArray(new String[0]));
            assertThat(outputs.names()).isEqualTo(backwards);
            backwards.forEach(name -> example.assertOutput(name, outputs.value(name)));
        });
    }

    @Test
    void oneOutputCanBeRequestedAlone() {
        forEachExample((example, model) -> {
            for (String name : example.outputs().names()) {
                Tensors outputs = model.run(example.inputs(), name);
                assertThat(outputs.names()).containsExactly(name);
                example.assertOutput(name, outputs.value(name));
            }
        });
    }

    @Test
    void anUnknownOutputIsRefused() {
        withFirst((example, model) -> assertRefused(
                () -> model.run(example.inputs(), example.outputs().name(0), "no such output"), "no such output"));
    }

    @Test
    void noOutputAtAllIsRefused() {
        withFirst((example, model) -> assertRefused(() -> model.run(example.inputs(), new String[0]), "output"));
    }

    @Test
    void anOutputRequestedTwiceIsRefused() {
        withFirst((example, model) -> {
            String name = example.outputs().name(0);
            assertRefused(() -> model.run(example.inputs(), name, name), name);
        });
    }

    @Test
    void anInputOfAnUnknownNameIsRefused() {
        forEachExample((example, model) -> {
            assertRefused(() -> model.run(renamed(example.inputs())), "no such input");
            assertRefused(
                    () -> model.run(example.inputs()
                            .and("no such input", example.inputs().value(0))),
                    "no such input");
        });
    }

    @Test
    void aMissingInputIsRefused() {
        forEachExample((example, model) -> assertRefused(
                () -> model.run(Tensors.of(Map.of())), example.inputs().name(0)));
    }

    @Test
    void anInputOfAnotherTypeIsRefused() {
        forEachExample((example, model) -> {
            Tensor right = example.inputs().tensor(example.inputs().name(0));
            for (ElementType type : ElementType.values()) {
                if (type != right.type()) {
                    Tensor wrong = Tensor.zeros(type, right.shape());
                    assertRefused(
                            () -> model.run(withFirstInput(example.inputs(), wrong)),
                            example.inputs().name(0));
                }
            }
        });
    }

    @Test
    void anInputOfAnotherRankIsRefused() {
        forEachExample((example, model) -> {
            Tensor right = example.inputs().tensor(example.inputs().name(0));
            long[] deeper =
                    Arrays.copyOf(right.shape().dimensions(), right.shape().rank() + 1);
            deeper[deeper.length - 1] = 1;
            Tensor wrong = Tensor.zeros(right.type(), Shape.of(deeper));
            assertRefused(
                    () -> model.run(withFirstInput(example.inputs(), wrong)),
                    example.inputs().name(0));
        });
    }

    @Test
    void anInputWithAnotherFixedDimensionIsRefused() {
        forEachExample((example, model) -> {
            String name = example.inputs().name(0);
            Tensor right = example.inputs().tensor(name);
            Shape declared = spec(model.signature().inputs(), name).shape();
            for (int i = 0; i < declared.rank(); i++) {
                if (declared.dimension(i) != Shape.FREE) {
                    long[] wider = right.shape().dimensions();
                    wider[i]++;
                    Tensor wrong = Tensor.zeros(right.type(), Shape.of(wider));
                    assertRefused(() -> model.run(withFirstInput(example.inputs(), wrong)), name);
                }
            }
        });
    }

    @Test
    void aModelWorksAfterItRefused() {
        withFirst((example, model) -> {
            assertRefused(() -> model.run(renamed(example.inputs())), "no such input");
            example.assertOutputs(model.run(example.inputs()));
        });
    }

    @Test
    void concurrentCallsEachGetTheirOwnAnswer() throws Exception {
        List<ModelExample> examples = examplesOfOneFile();
        try (LoadedModel model = load(examples.get(0).file())) {
            List<Callable<Void>> callers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int offset = thread;
                callers.add(() -> {
                    for (int i = 0; i < 200; i++) {
                        ModelExample example = examples.get((offset + i) % examples.size());
                        example.assertOutputs(model.run(example.inputs()));
                    }
                    return null;
                });
            }
            runAll(callers, () -> {});
        }
    }

    @Test
    void closingUnderLoadFailsNoCallThatBeganAndLetsNoneInAfterwards() throws Exception {
        List<ModelExample> examples = examplesOfOneFile();
        for (int round = 0; round < 20; round++) {
            LoadedModel model = load(examples.get(0).file());
            AtomicBoolean closing = new AtomicBoolean();
            AtomicBoolean closed = new AtomicBoolean();
            CountDownLatch busy = new CountDownLatch(THREADS);
            List<Callable<Void>> callers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                ModelExample example = examples.get(thread % examples.size());
                callers.add(() -> {
                    callUntilRefused(example, model, busy, closing, closed);
                    return null;
                });
            }
            runAll(callers, () -> {
                // A caller that failed never counts down; its failure is told below.
                busy.await(30, TimeUnit.SECONDS);
                closing.set(true);
                model.close();
                closed.set(true);
            });
            assertThatThrownBy(() -> model.run(examples.get(0).inputs())).isInstanceOf(InferenceFailure.class);
        }
    }

    private static void callUntilRefused(
            ModelExample example, LoadedModel model, CountDownLatch busy, AtomicBoolean closing, AtomicBoolean closed) {
        while (true) {
            boolean after = closed.get();
            try {
                Tensors outputs = model.run(example.inputs());
                assertThat(after)
                        .as("a call was let in after close() had returned")
                        .isFalse();
                example.assertOutputs(outputs);
                busy.countDown();
            } catch (InferenceFailure e) {
                assertThat(closing).as("a call failed before close(): %s", e).isTrue();
                return;
            }
        }
    }

    @Test
    void aRunWithASignalThatIsNotGivenAnswersAsOneWithout() {
        forEachExample((example, model) -> {
            example.assertOutputs(model.run(example.inputs(), new CancellationSignal()));
            String last = example.outputs().name(example.outputs().size() - 1);
            Tensors one = model.run(example.inputs(), new CancellationSignal(), last);
            assertThat(one.names()).containsExactly(last);
            example.assertOutput(last, one.value(last));
        });
    }

    @Test
    void aRunWithASignalRefusesWhatOneWithoutRefuses() {
        withFirst((example, model) -> {
            assertRefused(
                    () -> model.run(example.inputs(), new CancellationSignal(), "no such output"), "no such output");
            assertRefused(() -> model.run(renamed(example.inputs()), new CancellationSignal()), "no such input");
            example.assertOutputs(model.run(example.inputs()));
        });
    }

    @Test
    void aRunThatWasCancelledBeforeItBeganDoesNotBegin() {
        forEachExample((example, model) -> {
            CancellationSignal given = new CancellationSignal();
            given.cancel();
            assertThatThrownBy(() -> model.run(example.inputs(), given)).isInstanceOf(InferenceFailure.class);
            example.assertOutputs(model.run(example.inputs()));
        });
    }

    @Test
    void aCancelledRunEndsOrAnswersAndLeavesTheOthersAlone() throws Exception {
        List<ModelExample> examples = examplesOfOneFile();
        try (LoadedModel model = load(examples.get(0).file())) {
            List<Callable<Void>> callers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int offset = thread;
                callers.add(() -> {
                    for (int i = 0; i < 100; i++) {
                        ModelExample example = examples.get((offset + i) % examples.size());
                        callAndCancel(example, model);
                        example.assertOutputs(model.run(example.inputs()));
                    }
                    return null;
                });
            }
            runAll(callers, () -> {});
        }
    }

    /** Runs on a thread of its own while this one cancels, at whatever moment that hits. */
    private static void callAndCancel(ModelExample example, LoadedModel model) throws Exception {
        CancellationSignal signal = new CancellationSignal();
        FutureTask<Tensors> call = new FutureTask<>(() -> model.run(example.inputs(), signal));
        new Thread(call, "cancelled call").start();
        signal.cancel();
        try {
            example.assertOutputs(call.get(30, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(InferenceFailure.class);
        }
    }

    @Test
    void aModelHoldsNoLessThanNothing() {
        forEachExample((example, model) -> {
            assertThat(model.memoryBytes()).isNotNegative();
            model.run(example.inputs());
            assertThat(model.memoryBytes()).isNotNegative();
        });
    }

    @Test
    void anAnswerIsTheCallersAndNoLaterCallChangesIt() throws Exception {
        List<ModelExample> examples = examplesOfOneFile();
        try (LoadedModel model = load(examples.get(0).file())) {
            List<Tensors> answers = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                for (ModelExample example : examples) {
                    answers.add(model.run(example.inputs()));
                }
            }
            for (int i = 0; i < answers.size(); i++) {
                examples.get(i % examples.size()).assertOutputs(answers.get(i));
            }
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        LoadedModel model = load(first().file());
        model.close();
        assertThatCode(model::close).doesNotThrowAnyException();
    }

    @Test
    void aClosedModelDoesNotRunAndStillTellsOfItself() {
        ModelExample example = first();
        LoadedModel model = load(example.file());
        model.close();
        assertThatThrownBy(() -> model.run(example.inputs()))
                .isInstanceOf(InferenceFailure.class)
                .hasMessageContaining("closed");
        assertThat(names(model.signature().outputs()))
                .isEqualTo(example.outputs().names());
        assertThatCode(model::metadata).doesNotThrowAnyException();
    }

    @Test
    void twoLoadsOfOneFileAreIndependent() {
        ModelExample example = first();
        LoadedModel one = load(example.file());
        try (LoadedModel other = load(example.file())) {
            one.close();
            example.assertOutputs(other.run(example.inputs()));
        }
    }

    @Test
    void aMissingFileIsRefused() {
        assertRefused(() -> load(directory.resolve("nowhere")), "nowhere");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));
        assertRefused(() -> load(empty), "empty");
    }

    @Test
    void garbageIsRefused() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[1 + random.nextInt(5000)];
            random.nextBytes(bytes);
            Path garbage = Files.write(directory.resolve("garbage"), bytes);
            assertRefused(() -> load(garbage), "garbage");
        }
        Path text = Files.writeString(directory.resolve("garbage"), "<html><body>404 Not Found</body></html>\n");
        assertRefused(() -> load(text), "garbage");
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(first().file());
        for (int part = 1; part < 16; part++) {
            Path truncated = Files.write(
                    directory.resolve("truncated"), Arrays.copyOf(whole, (int) ((long) whole.length * part / 16)));
            assertRefused(() -> load(truncated), "truncated");
        }
        Path truncated = Files.write(directory.resolve("truncated"), Arrays.copyOf(whole, whole.length - 1));
        assertRefused(() -> load(truncated), "truncated");
    }

    private interface Trial {
        void run(ModelExample example, LoadedModel model);
    }

    private interface Step {
        void run() throws Exception;
    }

    private ModelExample first() {
        return examples().get(0);
    }

    private LoadedModel load(Path file) {
        return runtime().load(file, LoadOptions.defaults());
    }

    private void withFirst(Trial trial) {
        run(first(), trial);
    }

    private void forEachExample(Trial trial) {
        assertThat(examples()).isNotEmpty();
        examples().forEach(example -> run(example, trial));
    }

    private void run(ModelExample example, Trial trial) {
        try (LoadedModel model = load(example.file())) {
            trial.run(example, model);
        }
    }

    private List<ModelExample> examplesOfOneFile() {
        Map<Path, List<ModelExample>> byFile = new LinkedHashMap<>();
        examples()
                .forEach(example -> byFile.computeIfAbsent(example.file(), file -> new ArrayList<>())
                        .add(example));
        return byFile.values().stream()
                .filter(ofOne -> ofOne.size() > 1)
                .findFirst()
                .orElseThrow(() -> new AssertionError("The contract needs two examples of one file."));
    }

    private static void assertRefused(Runnable call, String told) {
        assertThatThrownBy(call::run).isInstanceOf(InvalidInput.class).hasMessageContaining(told);
    }

    private static Tensors renamed(Tensors inputs) {
        Map<String, Value> renamed = new LinkedHashMap<>(inputs.asMap());
        renamed.put("no such input", renamed.remove(inputs.name(0)));
        return Tensors.of(renamed);
    }

    private static Tensors withFirstInput(Tensors inputs, Tensor value) {
        Map<String, Value> changed = new LinkedHashMap<>(inputs.asMap());
        changed.put(inputs.name(0), value);
        return Tensors.of(changed);
    }

    private static List<String> names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).toList();
    }

    private static TensorSpec spec(List<TensorSpec> specs, String name) {
        return specs.stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TensorSpec.Kind kind(Value value) {
        if (value instanceof Tensor) {
            return TensorSpec.Kind.TENSOR;
        }
        return value instanceof Value.MapValue ? TensorSpec.Kind.MAP : TensorSpec.Kind.SEQUENCE;
    }

    /** Runs the callers, each on a thread, and meanwhile the step on this one; gives the first failure. */
    private static void runAll(List<Callable<Void>> callers, Step meanwhile) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        try {
            List<Future<Void>> calls = new ArrayList<>();
            callers.forEach(caller -> calls.add(threads.submit(caller)));
            meanwhile.run();
            for (Future<Void> call : calls) {
                call.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
