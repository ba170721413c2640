package io.mlops4j.core.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.data.cells.TypeInference.Decision;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Source;
import io.mlops4j.internal.RealText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Calendar;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, fetched a thousand at a time. The connection is read-only and its transaction is rolled back at the end: a driver such as PostgreSQL's
 * fetches row by row within a transaction only.
 */
final class QueryRows implements RowSource {
    private static final int FETCH_ROWS = 1_000;
    private static final int MOST_EXACT_PRECISION = 18;
    private static final String SYNTAX_ERRORS = "42";

    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final List<String> names = new ArrayList<>();
    private final List<Decision> types = new ArrayList<>();

    private QueryRows(Connection connection, PreparedStatement statement, ResultSet rows) throws SQLException {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        ResultSetMetaData columns = rows.getMetaData();
        Set<String> seen = new HashSet<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i);
            if (!seen.add(name)) {
                throw new InvalidInput("The query has two columns '" + name + "'; name one of them otherwise with AS.");
            }
            names.add(name);
            types.add(new Decision(type(columns, i), "the type " + columns.getColumnTypeName(i) + " in the query"));
        }
    }

    /** Runs a query. */
    static QueryRows of(Source.Query query) {
        Connection connection = null;
        PreparedStatement statement = null;
        try {
            connection = query.database().getConnection();
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            statement =
                    connection.prepareStatement(query.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            statement.setFetchSize(FETCH_ROWS);
            for (int i = 0; i < query.parameters().size(); i++) {
                statement.setObject(i + 1, query.parameters().get(i));
            }
            return new QueryRows(connection, statement, statement.executeQuery());
        } catch (SQLException e) {
            close(statement, connection);
            throw failure(query.sql(), e);
        } catch (RuntimeException e) {
            close(statement, connection);
            throw e;
        }
    }

    private static MlopsException failure(String sql, SQLException e) {
        String state = e.getSQLState();
        String message = "The query '" + sql + "' failed: " + e.getMessage();
        boolean wrong = e instanceof SQLSyntaxErrorException || (state != null && state.startsWith(SYNTAX_ERRORS));
        return wrong ? new InvalidInput(message, e) : new StorageFailure(message, e);
    }

    private static ColumnType type(ResultSetMetaData columns, int i) throws SQLException {
        return switch (columns.getColumnType(i)) {
            case Types.BIT, Types.BOOLEAN -> ColumnType.BOOLEAN;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> ColumnType.INTEGER;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> ColumnType.REAL;
            case Types.DECIMAL, Types.NUMERIC -> {
                int precision = columns.getPrecision(i);
                boolean whole = columns.getScale(i) == 0 && precision > 0 && precision <= MOST_EXACT_PRECISION;
                yield whole ? ColumnType.INTEGER : ColumnType.REAL;
            }
            case Types.DATE -> ColumnType.DATE;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> ColumnType.INSTANT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ColumnType.BINARY;
            default -> ColumnType.STRING;
        };
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<Decision> types() {
        return types;
    }

    @Override
    public boolean next(@Nullable String[] cells) {
        try {
            if (!rows.next()) {
                return false;
            }
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cell(i + 1, types.get(i).type());
            }
            return true;
        } catch (SQLException e) {
            throw new StorageFailure("Reading the rows of the query failed: " + e.getMessage(), e);
        }
    }

    private @Nullable String cell(int column, ColumnType type) throws SQLException {
        return switch (type) {
            case BOOLEAN -> {
                boolean value = rows.getBoolean(column);
                yield rows.wasNull() ? null : Boolean.toString(value);
            }
            case INTEGER -> {
                long value = rows.getLong(column);
                yield rows.wasNull() ? null : Long.toString(value);
            }
            case REAL -> {
                double value = rows.getDouble(column);
                yield rows.wasNull() || Double.isNaN(value) ? null : RealText.of(value);
            }
            case DATE -> {
                LocalDate value = rows.getObject(column, LocalDate.class);
                yield value == null ? null : value.toString();
            }
            case INSTANT -> instant(column);
            case BINARY -> {
                byte[] value = rows.getBytes(column);
                yield value == null ? null : Base64.getEncoder().encodeToString(value);
            }
            case STRING, CATEGORY -> rows.getString(column);
        };
    }

    /** A timestamp without a zone is taken for one of UTC, whatever zone this Java is in. */
    private @Nullable String instant(int column) throws SQLException {
        if (rows.getMetaData().getColumnType(column) == Types.TIMESTAMP_WITH_TIMEZONE) {
            OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
            return value == null ? null : value.toInstant().toString();
        }
        Timestamp value = rows.getTimestamp(column, Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC)));
        return value == null ? null : value.toInstant().toString();
    }

    @Override
    public void close() {
        close(statement, connection);
    }

    private static void close(@Nullable PreparedStatement statement, @Nullable Connection connection) {
        try (connection;
                statement) {
            if (connection != null) {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(false);
            }
        } catch (SQLException e) {
            throw new StorageFailure("Closing the query's connection failed: " + e.getMessage(), e);
        }
    }
}
