package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever batches come, a model answers with pinned outputs as it does without, bit by bit. */
class PinnedOutputsProperties {
    private static final LoadOptions WITHOUT = LoadOptions.defaults().withSetting(OnnxSettings.PINNED_OUTPUTS, "off");

    @Provide
    Arbitrary<List<Integer>> batches() {
        // Mostly sizes that came before, as from a server, and some that did not.
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.integers().between(1, 4)),
                        Tuple.of(1, Arbitraries.integers().between(0, 300)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Property(tries = 25)
    void pinnedAnswersAreTheSame(
            @ForAll("batches") List<Integer> batches, @ForAll("models") String name, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] rows = TestModels.csv(name + ".X.csv");
        try (LoadedModel pinned = TestModels.load(name);
                LoadedModel plain = new OnnxRuntime().load(TestModels.file(name + ".onnx"), WITHOUT)) {
            for (int size : batches) {
                Tensors inputs = Tensors.of("X", batch(rows, size, random));
                String[] outputs = switch (random.nextInt(3)) {
                    case 0 -> new String[] {"label", "probabilities"};
                    case 1 -> new String[] {"probabilities"};
                    default -> new String[] {"probabilities", "label"};
                };
                assertThat(pinned.run(inputs, outputs)).isEqualTo(plain.run(inputs, outputs));
            }
        }
    }

    @Provide
    Arbitrary<String> models() {
        return Arbitraries.of("bc_rf", "bc_gbc", "iris_logreg");
    }

    private static Tensor batch(double[][] rows, int size, Random random) {
        int columns = rows[0].length;
        float[] data = new float[size * columns];
        for (int i = 0; i < size; i++) {
            double[] row = rows[random.nextInt(rows.length)];
            for (int j = 0; j < columns; j++) {
                data[i * columns + j] = (float) row[j];
            }
        }
        return Tensor.of(data, size, columns);
    }
}
