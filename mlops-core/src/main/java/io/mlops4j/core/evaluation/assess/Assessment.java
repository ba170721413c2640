package io.mlops4j.core.evaluation.assess;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.Measure.Certainty;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.spi.EvaluationOptions;
import java.util.ArrayList;
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
        this.weighted = options.findWeights().isPresent();
    }

    public static Evaluation of(Rows rows, EvaluationOptions options) {
        return new Assessment(options).assess(rows);
    }

    private Evaluation assess(Rows rows) {
        List<String> warnings = new ArrayList<>();
        Map<String, Map<String, Evaluation>> slices = new LinkedHashMap<>();
        options.slices().forEach((column, values) -> slices.put(column, slices(rows, column, values, warnings)));
        return assess(rows, slices, warnings);
    }

    private Map<String, Evaluation> slices(Rows rows, String column, List<String> values, List<String> warnings) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] numberOfRow = new int[values.size()];
        for (int i = 0; i < numberOfRow.length; i++) {
            numberOfRow[i] = numbers.computeIfAbsent(values.get(i), value -> numbers.size());
        }
        if (numbers.size() > MOST_VALUES) {
            throw new InvalidInput("The slice column '" + column + "' has " + numbers.size()
                    + " different values, more than the " + MOST_VALUES + " allowed; group them first.");
        }
        Map<String, Evaluation> slices = new LinkedHashMap<>();
        numbers.forEach((value, number) -> {
            Rows slice = rows.only(row -> numberOfRow[row] == number);
            if (Agreement.sum(slice.weights()) > 0) {
                slices.put(value, assess(slice, Map.of(), new ArrayList<>()));
            } else {
                warnings.add("The slice where '" + column + "' is '" + value + "' is left out: all its rows weigh 0.");
            }
        });
        return slices;
    }

    private Evaluation assess(Rows rows, Map<String, Map<String, Evaluation>> slices, List<String> warnings) {
        List<Measure> measures = rows.measures();
        double[] values = rows.measure(rows.weights());
        Map<String, Interval> intervals = intervals(rows, values, warnings);
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (int m = 0; m < values.length; m++) {
            Measure measure = measures.get(m);
            if (Double.isNaN(values[m])) {
                warnings.add(rows.undefined(measure));
                continue;
            }
            Metric metric = Metric.of(measure.name(), values[m], measure.direction());
            Interval interval = intervals.get(measure.name());
            metrics.put(measure.name(), interval == null ? metric : metric.withInterval(interval));
        }
        warnings.addAll(rows.caveats());
        return new Evaluation(rows.task(), rows.weights().length, options.confidence(), metrics, slices, warnings);
    }

    private Map<String, Interval> intervals(Rows rows, double[] values, List<String> warnings) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        if (!weighted) {
            intervals.putAll(rows.intervals(options.confidence()));
        }
        options.findResamples().ifPresent(resamples -> {
            Bootstrap bootstrap = Bootstrap.of(rows, resamples, options.seed());
            for (int m = 0; m < values.length; m++) {
                Measure measure = rows.measures().get(m);
                boolean wanted =
                        weighted ? measure.certainty() != Certainty.NONE : measure.certainty() == Certainty.BOOTSTRAP;
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
                    warnings.add(measure.name() + " has no interval: a sample says too little about an extreme.");
                }
            } else if (options.findResamples().isPresent() || (measure.certainty() == Certainty.FORMULA && !weighted)) {
                warnings.add(measure.name() + " has no interval: these rows do not show how it varies.");
            }
        }
    }
}
