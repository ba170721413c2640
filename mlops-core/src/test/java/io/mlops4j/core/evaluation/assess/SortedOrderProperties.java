package io.mlops4j.core.evaluation.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SortedOrderProperties {
    /** From empty to more than two processors' shares. */
    @Property(tries = 60)
    void rowsComeByAscendingValueAndEqualOnesInTheirOwnOrder(
            @ForAll @IntRange(max = 200_000) int rows,
            @ForAll @IntRange(min = 1, max = 5) int kind,
            @ForAll long seed) {
        double[] values = values(rows, kind, seed);
        int[] expected = IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i] + 0.0))
                .mapToInt(i -> i)
                .toArray();
        assertThat(SortedOrder.ascending(values)).isEqualTo(expected);
    }

    @Property(tries = 60)
    void keysAreSortedAsUnsignedNumbers(@ForAll @IntRange(max = 200_000) int count, @ForAll long seed) {
        long[] keys = new SplittableRandom(seed).longs(count).toArray();
        long[] expected = IntStream.range(0, count)
                .mapToObj(i -> keys[i])
                .sorted(Long::compareUnsigned)
                .mapToLong(key -> key)
                .toArray();
        assertThat(SortedOrder.sorted(keys)).isEqualTo(expected);
    }

    private static double[] values(int rows, int kind, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, rows)
                .mapToDouble(i -> switch (kind) {
                    case 1 -> random.nextDouble();
                    case 2 -> random.nextInt(10) / 10.0;
                    case 3 -> random.nextDouble(-1e9, 1e9);
                    case 4 -> random.nextBoolean() ? -0.0 : 0.0;
                    default -> {
                        double any = Double.longBitsToDouble(random.nextLong());
                        yield Double.isNaN(any) ? Double.NEGATIVE_INFINITY : any;
                    }
                })
                .toArray();
    }
}
