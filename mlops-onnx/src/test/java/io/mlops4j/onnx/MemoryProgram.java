package io.mlops4j.onnx;

import io.mlops4j.InferenceFailure;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures what predictions, failures and loads leave behind in the process; told of by {@link MemoryTest}. */
final class MemoryProgram {
    /** Until the compiler has done most of its work, whose code is memory too. */
    private static final int WARM_UP = 20_000;

    private static final int WARM_UP_LOADS = 50;

    private static final int ROUNDS = 3;

    private MemoryProgram() {}

    /** How many predictions, and how many loads; prints the growth of each in KiB. */
    public static void main(String[] arguments) throws Exception {
        int predictions = Integer.parseInt(arguments[0]);
        int loads = Integer.parseInt(arguments[1]);
        Tensors[] batches = batches(TestModels.csv("bc_logreg.X.csv"));

        predict(WARM_UP, batches);
        long predictionsGrew = leastGrowth(() -> predict(predictions, batches));
        load(WARM_UP_LOADS, batches[0]);
        long loadsGrew = leastGrowth(() -> load(loads, batches[0]));

        System.out.println("predictionsGrewKib=" + predictionsGrew + " loadsGrewKib=" + loadsGrew);
    }

    /** The least that a work takes in one of some rounds: a leak takes as much in each, the compiler and the allocators do not. */
    private static long leastGrowth(Runnable work) throws IOException, InterruptedException {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = residentKib();
            work.run();
            least = Math.min(least, residentKib() - before);
        }
        return least;
    }

    private static Tensors[] batches(double[][] rows) {
        Tensors[] batches = new Tensors[8];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = Tensors.of("X", TestModels.floats(List.of(rows).subList(0, i + 1)));
        }
        return batches;
    }

    /** Batches of changing sizes, with and without a signal, texts, maps, and calls that fail: every path on which native memory is taken. */
    private static void predict(int times, Tensors[] batches) {
        float[] large = new float[30];
        large[0] = 15;
        Tensors failing = Tensors.of("X", Tensor.of(large, 1, 30));
        Tensors texts = Tensors.of("x", Tensor.of(new String[] {"some text", "other text"}, 1, 2));
        Tensors classes = Tensors.of("x", Tensor.of(new float[] {0, 1, 0}, 1, 3));
        try (LoadedModel model = TestModels.load("bc_logreg");
                LoadedModel fails = TestModels.load("bc_fails");
                LoadedModel strings = TestModels.load("identity_string");
                LoadedModel sequence = TestModels.load("sequence_string");
                LoadedModel maps = TestModels.load("zipmap_string")) {
            for (int i = 0; i < times; i++) {
                model.run(batches[i % batches.length]);
                model.run(batches[i % batches.length], new CancellationSignal());
                if (i % 20 == 0) {
                    strings.run(texts);
                    sequence.run(texts);
                    maps.run(classes);
                    try {
                        fails.run(failing);
                        throw new AssertionError("The model was to fail.");
                    } catch (InferenceFailure e) {
                        // As it should.
                    }
                }
            }
        }
    }

    private static void load(int times, Tensors batch) {
        for (int i = 0; i < times; i++) {
            try (LoadedModel model = TestModels.load("bc_rf")) {
                model.run(batch);
            }
            try {
                TestModels.load("broken_graph").close();
                throw new AssertionError("The model was not to load.");
            } catch (InferenceFailure e) {
                // As it should.
            }
        }
    }

    /** What the process holds in memory, the heap after a collection included. */
    private static long residentKib() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            // Direct buffers are freed by a thread of the JVM's own after the collection, which tells nobody.
            Thread.sleep(200);
        }
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
