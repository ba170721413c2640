package io.mlops4j.core.experiment;

import io.mlops4j.experiment.RunField;
import io.mlops4j.experiment.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some runs, sorted by id, and those of their columns that were asked for. The runs never change; columns are made when they are first asked
 * for, each thread that comes early makes the same. Thread-safe.
 */
final class RunPage {
    /** The most runs of a page: few enough that a changed run costs little, and enough that a page costs little. */
    static final int MOST_RUNS = 512;

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?+");

    private final List<RunSummary> runs;
    private final ConcurrentHashMap<RunField, RunColumn> columns = new ConcurrentHashMap<>();

    RunPage(List<RunSummary> runs) {
        this.runs = List.copyOf(runs);
    }

    List<RunSummary> runs() {
        return runs;
    }

    int size() {
        return runs.size();
    }

    String firstId() {
        return runs.get(0).id();
    }

    RunSummary run(int row) {
        return runs.get(row);
    }

    /** The column of a field; of the status, it is the recorded one. */
    RunColumn column(RunField field) {
        RunColumn known = columns.get(field);
        if (known != null) {
            return known;
        }
        RunColumn made = make(field);
        // What no run has is soon made again, and names that nobody recorded must not pile up.
        if (made.isOrdered()) {
            columns.put(field, made);
        }
        return made;
    }

    /** The statuses as a reader sees them now. */
    RunColumn statuses(Liveness liveness) {
        CodedColumn<String> recorded = text(new RunField.Status());
        return recorded.find(RunStatus.RUNNING.name()) < 0
                ? recorded
                : coded(run -> liveness.status(run).name());
    }

    @SuppressWarnings("unchecked") // what is text is coded
    private CodedColumn<String> text(RunField.OfText field) {
        return (CodedColumn<String>) column(field);
    }

    private RunColumn make(RunField field) {
        if (field instanceof RunField.Metric metric) {
            return metric(metric.name());
        } else if (field instanceof RunField.Param param) {
            return coded(run -> run.facts().params().get(param.name()));
        } else if (field instanceof RunField.Tag tag) {
            return coded(run -> run.facts().tags().get(tag.name()));
        } else if (field instanceof RunField.NumberIn number) {
            return numberIn(number.text());
        } else if (field instanceof RunField.Took) {
            return took();
        } else if (field instanceof RunField.Started) {
            return RunPage.<Instant>coded(runs, RunSummary::startedAt);
        } else if (field instanceof RunField.Ended) {
            return RunPage.<Instant>coded(runs, RunSummary::endedAt);
        }
        return coded(run -> text(run, field));
    }

    private static @Nullable String text(RunSummary run, RunField field) {
        if (field instanceof RunField.Id) {
            return run.id();
        } else if (field instanceof RunField.Name) {
            return run.name();
        } else if (field instanceof RunField.Actor) {
            return run.actor();
        } else if (field instanceof RunField.Parent) {
            return run.parent().isEmpty() ? null : run.parent();
        }
        return run.recordedStatus().name();
    }

    private CodedColumn<String> coded(Function<RunSummary, @Nullable String> value) {
        return coded(runs, value);
    }

    private static <T extends Comparable<T>> CodedColumn<T> coded(
            List<RunSummary> runs, Function<RunSummary, @Nullable T> value) {
        List<@Nullable T> values = new ArrayList<>(runs.size());
        for (RunSummary run : runs) {
            values.add(value.apply(run));
        }
        return CodedColumn.of(values);
    }

    private RealColumn metric(String name) {
        double[] values = new double[runs.size()];
        Rows present = Rows.none(values.length);
        for (int i = 0; i < values.length; i++) {
            RunFacts.Latest latest = runs.get(i).facts().metrics().get(name);
            values[i] = latest == null ? Double.NaN : latest.value();
            if (latest != null) {
                present.add(i);
            }
        }
        return new RealColumn(values, present);
    }

    private RealColumn took() {
        double[] values = new double[runs.size()];
        Rows present = Rows.none(values.length);
        for (int i = 0; i < values.length; i++) {
            RunSummary run = runs.get(i);
            values[i] = Double.NaN;
            if (run.endedAt() != null) {
                Duration took = Duration.between(run.startedAt(), run.endedAt());
                values[i] = took.getSeconds() * 1e3 + took.getNano() / 1e6;
                present.add(i);
            }
        }
        return new RealColumn(values, present);
    }

    private RealColumn numberIn(RunField.OfText field) {
        CodedColumn<String> text = text(field);
        double[] numbers = text.values().stream()
                .mapToDouble(value -> DECIMAL.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN)
                .toArray();
        double[] values = new double[runs.size()];
        Rows present = Rows.none(values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = text.has(i) ? numbers[text.code(i)] : Double.NaN;
            if (!Double.isNaN(values[i])) {
                present.add(i);
            }
        }
        return new RealColumn(values, present);
    }
}
