package io.mlops4j.core.serving.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.serving.Batching;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MicroBatcherTest {
    private final List<Integer> sizes = new ArrayList<>();

    private static Tensors rows(int rows, float value) {
        float[] data = new float[rows * 2];
        java.util.Arrays.fill(data, value);
        return Tensors.of("X", Tensor.of(data, rows, 2));
    }

    /** Doubles each row's first value, fails on negative ones. */
    private Tensors model(Tensors inputs) {
        Tensor x = inputs.tensor("X");
        int rows = (int) x.shape().dimension(0);
        synchronized (sizes) {
            sizes.add(rows);
        }
        float[] scores = new float[rows];
        for (int i = 0; i < rows; i++) {
            if (x.floats()[2 * i] < 0) {
                throw new InferenceFailure("negative");
            }
            scores[i] = 2 * x.floats()[2 * i];
        }
        return Tensors.of("score", Tensor.of(scores, rows));
    }

    /** Holds the first run until others wait behind it. */
    private List<Future<Tensors>> together(Batching settings, List<Tensors> requests, ExecutorService threads)
            throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        MicroBatcher batcher = new MicroBatcher(settings, inputs -> {
            if (runs.getAndIncrement() == 0) {
                first.countDown();
                await(go);
            }
            return model(inputs);
        });
        List<Future<Tensors>> answers = new ArrayList<>();
        answers.add(threads.submit(() -> batcher.run(requests.get(0), null)));
        first.await();
        for (Tensors request : requests.subList(1, requests.size())) {
            int waiting = batcher.waiting();
            answers.add(threads.submit(() -> batcher.run(request, null)));
            while (batcher.waiting() == waiting) {
                Thread.onSpinWait();
            }
        }
        go.countDown();
        return answers;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T with(java.util.concurrent.Callable<T> action, ExecutorService threads) throws Exception {
        try {
            return action.call();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void requestsThatComeWhileTheModelIsBusyAreRunTogether() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        with(
                () -> {
                    List<Tensors> requests = List.of(rows(1, 1), rows(1, 2), rows(3, 3), rows(1, 4));
                    List<Future<Tensors>> answers = together(Batching.of(8), requests, threads);
                    assertThat(answers.get(1).get().tensor("score").floats()).containsExactly(4);
                    assertThat(answers.get(2).get().tensor("score").floats()).containsExactly(6, 6, 6);
                    assertThat(answers.get(3).get().tensor("score").floats()).containsExactly(8);
                    answers.get(0).get();
                    assertThat(sizes).containsExactly(1, 5);
                    return sizes;
                },
                threads);
    }

    @Test
    void aBatchHasNoMoreRequestsThanAllowed() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        with(
                () -> {
                    List<Tensors> requests = List.of(rows(1, 1), rows(1, 2), rows(1, 3), rows(1, 4));
                    for (Future<Tensors> answer : together(Batching.of(2), requests, threads)) {
                        answer.get();
                    }
                    assertThat(sizes).containsExactly(1, 2, 1);
                    return sizes;
                },
                threads);
    }

    @Test
    void aRequestThatFailsFailsAlone() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        with(
                () -> {
                    List<Tensors> requests = List.of(rows(1, 1), rows(1, -2), rows(1, 3));
                    List<Future<Tensors>> answers = together(Batching.of(8), requests, threads);
                    assertThat(answers.get(2).get().tensor("score").floats()).containsExactly(6);
                    assertThatThrownBy(() -> answers.get(1).get()).hasCauseInstanceOf(InferenceFailure.class);
                    return sizes;
                },
                threads);
    }

    @Test
    void requestsOfOtherShapesAreNotRunTogether() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        with(
                () -> {
                    Tensors wide = Tensors.of("X", Tensor.of(new float[] {5, 5, 5}, 1, 3));
                    List<Tensors> requests = List.of(rows(1, 1), rows(1, 2), wide, rows(1, 4));
                    for (Future<Tensors> answer : together(Batching.of(8), requests, threads)) {
                        answer.get();
                    }
                    assertThat(sizes).containsExactly(1, 1, 1, 1);
                    return sizes;
                },
                threads);
    }

    @Test
    void aModelWithoutARowOfOutputForEachRowIsAskedOneByOne() {
        AtomicInteger runs = new AtomicInteger();
        MicroBatcher batcher = new MicroBatcher(Batching.of(8), inputs -> {
            runs.incrementAndGet();
            return Tensors.of("mean", Tensor.of(new float[] {1}, 1));
        });
        assertThat(batcher.run(rows(1, 1), null).tensor("mean").floats()).containsExactly(1);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aRequestThatWasCancelledWhileItWaitedIsNotRun() throws Exception {
        CancellationSignal signal = new CancellationSignal();
        signal.cancel();
        MicroBatcher batcher = new MicroBatcher(Batching.of(8), this::model);
        assertThatThrownBy(() -> batcher.run(rows(1, 1), signal)).isInstanceOf(InferenceFailure.class);
        assertThat(sizes).isEmpty();
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() throws Exception {
        MicroBatcher batcher = new MicroBatcher(Batching.of(4).maxDelay(Duration.ofNanos(20_000)), this::model);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        with(
                () -> {
                    List<Future<Boolean>> callers = new ArrayList<>();
                    for (int t = 0; t < 8; t++) {
                        int own = t;
                        callers.add(threads.submit(() -> {
                            boolean right = true;
                            for (int i = 0; i < 1_000; i++) {
                                float value = own * 1_000 + i;
                                right &= batcher.run(rows(1, value), null)
                                                .tensor("score")
                                                .floats()[0]
                                        == 2 * value;
                            }
                            return right;
                        }));
                    }
                    for (Future<Boolean> caller : callers) {
                        assertThat(caller.get()).isTrue();
                    }
                    return callers;
                },
                threads);
    }

    @Test
    void aBatchIsFilledUpAndTheAnswersAreCutBack() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        with(
                () -> {
                    List<Tensors> requests = List.of(rows(1, 1), rows(1, 2), rows(3, 3), rows(1, 4));
                    List<Future<Tensors>> answers = together(Batching.of(8).padded(), requests, threads);
                    assertThat(answers.get(0).get().tensor("score").floats()).containsExactly(2);
                    assertThat(answers.get(1).get().tensor("score").floats()).containsExactly(4);
                    assertThat(answers.get(2).get().tensor("score").floats()).containsExactly(6, 6, 6);
                    assertThat(answers.get(3).get().tensor("score").floats()).containsExactly(8);
                    assertThat(sizes).containsExactly(1, 8);
                    return sizes;
                },
                threads);
    }

    @Test
    void aFilledUpBatchHoldsNoMoreRowsThanItsLargestSize() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        with(
                () -> {
                    List<Tensors> requests = List.of(rows(1, 1), rows(3, 2), rows(2, 3), rows(2, 4));
                    List<Future<Tensors>> answers = together(Batching.of(8).paddedTo(4), requests, threads);
                    for (int i = 0; i < 4; i++) {
                        assertThat(answers.get(i).get().tensor("score").floats())
                                .containsOnly(2 * (i + 1));
                    }
                    assertThat(sizes).containsExactly(4, 4, 4);
                    return sizes;
                },
                threads);
    }

    @Test
    void inAFilledUpBatchARequestFailsAlone() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        with(
                () -> {
                    List<Tensors> requests = List.of(rows(1, 1), rows(1, 2), rows(2, -1), rows(1, 4));
                    List<Future<Tensors>> answers = together(Batching.of(8).paddedTo(1, 4), requests, threads);
                    assertThat(answers.get(1).get().tensor("score").floats()).containsExactly(4);
                    assertThatThrownBy(() -> answers.get(2).get()).hasCauseInstanceOf(InferenceFailure.class);
                    assertThat(answers.get(3).get().tensor("score").floats()).containsExactly(8);
                    assertThat(sizes).containsExactly(1, 4, 1, 4, 1);
                    return sizes;
                },
                threads);
    }

    @Test
    void aRequestWithMoreRowsThanTheLargestSizeIsRunAsItIs() {
        MicroBatcher batcher = new MicroBatcher(Batching.of(8).paddedTo(2, 4), this::model);
        assertThat(batcher.run(rows(5, 1), null).tensor("score").floats()).hasSize(5);
        assertThat(batcher.run(rows(3, 1), null).tensor("score").floats()).hasSize(3);
        assertThat(sizes).containsExactly(5, 4);
    }

    @Test
    void paddedSizesArePowersOfTwoThatHoldAllRequests() {
        assertThat(Batching.of(1).padded().sizes()).containsExactly(1);
        assertThat(Batching.of(8).padded().sizes()).containsExactly(1, 2, 4, 8);
        assertThat(Batching.of(9).padded().sizes()).containsExactly(1, 2, 4, 8, 16);
        assertThatThrownBy(() -> Batching.of(4).paddedTo(4, 2)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Batching.of(4).paddedTo()).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Batching.of(4).paddedTo(0)).isInstanceOf(InvalidInput.class);
    }
}
