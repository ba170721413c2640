package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadedModel;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class StoppedRunTest {
    private static final Tensors SLOW = Tensors.of("x", Tensor.of(new float[256 * 256], 256, 256));
    private static final Tensors ROW = Tensors.of("X", Tensor.of(new float[30], 1, 30));

    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Waits until a thread is in the native run. */
    private static void awaitRun(Thread caller) {
        while (Arrays.stream(caller.getStackTrace())
                .limit(1)
                .noneMatch(
                        frame -> frame.isNativeMethod() && frame.getMethodName().equals("run"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aRunThatIsOnEndsAndSaysSo() throws Exception {
        try (LoadedModel model = TestModels.load("slow")) {
            // The model takes a second; the first call is stopped, the second one is not.
            CancellationSignal signal = new CancellationSignal();
            CompletableFuture<Thread> caller = new CompletableFuture<>();
            Future<Tensors> call = threads.submit(() -> {
                caller.complete(Thread.currentThread());
                return model.run(SLOW, signal);
            });
            awaitRun(caller.get());
            signal.cancel();

            assertThatThrownBy(() -> call.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(InferenceFailure.class)
                    .hasMessageContainingAll("slow.onnx", "stopped");
            assertThat(model.run(SLOW, new CancellationSignal()).tensor("y").size())
                    .isEqualTo(256 * 256);
        }
    }

    @Test
    void aRunDoesNotBeginAfterTheSignal() {
        try (LoadedModel model = TestModels.load("bc_logreg")) {
            CancellationSignal signal = new CancellationSignal();
            signal.cancel();

            assertThatThrownBy(() -> model.run(ROW, signal))
                    .isInstanceOf(InferenceFailure.class)
                    .hasMessageContaining("cancelled before it began");
            assertThat(model.run(ROW).names()).containsExactly("label", "probabilities");
        }
    }

    @Test
    void aSignalThatComesAfterTheRunStopsNoLaterRun() {
        try (LoadedModel model = TestModels.load("bc_logreg")) {
            Tensors expected = model.run(ROW);
            for (int i = 0; i < 100; i++) {
                CancellationSignal signal = new CancellationSignal();
                assertThat(model.run(ROW, signal)).isEqualTo(expected);
                signal.cancel();
            }
            assertThat(model.run(ROW, new CancellationSignal())).isEqualTo(expected);
        }
    }

    @Test
    void aSignalIsForOneRunAtATime() {
        try (LoadedModel model = TestModels.load("bc_logreg")) {
            CancellationSignal signal = new CancellationSignal();
            signal.register(() -> {});

            assertThatThrownBy(() -> model.run(ROW, signal))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("another run");
        }
    }

    @Test
    void theOutputsOfARunWithASignalCanBeChosen() {
        try (LoadedModel model = TestModels.load("bc_logreg")) {
            assertThat(model.run(ROW, new CancellationSignal(), "probabilities").names())
                    .containsExactly("probabilities");
        }
    }

    @RepeatedTest(20)
    void aSignalAtAnyMomentEitherStopsTheRunOrComesTooLate() throws Exception {
        try (LoadedModel model = TestModels.load("bc_slow")) {
            Tensors expected = model.run(ROW);
            CancellationSignal signal = new CancellationSignal();
            Future<Tensors> call = threads.submit(() -> model.run(ROW, signal));
            signal.cancel();
            try {
                assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(InferenceFailure.class);
            }
            assertThat(model.run(ROW, new CancellationSignal())).isEqualTo(expected);
        }
    }

    @Test
    void wordForAnEarlierRunIsNotTakenForTheNextOne() throws Exception {
        try (StoppableRun run = new StoppableRun(Map.of())) {
            long first = run.begin();
            run.end();
            long second = run.begin();

            run.stop(first);
            assertThat(run.isStopped()).isFalse();
            run.stop(second);
            assertThat(run.isStopped()).isTrue();
        }
    }

    @Test
    void wordThatComesAfterTheLaneIsFreedReachesNothing() throws Exception {
        StoppableRun run = new StoppableRun(Map.of());
        long number = run.begin();
        run.close();

        run.stop(number);

        assertThat(run.isStopped()).isFalse();
    }
}
