package io.mlops4j.core.monitoring.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.drift.Binning;
import io.mlops4j.core.monitoring.drift.ColumnReference;
import io.mlops4j.core.monitoring.drift.StreamReference;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StreamRecorderTest {
    private static StreamReference reference(long seed) {
        Random random = new Random(seed);
        double[] normal = new double[2_000];
        double[] pointed = new double[2_000];
        String[] words = new String[2_000];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = random.nextGaussian();
            // Half of it at one point, which has a bin of its own.
            pointed[i] = random.nextBoolean() ? 0 : random.nextDouble();
            words[i] = "w" + random.nextInt(5);
        }
        return StreamReference.of(
                new ReferenceInfo("test", "", normal.length),
                Table.builder()
                        .doubles("normal", normal)
                        .doubles("pointed", pointed)
                        .categories("word", words)
                        .build(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty());
    }

    private static final @Nullable Object[] VALUES = {
        null,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -0.0,
        0.0,
        1e300,
        -7,
        3L,
        2.5f,
        "text",
        true,
        "w0",
        "w9",
        ""
    };

    private static @Nullable Object value(Random random) {
        return random.nextInt(3) == 0 ? VALUES[random.nextInt(VALUES.length)] : random.nextGaussian();
    }

    /** The bin of a value as {@link Binning} alone tells it. */
    private static int bin(ColumnReference column, @Nullable Object value) {
        Binning bins = column.bins();
        boolean numbers = !column.name().equals("word");
        if (value == null || (value instanceof Double d && Double.isNaN(d))) {
            return bins.size() - 1;
        }
        if (numbers) {
            return value instanceof Number number ? bins.bin(number.doubleValue()) : bins.mistyped();
        }
        return bins.bin(Binning.word(value));
    }

    @Property(tries = 100)
    void whatIsCountedIsWhatANaiveCountHas(@ForAll long seed) {
        Random random = new Random(seed);
        StreamReference reference = reference(seed);
        StreamRecorder recorder = new StreamRecorder(reference);
        List<ColumnReference> columns = recorder.columns();
        long[][] expected = new long[columns.size()][];
        double[][] sums = new double[columns.size()][3];
        for (int c = 0; c < expected.length; c++) {
            expected[c] = new long[columns.get(c).bins().size()];
        }
        for (int row = 0; row < 200; row++) {
            Map<String, @Nullable Object> cells = new HashMap<>();
            for (int c = 0; c < expected.length; c++) {
                ColumnReference column = columns.get(c);
                Object value = value(random);
                if (value != null || random.nextBoolean()) {
                    cells.put(column.name(), value);
                }
                expected[c][bin(column, value)]++;
                double number = value instanceof Number n ? n.doubleValue() : Double.NaN;
                if (Double.isFinite(number) && !column.name().equals("word")) {
                    double off = number - column.moments().orElseThrow().mean();
                    sums[c][0]++;
                    sums[c][1] += off;
                    sums[c][2] += off * off;
                }
            }
            recorder.row(cells);
        }
        StreamCounts counts = recorder.snapshot();
        assertThat(counts.rows()).isEqualTo(200);
        for (int c = 0; c < expected.length; c++) {
            assertThat(counts.counts()[c]).as(columns.get(c).name()).isEqualTo(expected[c]);
            assertThat(counts.sums()[c][0]).isEqualTo(sums[c][0]);
            assertThat(counts.sums()[c][1]).isCloseTo(sums[c][1], within(1e-9 * (1 + Math.abs(sums[c][1]))));
            assertThat(counts.sums()[c][2]).isCloseTo(sums[c][2], within(1e-9 * (1 + sums[c][2])));
        }
        StreamCounts again = CountsJson.read(Json.parse(Json.bytes(CountsJson.write(counts))), columns);
        assertThat(Arrays.deepToString(again.counts())).isEqualTo(Arrays.deepToString(counts.counts()));
        assertThat(Arrays.deepToString(again.sums())).isEqualTo(Arrays.deepToString(counts.sums()));
        assertThat(again.unseen()).isEqualTo(counts.unseen());
        assertThat(again.tails()).isEqualTo(counts.tails());
    }

    private static final float[] NUMBERS = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, 0f, 1e30f, -7, 0.5f
    };

    private static StreamReference segmented(long seed) {
        Random random = new Random(seed);
        double[] normal = random.doubles(500, -3, 3).toArray();
        double[] kind = random.ints(500, 0, 3).asDoubleStream().toArray();
        return StreamReference.of(
                new ReferenceInfo("test", "", normal.length),
                Table.builder()
                        .doubles("normal", normal)
                        .doubles("kind", kind)
                        .doubles("prediction", normal)
                        .doubles("confidence", random.doubles(500).toArray())
                        .build(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.of("kind"));
    }

    @Property(tries = 100)
    void rowsOfNumbersCountAsTheSameRowsByName(@ForAll long seed) {
        Random random = new Random(seed);
        StreamReference reference = segmented(seed);
        StreamRecorder numbers = new StreamRecorder(reference);
        StreamRecorder named = new StreamRecorder(reference);
        List<String> names = numbers.names();
        // One layout in order, one reversed and with something between, one that lacks columns.
        List<List<String>> layouts =
                List.of(names, List.of("confidence", "other", "prediction", "kind", "normal"), List.of("kind"));
        List<int[]> at = layouts.stream()
                .map(layout -> names.stream().mapToInt(layout::indexOf).toArray())
                .toList();
        for (int i = 0; i < 300; i++) {
            int which = random.nextInt(10) > 0 ? i / 100 : random.nextInt(3);
            List<String> layout = layouts.get(which);
            float[] values = new float[3 + layout.size()];
            Map<String, Object> row = new HashMap<>();
            for (int c = 0; c < layout.size(); c++) {
                boolean odd = random.nextInt(4) == 0;
                values[3 + c] = odd
                        ? NUMBERS[random.nextInt(NUMBERS.length)]
                        : layout.get(c).equals("kind") ? random.nextInt(4) : (float) random.nextGaussian();
                row.put(layout.get(c), (double) values[3 + c]);
            }
            numbers.numbers(values, 3, at.get(which), RowAnswer.NONE);
            named.row(row);
            if (random.nextInt(20) == 0) {
                assertThat(numbers.snapshot().rows()).isEqualTo(i + 1);
            }
        }
        StreamCounts one = numbers.snapshot();
        StreamCounts other = named.snapshot();
        assertThat(one.tails()).isEqualTo(other.tails());
        assertThat(Arrays.deepToString(one.counts())).isEqualTo(Arrays.deepToString(other.counts()));
        for (int c = 0; c < one.sums().length; c++) {
            for (int k = 0; k < 3; k++) {
                double expected = other.sums()[c][k];
                assertThat(one.sums()[c][k]).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
            }
        }
    }

    @Test
    void aRowOfZerosIsARepetitionOnlyTheSecondTime() {
        StreamRecorder recorder = new StreamRecorder(reference(5));
        int[] at = {0, 1, -1};
        recorder.numbers(new float[2], 0, at, RowAnswer.NONE);
        recorder.row(Map.of("normal", 0, "pointed", 0, "word", ""));
        assertThat(recorder.snapshot().repeated()).isZero();
        recorder.numbers(new float[2], 0, at, RowAnswer.NONE);
        assertThat(recorder.snapshot().repeated()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void rowsOfManyThreadsAreCountedOnceEachAndAsAWhole() throws InterruptedException {
        StreamRecorder recorder = new StreamRecorder(reference(3));
        int threads = 4;
        int each = 50_000;
        CountDownLatch done = new CountDownLatch(threads);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int number = t;
            Thread thread = new Thread(() -> {
                Random random = new Random(number);
                float[] row = new float[2];
                int[] at = {0, 1, -1};
                for (int i = 0; i < each; i++) {
                    row[0] = (float) random.nextGaussian();
                    row[1] = random.nextFloat();
                    recorder.numbers(row, 0, at, RowAnswer.NONE);
                }
                done.countDown();
            });
            all.add(thread);
            thread.start();
        }
        long before = 0;
        while (done.getCount() > 0) {
            StreamCounts counts = recorder.snapshot();
            assertThat(counts.rows()).isGreaterThanOrEqualTo(before);
            before = counts.rows();
            for (long[] column : counts.counts()) {
                assertThat(Arrays.stream(column).sum()).isEqualTo(counts.rows());
            }
        }
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(recorder.snapshot().rows()).isEqualTo((long) threads * each);
    }

    @Test
    void whatSeveralHaveCountedAddsUpAndComesApartAgain() {
        StreamReference reference = reference(4);
        StreamRecorder one = new StreamRecorder(reference);
        StreamRecorder other = new StreamRecorder(reference);
        StreamRecorder both = new StreamRecorder(reference);
        Random random = new Random(8);
        for (int i = 0; i < 500; i++) {
            Map<String, Object> row = Map.of("normal", 3 * random.nextGaussian(), "word", "w" + random.nextInt(8));
            (i % 2 == 0 ? one : other).row(row);
            both.row(row);
        }
        StreamCounts sum = one.snapshot().plus(other.snapshot());
        assertThat(Arrays.deepToString(sum.counts()))
                .isEqualTo(Arrays.deepToString(both.snapshot().counts()));
        assertThat(sum.unseen()).isEqualTo(both.snapshot().unseen());
        assertThat(sum.tails()).isEqualTo(both.snapshot().tails());
        assertThat(sum.minus(other.snapshot()).tails()).isEqualTo(one.snapshot().tails());
        assertThat(Arrays.deepToString(sum.minus(other.snapshot()).counts()))
                .isEqualTo(Arrays.deepToString(one.snapshot().counts()));
    }
}
