package io.mlops4j.core.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.experiment.filter.FilterParser;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunCondition;
import io.mlops4j.experiment.RunOrder;
import io.mlops4j.experiment.RunQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A search in the catalogue of an experiment. */
record RunSearch(
        Supplier<RunCatalogue> catalogue,
        Function<RunSummary, Run> asRun,
        List<RunCondition> conditions,
        List<RunOrder> orders,
        int skipped,
        int most)
        implements RunQuery {
    static RunSearch all(Supplier<RunCatalogue> catalogue, Function<RunSummary, Run> asRun) {
        return new RunSearch(catalogue, asRun, List.of(), List.of(), 0, Integer.MAX_VALUE);
    }

    @Override
    public RunQuery where(RunCondition condition) {
        List<RunCondition> all =
                Stream.concat(conditions.stream(), Stream.of(condition)).toList();
        return new RunSearch(catalogue, asRun, all, orders, skipped, most);
    }

    @Override
    public RunQuery where(String filter) {
        return where(FilterParser.condition(filter));
    }

    @Override
    public RunQuery orderBy(RunOrder first, RunOrder... next) {
        List<RunOrder> all =
                Stream.concat(Stream.of(first), Arrays.stream(next)).toList();
        return new RunSearch(catalogue, asRun, conditions, all, skipped, most);
    }

    @Override
    public RunQuery orderBy(String first, String... next) {
        return orderBy(
                FilterParser.order(first),
                Arrays.stream(next).map(FilterParser::order).toArray(RunOrder[]::new));
    }

    @Override
    public RunQuery limit(int most) {
        if (most < 0) {
            throw new InvalidInput("A limit of " + most + " runs is negative; use 0 or more.");
        }
        return new RunSearch(catalogue, asRun, conditions, orders, skipped, most);
    }

    @Override
    public RunQuery offset(int skipped) {
        if (skipped < 0) {
            throw new InvalidInput("An offset of " + skipped + " runs is negative; use 0 or more.");
        }
        return new RunSearch(catalogue, asRun, conditions, orders, skipped, most);
    }

    @Override
    public List<Run> list() {
        return stream().toList();
    }

    @Override
    public Stream<Run> stream() {
        RunTable table = catalogue.get().table();
        long[] found = ranking(table).first(most == 0 ? 0 : (long) skipped + most);
        return Arrays.stream(found, Math.min(skipped, found.length), found.length)
                .mapToObj(run -> asRun.apply(RunRanking.run(table, run)));
    }

    @Override
    public Optional<Run> first() {
        return limit(Math.min(1, most)).stream().findFirst();
    }

    @Override
    public long count() {
        return ranking(catalogue.get().table()).count();
    }

    private RunRanking ranking(RunTable table) {
        Liveness liveness = new Liveness();
        RunFilter filter = RunFilter.all(conditions.stream()
                .map(condition -> RunFilter.of(condition, table, liveness))
                .toList());
        return new RunRanking(table, filter, orders, liveness);
    }
}
