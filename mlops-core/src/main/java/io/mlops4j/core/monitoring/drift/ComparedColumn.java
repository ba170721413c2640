package io.mlops4j.core.monitoring.drift;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import io.mlops4j.monitoring.Correction;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.DriftTest.Auto;
import io.mlops4j.monitoring.EffectMeasure;
import io.mlops4j.monitoring.Verdict;
import io.mlops4j.stats.MultipleTesting;
import io.mlops4j.stats.TestResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A column of two tables.
 *
 * @param reference as it should be
 * @param current held against it
 * @param kind what it holds
 * @param test when it counts as changed
 * @param asked whether this test was asked for this very column, so that it is made whatever the column holds
 */
record ComparedColumn(Column reference, Column current, Kind kind, DriftTest test, boolean asked) {
    /** A column with everything that can be said of it without the others. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Measured(
            ComparedColumn column,
            ColumnReference bins,
            long[] fine,
            OfNumbers numbers,
            Optional<TestResult> result,
            Optional<BinEffect> effect,
            boolean enough) {
        boolean isCorrected(Correction correction) {
            return enough && result.isPresent() && column.test instanceof Auto auto && auto.correction() == correction;
        }
    }

    /** What is found of the columns; those that are judged by {@link DriftTest#auto} together. */
    static List<ColumnDrift> judge(List<ComparedColumn> columns, double falseAlarmRate) {
        List<Measured> measured = columns.stream().map(ComparedColumn::measure).toList();
        double[] adjusted = new double[measured.size()];
        Arrays.fill(adjusted, Double.NaN);
        for (Correction correction : Correction.values()) {
            int[] together = IntStream.range(0, measured.size())
                    .filter(i -> measured.get(i).isCorrected(correction))
                    .toArray();
            double[] p = Arrays.stream(together)
                    .mapToDouble(i ->
                            measured.get(i).result().map(TestResult::pValue).orElse(1.0))
                    .toArray();
            if (p.length > 0) {
                double[] corrected = switch (correction) {
                    case BENJAMINI_HOCHBERG -> MultipleTesting.benjaminiHochberg(p);
                    case HOLM -> MultipleTesting.holm(p);
                    case NONE -> p;
                };
                for (int i = 0; i < p.length; i++) {
                    adjusted[together[i]] = corrected[i];
                }
            }
        }
        List<ColumnDrift> found = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            Measured each = measured.get(i);
            Optional<Double> own = Double.isNaN(adjusted[i]) ? Optional.empty() : Optional.of(adjusted[i]);
            found.add(each.column.finding(each, own, falseAlarmRate));
        }
        return found;
    }

    private boolean isTested() {
        return asked || kind == Kind.NUMBER || kind == Kind.CATEGORY;
    }

    private Measured measure() {
        Binning binning = Binning.of(reference, kind);
        ColumnReference bins = binning.reference(reference);
        long[] fine = binning.count(current);
        OfNumbers numbers = kind == Kind.NUMBER
                ? new OfNumbers(Binning.moments(current), binning.tails(current))
                : new OfNumbers(Optional.empty(), Map.of());
        if (!isTested()) {
            return new Measured(this, bins, fine, numbers, Optional.empty(), Optional.empty(), true);
        }
        long rows = Math.min(reference.rowCount(), current.rowCount());
        long[] before = bins.grouped(bins.counts(), rows);
        long[] after = bins.grouped(fine, rows);
        boolean enough = rows >= ColumnReference.enough(before, after);
        if (test instanceof Auto auto) {
            return new Measured(
                    this,
                    bins,
                    fine,
                    numbers,
                    ColumnTest.of(reference, current),
                    Optional.of(BinEffect.of(auto.measure(), bins, bins.counts(), fine, rows)),
                    enough);
        }
        return new Measured(
                this,
                bins,
                fine,
                numbers,
                ChosenTest.of(test, reference, current, kind, before, after),
                Optional.of(BinEffect.of(EffectMeasure.PSI, bins, bins.counts(), fine, rows)),
                true);
    }

    private ColumnDrift finding(Measured measured, Optional<Double> adjusted, double falseAlarmRate) {
        Verdict verdict;
        boolean evident = false;
        boolean relevant = false;
        boolean alarming = false;
        double threshold = Double.NaN;
        List<String> notes = new ArrayList<>();
        if (!isTested()) {
            verdict = Verdict.NOT_TESTED;
            notes.add(whyNotTested());
        } else if (test instanceof Auto auto) {
            threshold = falseAlarmRate;
            double effect = measured.effect.map(BinEffect::value).orElse(0.0);
            evident = adjusted.isPresent() && adjusted.get() <= falseAlarmRate;
            relevant = effect >= auto.report();
            alarming = evident && effect >= auto.alert() && measured.enough;
            verdict = !measured.enough
                    ? Verdict.INSUFFICIENT_DATA
                    : evident && relevant ? Verdict.DRIFTED : Verdict.STABLE;
            if (measured.enough && measured.result.isEmpty()) {
                notes.add("Both sides have the same single value, or one has none.");
            }
        } else {
            Optional<TestResult> result = measured.result;
            if (result.isEmpty()) {
                verdict = Verdict.NOT_TESTED;
                notes.add("The test '" + test.describe() + "' is not one for this column.");
            } else {
                threshold = ChosenTest.threshold(test);
                evident = ChosenTest.exceeds(test, result.get());
                relevant = evident;
                alarming = evident;
                verdict = evident ? Verdict.DRIFTED : Verdict.STABLE;
            }
        }
        ColumnDrift.Builder builder = ColumnDrift.builder(reference.name(), kind, verdict)
                .distributions(
                        measured.bins.distribution(), measured.bins.distribution(measured.fine, measured.numbers));
        if (verdict == Verdict.DRIFTED || verdict == Verdict.STABLE) {
            double heldAgainst = threshold;
            measured.result.ifPresent(result -> {
                builder.test(result.method(), result.statistic(), heldAgainst);
                if (!(test instanceof DriftTest.Distance)) {
                    builder.pValue(result.pValue());
                }
                notes.addAll(result.warnings());
            });
            adjusted.ifPresent(builder::adjustedPValue);
        }
        if (evident && verdict != Verdict.INSUFFICIENT_DATA) {
            builder.evident();
        }
        if (relevant && verdict == Verdict.DRIFTED) {
            builder.relevant();
        }
        if (alarming) {
            builder.alarming();
        }
        measured.effect.ifPresent(
                effect -> builder.effect(new ColumnDrift.Effect(effect.measure(), effect.value(), effect.interval())));
        return builder.notes(notes).unseen(Unseen.of(reference, current, kind)).build();
    }

    private String whyNotTested() {
        return switch (kind) {
            case IDENTIFIER -> "It names rows: its values are keys, or all unlike.";
            case TIME -> "Time runs on by itself.";
            case TEXT -> "It is text that is not of a set of words.";
            default -> throw new InvalidInput("Column '" + reference.name() + "' is tested.");
        };
    }
}
