package io.mlops4j.core.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A search in the summaries of an experiment. */
record RunSearch(
        Supplier<Collection<RunSummary>> summaries,
        Function<RunSummary, Run> asRun,
        List<Condition> conditions,
        @Nullable Order order,
        int most)
        implements RunQuery {
    static RunSearch all(Supplier<Collection<RunSummary>> summaries, Function<RunSummary, Run> asRun) {
        return new RunSearch(summaries, asRun, List.of(), null, Integer.MAX_VALUE);
    }

    @Override
    public RunQuery where(Condition condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new RunSearch(summaries, asRun, List.copyOf(all), order, most);
    }

    @Override
    public RunQuery orderBy(Order order) {
        return new RunSearch(summaries, asRun, conditions, order, most);
    }

    @Override
    public RunQuery limit(int most) {
        if (most < 0) {
            throw new InvalidInput("A limit of " + most + " runs is negative; use 0 or more.");
        }
        return new RunSearch(summaries, asRun, conditions, order, most);
    }

    @Override
    public List<Run> list() {
        List<RunSummary> found = new ArrayList<>();
        for (RunSummary run : summaries.get()) {
            if (matches(run)) {
                found.add(run);
            }
        }
        // Summaries come oldest first.
        Collections.reverse(found);
        Stream<RunSummary> ordered =
                order == null ? found.stream() : found.stream().sorted(comparator(order));
        return ordered.limit(most).map(asRun).toList();
    }

    @Override
    public Optional<Run> first() {
        return limit(Math.min(1, most)).list().stream().findFirst();
    }

    private boolean matches(RunSummary run) {
        for (Condition condition : conditions) {
            if (!matches(run, condition)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(RunSummary run, Condition condition) {
        if (condition instanceof Condition.Range range) {
            RunFacts.Latest latest = run.facts().metrics().get(range.field().name());
            return latest != null && latest.value() >= range.low() && latest.value() <= range.high();
        }
        Condition.Text text = (Condition.Text) condition;
        return text.value().equals(text(run, text.field()));
    }

    private static Comparator<RunSummary> comparator(Order order) {
        boolean ascending = order.direction() == Direction.ASCENDING;
        if (order.field() instanceof Field.Metric metric) {
            return by(run -> number(run, metric), ascending);
        }
        if (order.field() instanceof Field.Started) {
            return by(RunSummary::startedAt, ascending);
        }
        return by(run -> text(run, order.field()), ascending);
    }

    /** Runs that lack the key come last, whichever way round. */
    private static <K extends Comparable<K>> Comparator<RunSummary> by(
            Function<RunSummary, @Nullable K> key, boolean ascending) {
        Comparator<K> natural = ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return Comparator.comparing(key, Comparator.nullsLast(natural));
    }

    private static @Nullable Double number(RunSummary run, Field.Metric metric) {
        RunFacts.Latest latest = run.facts().metrics().get(metric.name());
        return latest == null || Double.isNaN(latest.value()) ? null : latest.value();
    }

    private static @Nullable String text(RunSummary run, Field field) {
        if (field instanceof Field.Param param) {
            return run.facts().params().get(param.name());
        } else if (field instanceof Field.Tag tag) {
            return run.facts().tags().get(tag.name());
        } else if (field instanceof Field.Status) {
            return run.status().name();
        } else if (field instanceof Field.Name) {
            return run.name();
        }
        return null;
    }
}
