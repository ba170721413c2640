package io.mlops4j.onnx;

import io.mlops4j.InferenceFailure;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs a model on some threads while it is closed and loaded again: single rows and batches, so that lanes are in all states when they are freed, and some calls
 * that are stopped; told of by {@link ReloadTest}.
 */
final class ReloadProgram {
    private static final int BATCH = 5;
    private static final List<String> REFUSALS = List.of("is closed", "was stopped", "was cancelled");

    private ReloadProgram() {}

    /** The milliseconds to run. */
    public static void main(String[] arguments) throws Exception {
        long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000;
        AtomicReference<LoadedModel> current = new AtomicReference<>(TestModels.load("bc_logreg"));
        double[][] rows = TestModels.csv("bc_logreg.X.csv");
        double[][] expected = TestModels.csv("bc_logreg.P.csv");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<long[]>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int first = i;
            callers.add(threads.submit(() -> call(current, end, rows, expected, first)));
        }
        long reloads = 0;
        while (System.nanoTime() < end) {
            current.getAndSet(TestModels.load("bc_logreg")).close();
            reloads++;
        }
        long answered = 0;
        long refused = 0;
        for (Future<long[]> caller : callers) {
            answered += caller.get()[0];
            refused += caller.get()[1];
        }
        threads.shutdown();
        current.get().close();
        System.out.println("reloads=" + reloads + " answered=" + answered + " refused=" + refused);
    }

    private static long[] call(
            AtomicReference<LoadedModel> current, long end, double[][] rows, double[][] expected, int first) {
        long answered = 0;
        long refused = 0;
        for (int call = first; System.nanoTime() < end; call++) {
            int row = call % (rows.length - BATCH);
            int size = 1 + call % BATCH;
            Tensors input = Tensors.of("X", TestModels.floats(List.of(rows).subList(row, row + size)));
            try {
                check(run(current.get(), input, call), expected, row, size);
                answered++;
            } catch (InferenceFailure e) {
                if (REFUSALS.stream().noneMatch(e.getMessage()::contains)) {
                    throw e;
                }
                refused++;
            }
        }
        return new long[] {answered, refused};
    }

    private static Tensors run(LoadedModel model, Tensors input, int call) {
        if (call % 3 > 0) {
            return model.run(input);
        }
        CancellationSignal signal = new CancellationSignal();
        if (call % 2 > 0) {
            return model.run(input, signal);
        }
        Thread canceller = new Thread(signal::cancel);
        canceller.start();
        return model.run(input, signal);
    }

    private static void check(Tensors answer, double[][] expected, int row, int size) {
        Tensor given = answer.tensor("probabilities");
        for (int i = 0; i < size; i++) {
            if (Math.abs(given.floats()[2 * i + 1] - expected[row + i][1]) > 1e-5) {
                throw new AssertionError("Row " + (row + i) + " got the answer of another.");
            }
        }
    }
}
