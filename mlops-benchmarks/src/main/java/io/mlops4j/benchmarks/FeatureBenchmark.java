package io.mlops4j.benchmarks;

import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.RowTransformer;
import io.mlops4j.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One row of thirty raw columns through a feature pipeline: 24 numbers that are imputed and standardized, and 6 words of 8 that are one-hot encoded, so
 * that 72 columns come out. The three ways in, beside the same arithmetic written by hand over arrays. Run with {@code -prof gc} for the bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
// JMH opens a state before it uses it.
@SuppressWarnings("NullAway.Init")
public class FeatureBenchmark {
    private static final int NUMBERS = 24;
    private static final int WORDS = 6;
    private static final int LEVELS = 8;
    private static final int ROWS = 1000;

    private final String[] numberNames = new String[NUMBERS];
    private final String[] wordNames = new String[WORDS];
    private final double[] numbers = new double[NUMBERS];
    private final String[] words = new String[WORDS];

    private FeaturePipeline pipeline;
    private RowTransformer rows;
    private Map<String, Object> map;
    private double[] target;

    private final double[] fills = new double[NUMBERS];
    private final double[] centers = new double[NUMBERS];
    private final double[] scales = new double[NUMBERS];
    private final Map<String, Integer> codes = new HashMap<>();

    /** Of JMH. */
    public FeatureBenchmark() {}

    /** Fits the pipeline, and prepares one row. */
    @Setup
    public void fit() {
        SplittableRandom random = new SplittableRandom(1);
        Table.Builder table = Table.builder();
        List<Feature> steps = new ArrayList<>();
        for (int i = 0; i < NUMBERS; i++) {
            numberNames[i] = "number " + i;
            double[] values = random.doubles(ROWS).toArray();
            values[i] = Double.NaN;
            table.doubles(numberNames[i], values);
            steps.add(Feature.impute(numberNames[i]).withMedian());
            steps.add(Feature.standardize(numberNames[i]));
            numbers[i] = i % 8 == 0 ? Double.NaN : random.nextDouble();
            fills[i] = 0.5;
            centers[i] = 0.5;
            scales[i] = 0.3;
        }
        for (int i = 0; i < WORDS; i++) {
            wordNames[i] = "word " + i;
            String[] values = new String[ROWS];
            Arrays.setAll(values, row -> "level " + row % LEVELS);
            table.strings(wordNames[i], values);
            steps.add(Feature.oneHot(wordNames[i]));
            words[i] = "level " + i;
        }
        for (int level = 0; level < LEVELS; level++) {
            codes.put("level " + level, level);
        }
        pipeline = FeaturePipeline.of(steps.toArray(Feature[]::new)).fit(table.build());
        rows = pipeline.rows();
        target = new double[rows.width()];
        map = new HashMap<>();
        for (int i = 0; i < NUMBERS; i++) {
            map.put(numberNames[i], numbers[i]);
        }
        for (int i = 0; i < WORDS; i++) {
            map.put(wordNames[i], words[i]);
        }
    }

    /** Columns set by name. */
    @Benchmark
    public double[] byName() {
        for (int i = 0; i < NUMBERS; i++) {
            rows.set(numberNames[i], numbers[i]);
        }
        for (int i = 0; i < WORDS; i++) {
            rows.set(wordNames[i], words[i]);
        }
        rows.transform(target);
        return target;
    }

    /** Columns set by position. */
    @Benchmark
    public double[] byPosition() {
        for (int i = 0; i < NUMBERS; i++) {
            rows.set(i, numbers[i]);
        }
        for (int i = 0; i < WORDS; i++) {
            rows.set(NUMBERS + i, words[i]);
        }
        rows.transform(target);
        return target;
    }

    /** A map of boxed values, which was there before; the result is a new array. */
    @Benchmark
    public double[] map() {
        return pipeline.transform(map);
    }

    /** The same arithmetic for exactly these columns. */
    @Benchmark
    public double[] byHand() {
        for (int i = 0; i < NUMBERS; i++) {
            double value = numbers[i];
            target[i] = ((Double.isNaN(value) ? fills[i] : value) - centers[i]) / scales[i];
        }
        for (int i = 0; i < WORDS; i++) {
            int first = NUMBERS + i * LEVELS;
            Arrays.fill(target, first, first + LEVELS, 0);
            Integer code = codes.get(words[i]);
            if (code != null) {
                target[first + code] = 1;
            }
        }
        return target;
    }
}
