package io.mlops4j.benchmarks;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.data.profile.DatasetAccumulator;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Schema;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole profile of one column of ten million rows, in one thread: time a cell. Beside it count, sum, minimum and maximum by {@link
 * DoubleSummaryStatistics} over the same numbers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
// JMH opens a state before it uses it.
@SuppressWarnings("NullAway.Init")
public class ProfileBenchmark {
    private static final int BATCH = 1 << 12;
    private static final int BATCHES = 100;
    private static final int ROUNDS = 25;
    private static final int CELLS = BATCH * BATCHES * ROUNDS;

    private final List<CellVector> reals = new ArrayList<>();
    private final List<CellVector> wholes = new ArrayList<>();
    private final List<CellVector> codes = new ArrayList<>();
    private final List<CellVector> words = new ArrayList<>();

    /** 409 600 random cells of each kind, which are gone through 25 times. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        for (int batch = 0; batch < BATCHES; batch++) {
            CellVector real = new CellVector(ColumnSchema.of("x", ColumnType.REAL));
            CellVector whole = new CellVector(ColumnSchema.of("x", ColumnType.INTEGER));
            CellVector code = new CellVector(ColumnSchema.of("x", ColumnType.STRING));
            CellVector word = new CellVector(ColumnSchema.of("x", ColumnType.STRING));
            for (int row = 0; row < BATCH; row++) {
                real.addNumber(random.nextDouble());
                whole.addWhole(random.nextInt(50));
                code.addText("ab-" + random.nextInt(1_000_000));
                word.addText("word " + random.nextInt(50));
            }
            reals.add(real);
            wholes.add(whole);
            codes.add(code);
            words.add(word);
        }
    }

    /** Numbers, nearly all different. */
    @Benchmark
    @OperationsPerInvocation(CELLS)
    public Profile reals() {
        return profile(reals);
    }

    /** Whole numbers, 50 different. */
    @Benchmark
    @OperationsPerInvocation(CELLS)
    public Profile fewWholes() {
        return profile(wholes);
    }

    /** Texts of at most nine characters, most of them different. */
    @Benchmark
    @OperationsPerInvocation(CELLS)
    public Profile shortTexts() {
        return profile(codes);
    }

    /** Texts of at most seven characters, 50 different. */
    @Benchmark
    @OperationsPerInvocation(CELLS)
    public Profile fewTexts() {
        return profile(words);
    }

    /** What the JDK has. */
    @Benchmark
    @OperationsPerInvocation(CELLS)
    public DoubleSummaryStatistics jdkSummaryOfReals() {
        DoubleSummaryStatistics statistics = new DoubleSummaryStatistics();
        for (int round = 0; round < ROUNDS; round++) {
            for (CellVector cells : reals) {
                for (int row = 0; row < cells.size(); row++) {
                    statistics.accept(cells.numbers()[row]);
                }
            }
        }
        return statistics;
    }

    private static Profile profile(List<CellVector> column) {
        DatasetAccumulator accumulator = new DatasetAccumulator(
                Schema.of(ColumnSchema.of("x", column.get(0).type())));
        for (int round = 0; round < ROUNDS; round++) {
            for (CellVector cells : column) {
                accumulator.add(List.of(cells));
            }
        }
        return accumulator.profile(List.of(""));
    }
}
