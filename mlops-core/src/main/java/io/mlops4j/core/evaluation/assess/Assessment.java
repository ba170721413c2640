package io.mlops4j.core.evaluation.assess;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Measure.Certainty;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.IntervalMethod;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.spi.EvaluationOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts an evaluation together: values, intervals, warnings, slices. */
public final class Assessment {
    /** More values than this are no slices but an identifier. */
    private static final int MOST_VALUES = 1000;

    private final EvaluationOptions options;
    private final boolean weighted;

    private Assessment(EvaluationOptions options) {
        this.options = options;
        this.weighted = options.isWeighted();
    }

    /** The evaluation of some rows. */
    public static Evaluation of(Rows rows, EvaluationOptions options) {
        return new Assessment(options).assess(rows);
    }

    private Evaluation assess(Rows rows) {
        List<String> warnings = new ArrayList<>();
        Map<String, Map<String, Evaluation>> slices = new LinkedHashMap<>();
        options.slices().forEach((column, values) -> slices.put(column, slices(rows, column, values, warnings)));
        Evaluation.Builder evaluation = assess(rows, warnings);
        slices.forEach((column, values) -> values.forEach((value, slice) -> evaluation.slice(column, value, slice)));
        if (options.only().isEmpty()) {
            rows.plots().forEach(evaluation::plot);
        }
        return evaluation.build();
    }

    private Map<String, Evaluation> slices(Rows rows, String column, List<String> values, List<String> warnings) {
        CodedColumn coded = new CodedColumn(column, values);
        if (coded.size() > MOST_VALUES) {
            throw new InvalidInput("The slice column '" + column + "' has " + coded.size()
                    + " different values, more than the " + MOST_VALUES + " allowed; group them first.");
        }
        int[][] positions = positions(rows, coded);
        Map<String, Evaluation> slices = new LinkedHashMap<>();
        for (int code = 0; code < positions.length; code++) {
            String value = coded.value(code);
            Rows slice = rows.at(positions[code]);
            if (Agreement.sum(slice.weights()) > 0) {
                Evaluation.Builder evaluation = assess(slice, new ArrayList<>());
                if (options.only().isEmpty()) {
                    slice.slicePlots().forEach(evaluation::plot);
                }
                slices.put(value, evaluation.build());
            } else {
                warnings.add("The slice where '" + column + "' is '" + value + "' is left out: all its rows weigh 0.");
            }
        }
        return slices;
    }

    /** By value, where its rows are; all values in one pass. */
    private static int[][] positions(Rows rows, CodedColumn column) {
        int[] original = rows.original();
        int[] counts = new int[column.size()];
        for (int row : original) {
            counts[column.code(row)]++;
        }
        int[][] positions = new int[counts.length][];
        Arrays.setAll(positions, code -> new int[counts[code]]);
        for (int i = original.length - 1; i >= 0; i--) {
            int code = column.code(original[i]);
            positions[code][--counts[code]] = i;
        }
        return positions;
    }

    private Evaluation.Builder assess(Rows rows, List<String> warnings) {
        List<Measure> measures = rows.measures();
        double[] values = rows.measure(rows.weights());
        Map<String, Interval> intervals = intervals(rows, values, warnings);
        Evaluation.Builder evaluation =
                Evaluation.of(rows.task(), rows.weights().length).confidence(options.confidence());
        rows.settings().forEach(evaluation::setting);
        for (int m = 0; m < values.length; m++) {
            Measure measure = measures.get(m);
            if (Double.isNaN(values[m])) {
                warnings.add(rows.undefined(measure));
                continue;
            }
            Metric metric = Metric.of(measure.name(), values[m], measure.direction());
            Interval interval = intervals.get(measure.name());
            evaluation.metric(interval == null ? metric : metric.withInterval(interval));
        }
        warnings.addAll(rows.caveats());
        warnings.forEach(evaluation::warning);
        return evaluation;
    }

    private Map<String, Interval> intervals(Rows rows, double[] values, List<String> warnings) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        boolean formulas = !weighted && options.intervals() != IntervalMethod.BOOTSTRAP;
        if (formulas) {
            intervals.putAll(rows.intervals(options.confidence()));
            rows.rates().forEach((name, rate) -> {
                if (rate.trials() > 0) {
                    intervals.put(name, ScoreIntervals.of(rate, options.confidence(), options.intervals()));
                }
            });
        }
        options.findResamples().ifPresent(resamples -> {
            Bootstrap bootstrap = Bootstrap.of(rows, resamples, options.seed());
            for (int m = 0; m < values.length; m++) {
                Measure measure = rows.measures().get(m);
                boolean wanted =
                        formulas ? measure.certainty() == Certainty.BOOTSTRAP : measure.certainty() != Certainty.NONE;
                if (wanted && !Double.isNaN(values[m])) {
                    bootstrap
                            .findInterval(m, values[m], options.confidence())
                            .ifPresent(interval -> intervals.put(measure.name(), interval));
                }
            }
        });
        explainAbsence(rows, values, intervals, warnings);
        return intervals;
    }

    private void explainAbsence(Rows rows, double[] values, Map<String, Interval> intervals, List<String> warnings) {
        for (int m = 0; m < values.length; m++) {
            Measure measure = rows.measures().get(m);
            if (Double.isNaN(values[m]) || intervals.containsKey(measure.name())) {
                continue;
            }
            if (measure.certainty() == Certainty.NONE) {
                if (options.findResamples().isPresent()) {
                    warnings.add(measure.name() + " has no interval: " + rows.withoutInterval(measure) + ".");
                }
            } else if (options.findResamples().isPresent() || (measure.certainty() == Certainty.FORMULA && !weighted)) {
                warnings.add(measure.name() + " has no interval: these rows do not show how it varies.");
            }
        }
    }
}
