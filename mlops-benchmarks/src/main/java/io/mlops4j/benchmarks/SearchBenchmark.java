package io.mlops4j.benchmarks;

import io.mlops4j.Mlops;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunQuery;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Searches of an experiment that was searched before, filter, sort and limit, beside SQLite with indexes over the same runs. Both give the ids of the
 * same runs in the same order, which is held against each other before anything is measured; {@link Query#COUNT} gives their number. This library's
 * searches read the filter from its text and ask the file each time whether there are new runs; SQLite's statements are prepared.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@SuppressWarnings("NullAway.Init") // by @Setup
public class SearchBenchmark {
    /** How many runs there are. */
    @Param("100000")
    public int runs;

    /** What is searched for. */
    @Param
    public Query query;

    private static @Nullable Stores shared;

    private Mlops ml;
    private SqliteRuns sqlite;

    /** Both, written once a JVM: with {@code -f 0}, for all queries. */
    private record Stores(Scratch scratch, Mlops ml, SqliteRuns sqlite) {
        static Stores write(int runs) throws IOException, SQLException {
            Scratch scratch = new Scratch();
            List<ManyRuns.Recorded> made = ManyRuns.make(runs);
            ManyRuns.write(scratch.resolve("ml"), made);
            Stores stores = new Stores(
                    scratch, Mlops.open(scratch.resolve("ml")), new SqliteRuns(scratch.resolve("runs.db"), made));
            Runtime.getRuntime().addShutdownHook(new Thread(stores::delete));
            return stores;
        }

        private void delete() {
            try {
                ml.close();
                sqlite.close();
                scratch.close();
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Searches: in this library's words, and for SQLite over rows and over columns. */
    public enum Query {
        /** A few runs above a bound. */
        SELECTIVE(
                "metrics.auc >= 0.9995",
                "metrics.auc DESC",
                10,
                "SELECT r.id FROM metrics m JOIN runs r ON r.no = m.run WHERE m.key = 'auc' AND m.value >= 0.9995"
                        + " ORDER BY m.value DESC LIMIT 10",
                "SELECT id FROM wide WHERE auc >= 0.9995 ORDER BY auc DESC LIMIT 10"),
        /** The best by one metric among most runs, as another one has it. */
        UNSELECTIVE(
                "metrics.auc >= 0.1",
                "metrics.loss ASC",
                100,
                "SELECT r.id FROM metrics l JOIN metrics m ON m.run = l.run JOIN runs r ON r.no = l.run WHERE"
                        + " l.key = 'loss' AND m.key = 'auc' AND m.value >= 0.1 ORDER BY l.value LIMIT 100",
                "SELECT id FROM wide WHERE auc >= 0.1 ORDER BY loss LIMIT 100"),
        /** The best by a metric, all runs. */
        SORT(
                "",
                "metrics.f1 DESC",
                100,
                "SELECT r.id FROM metrics m JOIN runs r ON r.no = m.run WHERE m.key = 'f1' ORDER BY m.value DESC LIMIT 100",
                "SELECT id FROM wide ORDER BY f1 DESC LIMIT 100"),
        /** A parameter, a range of a metric, the best by another metric. */
        PARAM_AND_RANGE(
                "params.booster = 'gbtree' and metrics.auc >= 0.7 and metrics.auc <= 0.75",
                "metrics.loss ASC",
                50,
                "SELECT r.id FROM metrics l JOIN metrics m ON m.run = l.run JOIN params p ON p.run = l.run JOIN runs r"
                        + " ON r.no = l.run WHERE l.key = 'loss' AND m.key = 'auc' AND m.value >= 0.7 AND m.value <= 0.75"
                        + " AND p.key = 'booster' AND p.value = 'gbtree' ORDER BY l.value LIMIT 50",
                "SELECT id FROM wide WHERE booster = 'gbtree' AND auc >= 0.7 AND auc <= 0.75 ORDER BY loss LIMIT 50"),
        /** A part of a parameter's text. */
        LIKE(
                "params.data LIKE '%2026-11/part-7%'",
                "metrics.f1 DESC",
                50,
                "SELECT r.id FROM metrics m JOIN params p ON p.run = m.run JOIN runs r ON r.no = m.run WHERE m.key = 'f1'"
                        + " AND p.key = 'data' AND p.value LIKE '%2026-11/part-7%' ORDER BY m.value DESC LIMIT 50",
                "SELECT id FROM wide WHERE data LIKE '%2026-11/part-7%' ORDER BY f1 DESC LIMIT 50"),
        /** The one run with a parameter. */
        ONE(
                "params.seed = '4711'",
                "",
                10,
                "SELECT r.id FROM params p JOIN runs r ON r.no = p.run WHERE p.key = 'seed' AND p.value = '4711'"
                        + " ORDER BY p.run DESC LIMIT 10",
                "SELECT id FROM wide WHERE seed = '4711' ORDER BY no DESC LIMIT 10"),
        /** How many runs have a parameter and a metric in a range. */
        COUNT(
                "params.booster = 'gbtree' and metrics.auc > 0.5",
                "",
                0,
                "SELECT count(*) FROM metrics m JOIN params p ON p.run = m.run WHERE m.key = 'auc' AND m.value > 0.5"
                        + " AND p.key = 'booster' AND p.value = 'gbtree'",
                "SELECT count(*) FROM wide WHERE booster = 'gbtree' AND auc > 0.5");

        private final String filter;
        private final String order;
        private final int limit;
        private final String rows;
        private final String columns;

        Query(String filter, String order, int limit, String rows, String columns) {
            this.filter = filter;
            this.order = order;
            this.limit = limit;
            this.rows = rows;
            this.columns = columns;
        }
    }

    /** Of JMH. */
    public SearchBenchmark() {}

    /** Writes the runs to both and compares what they find. */
    @Setup
    public void write() throws IOException, SQLException {
        synchronized (SearchBenchmark.class) {
            if (shared == null) {
                shared = Stores.write(runs);
            }
            ml = shared.ml;
            sqlite = shared.sqlite;
        }
        List<String> found = mlops4j();
        if (found.isEmpty() || !found.equals(sqliteRows()) || !found.equals(sqliteColumns())) {
            throw new IllegalStateException(
                    query + ": " + found + " here, " + sqliteRows() + " and " + sqliteColumns() + " in SQLite");
        }
    }

    /** This library. */
    @Benchmark
    public List<String> mlops4j() {
        RunQuery search = ml.experiment(ManyRuns.EXPERIMENT).runs();
        if (!query.filter.isEmpty()) {
            search = search.where(query.filter);
        }
        if (!query.order.isEmpty()) {
            search = search.orderBy(query.order);
        }
        return query.limit == 0
                ? List.of(Long.toString(search.count()))
                : search.limit(query.limit).stream().map(Run::id).toList();
    }

    /** SQLite, a row for each key and value. */
    @Benchmark
    public List<String> sqliteRows() throws SQLException {
        return sqlite.find(query.rows);
    }

    /** SQLite, a column for each key. */
    @Benchmark
    public List<String> sqliteColumns() throws SQLException {
        return sqlite.find(query.columns);
    }
}
