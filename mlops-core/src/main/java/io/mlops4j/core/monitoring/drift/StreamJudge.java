package io.mlops4j.core.monitoring.drift;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.ColumnDrift.Effect;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.DriftTest.Auto;
import io.mlops4j.monitoring.DriftTest.Distance;
import io.mlops4j.monitoring.DriftTest.DistanceMeasure;
import io.mlops4j.monitoring.DriftTest.Significance;
import io.mlops4j.monitoring.DriftTest.SignificanceTest;
import io.mlops4j.monitoring.EffectMeasure;
import io.mlops4j.monitoring.Verdict;
import io.mlops4j.stats.Categorical;
import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the counts of a window differ from those of a reference. {@link DriftTest#auto} looks as often as it likes: {@link #look} takes the counts since the window began, and what was evident at
 * one look stays so until the window ends. Immutable but for a cache; thread-safe.
 */
public final class StreamJudge {
    private final List<ColumnReference> columns;
    private final List<DriftTest> tests;
    private final double falseAlarmRate;
    private final BinEvidence[] evidence;
    private final Detectable[] detectable;

    /**
     * A judge.
     *
     * @param columns what counts are held against
     * @param tests when a column of a name counts as changed
     * @param falseAlarmRate over all columns and looks of a window
     * @throws InvalidInput if a test is none for streams
     */
    public StreamJudge(List<ColumnReference> columns, Function<String, DriftTest> tests, double falseAlarmRate) {
        this.columns = List.copyOf(columns);
        this.tests = columns.stream()
                .map(column -> checked(column, tests.apply(column.name())))
                .toList();
        this.falseAlarmRate = Rates.checked(falseAlarmRate);
        this.evidence = columns.stream()
                .map(column -> new BinEvidence(column.prior(), column.never()))
                .toArray(BinEvidence[]::new);
        this.detectable = columns.stream().map(Detectable::new).toArray(Detectable[]::new);
    }

    private static DriftTest checked(ColumnReference column, DriftTest test) {
        boolean values = (test instanceof Distance distance && distance.measure() == DistanceMeasure.ENERGY)
                || (test instanceof Significance significance
                        && !List.of(
                                        SignificanceTest.KOLMOGOROV_SMIRNOV,
                                        SignificanceTest.CHI_SQUARE,
                                        SignificanceTest.G)
                                .contains(significance.test()));
        if (values) {
            throw new InvalidInput("The test '" + test.describe() + "' of column '" + column.name()
                    + "' needs every value, and a stream keeps counts; choose auto(), ks, chiSquare, psi or"
                    + " another distance, or compare datasets with Drift.between.");
        }
        return test;
    }

    /** What the looks of a window have shown so far. Not thread-safe. */
    public static final class Seen {
        private final double[] most;
        private final boolean[] evident;

        Seen(int columns) {
            most = new double[columns];
            evident = new boolean[columns];
        }

        /** Whether any column was evidently changed at a look. */
        public boolean any() {
            return IntStream.range(0, evident.length).anyMatch(i -> evident[i]);
        }
    }

    /** Before the first look of a window. */
    public Seen nothingSeen() {
        return new Seen(columns.size());
    }

    /** Looks at the counts since a window began. */
    public void look(long[][] counts, Seen seen) {
        int[] auto = IntStream.range(0, tests.size())
                .filter(i -> tests.get(i) instanceof Auto)
                .toArray();
        double[] logs = new double[tests.size()];
        for (int i : auto) {
            logs[i] = evidence[i].log(counts[i]);
            seen.most[i] = Math.max(seen.most[i], logs[i]);
        }
        // e-BH: the i-th greatest e-value is held against m / (α i), for the greatest such i.
        Integer[] order = Arrays.stream(auto)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -logs[i]))
                .toArray(Integer[]::new);
        for (int i = order.length; i >= 1; i--) {
            if (logs[order[i - 1]] >= threshold(i)) {
                for (int k = 0; k < i; k++) {
                    seen.evident[order[k]] = true;
                }
                return;
            }
        }
    }

    private double threshold(int rank) {
        long auto = tests.stream().filter(Auto.class::isInstance).count();
        return Math.log(auto / (falseAlarmRate * rank));
    }

    /**
     * What is found, the most severe first.
     *
     * @param counts of the window
     * @param numbers what is known of its numbers beside
     * @param seen what looks have shown; the last of them was at these counts
     * @param unseen categories that the reference does not have, for each column
     * @param since since when columns have drifted up to now, by name
     * @param from when the window began
     */
    public List<ColumnDrift> judge(
            long[][] counts,
            List<OfNumbers> numbers,
            Seen seen,
            List<List<String>> unseen,
            Map<String, Instant> since,
            Instant from) {
        int found = 0;
        for (boolean each : seen.evident) {
            found += each ? 1 : 0;
        }
        double threshold = threshold(Math.max(1, found));
        List<ColumnDrift> columnsFound = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnDrift.Builder builder = finding(i, counts[i], numbers.get(i), seen, threshold, unseen.get(i));
            ColumnDrift finding = builder.build();
            columnsFound.add(
                    finding.drifted()
                            ? builder.since(since.getOrDefault(finding.name(), from))
                                    .build()
                            : finding);
        }
        return ordered(columnsFound);
    }

    /** Findings, the most severe first. */
    public static List<ColumnDrift> ordered(List<ColumnDrift> found) {
        return Severities.order(found);
    }

    private ColumnDrift.Builder finding(
            int i, long[] counts, OfNumbers numbers, Seen seen, double threshold, List<String> unseen) {
        ColumnReference column = columns.get(i);
        DriftTest test = tests.get(i);
        long n = (long) BinEffect.sum(counts);
        long rows = Math.min(n, column.rows());
        long[] before = column.grouped(column.counts(), rows);
        long[] after = column.grouped(counts, rows);
        boolean enough = rows > 0 && rows >= ColumnReference.enough(before, after);
        Verdict verdict = Verdict.INSUFFICIENT_DATA;
        boolean evident = false;
        boolean relevant = false;
        boolean alarming = false;
        @Nullable BinEffect effect = null;
        @Nullable TestResult result = null;
        if (n > 0 && test instanceof Auto auto) {
            effect = BinEffect.of(auto.measure(), column, column.counts(), counts, rows);
            evident = seen.evident[i];
            relevant = effect.value() >= auto.report();
            alarming = enough && evident && effect.value() >= auto.alert();
            verdict = !enough ? Verdict.INSUFFICIENT_DATA : evident && relevant ? Verdict.DRIFTED : Verdict.STABLE;
        } else if (n > 0) {
            effect = BinEffect.of(EffectMeasure.PSI, column, column.counts(), counts, rows);
            result = chosen(test, column, counts, before, after);
            evident = result != null && ChosenTest.exceeds(test, result);
            relevant = evident;
            alarming = evident;
            verdict = result == null ? Verdict.NOT_TESTED : evident ? Verdict.DRIFTED : Verdict.STABLE;
        }
        ColumnDrift.Builder builder = ColumnDrift.builder(column.name(), column.kind(), verdict)
                .distributions(column.distribution(), column.distribution(counts, numbers))
                .unseen(unseen);
        if (effect != null) {
            Optional<Interval> interval = effect.interval();
            builder.effect(new Effect(effect.measure(), effect.value(), interval));
        }
        if (result != null) {
            builder.test(result.method(), result.statistic(), ChosenTest.threshold(test))
                    .notes(result.warnings());
            if (test instanceof Significance) {
                builder.pValue(result.pValue());
            }
        } else if (verdict == Verdict.DRIFTED || verdict == Verdict.STABLE) {
            builder.test(
                            "Dirichlet-multinomial e-value on " + counts.length + " bins, at every look",
                            seen.most[i],
                            threshold)
                    .logEvidence(seen.most[i])
                    .pValue(Math.min(1, Math.exp(-seen.most[i])))
                    .detectable(detectable[i].effect(evidence[i], n, threshold(1)));
        }
        if (evident && verdict != Verdict.INSUFFICIENT_DATA) {
            builder.evident();
        }
        if (verdict == Verdict.DRIFTED && relevant) {
            builder.relevant();
        }
        if (alarming) {
            builder.alarming();
        }
        return builder;
    }

    /** The result of a test that was chosen; null if it is none for such a column. */
    private static @Nullable TestResult chosen(
            DriftTest test, ColumnReference column, long[] counts, long[] before, long[] after) {
        if (test instanceof Distance distance) {
            if (ChosenTest.overBins(distance.measure())) {
                return ChosenTest.result(distance, ChosenTest.distance(distance.measure(), before, after));
            }
            double[] widths = column.widths();
            return widths.length == 0
                    ? null
                    : ChosenTest.result(
                            distance,
                            BinEffect.distance(column.ordered(column.counts()), column.ordered(counts), widths));
        }
        if (BinEffect.used(before, after) < 2) {
            return null;
        }
        return switch (((Significance) test).test()) {
            case CHI_SQUARE -> Categorical.chiSquare(before, after);
            case G -> Categorical.gTest(before, after);
            default ->
                column.kind() == ColumnDrift.Kind.NUMBER
                        ? TwoSample.kolmogorovSmirnov(
                                ranks(column.ordered(column.counts())), ranks(column.ordered(counts)))
                        : null;
        };
    }

    /** Each row by the number of its bin. */
    private static double[] ranks(long[] counts) {
        double[] ranks = new double[(int) BinEffect.sum(counts)];
        int at = 0;
        for (int k = 0; k < counts.length; k++) {
            Arrays.fill(ranks, at, at + (int) counts[k], k);
            at += (int) counts[k];
        }
        return ranks;
    }
}
