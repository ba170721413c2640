package io.mlops4j.core.monitoring.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BinSearchProperties {
    /** What a search is to find, looked for from the left. */
    private static int naive(double[] edges, double value) {
        int bins = edges.length - 1;
        if (value < edges[0]) {
            return bins;
        }
        if (value > edges[bins]) {
            return bins + 1;
        }
        int bin = 0;
        while (bin < bins - 1 && value >= edges[bin + 1]) {
            bin++;
        }
        return bin;
    }

    /** Edges of all kinds: even, crowded at one place, over many orders of size, next to each other. */
    private static double[] edges(Random random, int bins) {
        int kind = random.nextInt(5);
        double[] edges = new double[bins + 1];
        double at = random.nextGaussian() * (kind == 3 ? 1e300 : 10);
        for (int k = 0; k <= bins; k++) {
            edges[k] = at;
            at = switch (kind) {
                case 0 -> at + 1;
                case 1 -> at + (k > bins / 2 ? 1e6 : 1e-6) * (random.nextDouble() + 1e-3);
                case 2 -> at + Math.exp(20 * random.nextGaussian());
                case 3 -> Math.nextUp(at);
                default -> at + random.nextDouble() + 1e-9;
            };
            if (at <= edges[k]) {
                at = Math.nextUp(edges[k]);
            }
        }
        return edges;
    }

    @Property(tries = 500)
    void everyNumberIsFoundWhereASearchFromTheLeftFindsIt(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 260) int bins) {
        Random random = new Random(seed);
        double[] edges = edges(random, bins);
        BinSearch search = new BinSearch(edges);
        for (double edge : edges) {
            for (double value :
                    new double[] {edge, Math.nextUp(edge), Math.nextDown(edge), edge + random.nextGaussian()}) {
                assertThat(search.bin(value)).isEqualTo(naive(edges, value));
            }
        }
        for (double value : new double[] {
            Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, Double.MAX_VALUE, 0.0, -0.0
        }) {
            assertThat(search.bin(value)).isEqualTo(naive(edges, value));
        }
        for (int i = 0; i < 100; i++) {
            double value = edges[0] + random.nextDouble() * (edges[bins] - edges[0]);
            assertThat(search.bin(value)).isEqualTo(naive(edges, value));
        }
    }
}
