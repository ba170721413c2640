package io.mlops4j.benchmarks;

import io.mlops4j.benchmarks.ManyRuns.Recorded;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs in SQLite twice: by rows of key and value, as tracking servers keep what has any name, with indexes by key and by value; and in one table
 * with a column and an index for each name, which nobody could make for names that are not known before. Statements are prepared
 * once, and the cache holds everything.
 */
final class SqliteRuns implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    SqliteRuns(Path file, List<Recorded> runs) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size=-1000000");
            statement.execute("PRAGMA mmap_size=2000000000");
            statement.execute("CREATE TABLE runs (no INTEGER PRIMARY KEY, id TEXT, name TEXT)");
            for (String table : List.of("params", "tags", "metrics")) {
                statement.execute("CREATE TABLE " + table + " (run INTEGER, key TEXT, value "
                        + (table.equals("metrics") ? "REAL" : "TEXT") + ", PRIMARY KEY (run, key)) WITHOUT ROWID");
            }
            statement.execute("CREATE TABLE wide (no INTEGER PRIMARY KEY, id TEXT, name TEXT, "
                    + columns()
                            .map(name -> name + (ManyRuns.METRICS.contains(name) ? " REAL" : " TEXT"))
                            .collect(Collectors.joining(", "))
                    + ")");
            connection.setAutoCommit(false);
            fill(runs);
            for (String table : List.of("params", "tags", "metrics")) {
                statement.execute("CREATE INDEX " + table + "_value ON " + table + " (key, value, run)");
            }
            for (String name : columns().toList()) {
                statement.execute("CREATE INDEX wide_" + name + " ON wide (" + name + ")");
            }
            statement.execute("ANALYZE");
            connection.commit();
        }
    }

    private static Stream<String> columns() {
        return Stream.of(ManyRuns.PARAMS, ManyRuns.TAGS, ManyRuns.METRICS).flatMap(List::stream);
    }

    private void fill(List<Recorded> runs) throws SQLException {
        String marks = columns().map(name -> ", ?").collect(Collectors.joining());
        try (PreparedStatement run = connection.prepareStatement("INSERT INTO runs VALUES (?, ?, ?)");
                PreparedStatement wide = connection.prepareStatement("INSERT INTO wide VALUES (?, ?, ?" + marks + ")");
                PreparedStatement param = connection.prepareStatement("INSERT INTO params VALUES (?, ?, ?)");
                PreparedStatement tag = connection.prepareStatement("INSERT INTO tags VALUES (?, ?, ?)");
                PreparedStatement metric = connection.prepareStatement("INSERT INTO metrics VALUES (?, ?, ?)")) {
            for (int i = 0; i < runs.size(); i++) {
                Recorded recorded = runs.get(i);
                insert(run, i, recorded.id(), recorded.name());
                List<Object> row = new ArrayList<>(List.of(i, recorded.id(), recorded.name()));
                row.addAll(recorded.params().values());
                row.addAll(recorded.tags().values());
                row.addAll(recorded.metrics().values());
                insert(wide, row.toArray());
                insertAll(param, i, recorded.params());
                insertAll(tag, i, recorded.tags());
                insertAll(metric, i, recorded.metrics());
            }
        }
    }

    private static void insertAll(PreparedStatement statement, int run, Map<String, ?> values) throws SQLException {
        for (Map.Entry<String, ?> entry : values.entrySet()) {
            insert(statement, run, entry.getKey(), entry.getValue());
        }
    }

    private static void insert(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    /** The first column of what a statement finds. */
    List<String> find(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        connection.close();
    }
}
