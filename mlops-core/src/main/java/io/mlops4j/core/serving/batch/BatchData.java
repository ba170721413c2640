package io.mlops4j.core.serving.batch;

import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Table;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is predicted for. */
public sealed interface BatchData {
    /** For messages, as {@code version 3 of dataset 'loans'}. */
    String describe();

    /** What tells it from other data; empty if nothing does. */
    String digest();

    /** How many rows there are. */
    long rowCount();

    /** The names of the columns. */
    List<String> names();

    /** The rows in parts of so many, in order; to be closed. */
    Stream<Part> parts(int rows);

    /**
     * Some rows of a table.
     *
     * @param table has them
     * @param from the first, from 0
     * @param to one past the last
     * @param firstRow the number of the first in the data, from 0
     */
    record Part(Table table, int from, int to, long firstRow) {
        int rows() {
            return to - from;
        }

        /** The number in the data of a row of the table. */
        long number(int row) {
            return firstRow + row - from;
        }
    }

    /**
     * A version of a dataset.
     *
     * @param version the version
     */
    record OfDataset(DatasetVersion version) implements BatchData {
        @Override
        public String describe() {
            return version.toString();
        }

        @Override
        public String digest() {
            return version.digest();
        }

        @Override
        public long rowCount() {
            return version.rowCount();
        }

        @Override
        public List<String> names() {
            return version.schema().names();
        }

        @Override
        public Stream<Part> parts(int rows) {
            long[] read = new long[1];
            return version.tables(rows).map(table -> {
                Part part = new Part(table, 0, table.rowCount(), read[0]);
                read[0] += table.rowCount();
                return part;
            });
        }
    }

    /**
     * A table in memory.
     *
     * @param table the table
     */
    record OfTable(Table table) implements BatchData {
        @Override
        public String describe() {
            return "a table of " + table.rowCount() + " rows";
        }

        @Override
        public String digest() {
            return "";
        }

        @Override
        public long rowCount() {
            return table.rowCount();
        }

        @Override
        public List<String> names() {
            return table.names();
        }

        @Override
        public Stream<Part> parts(int rows) {
            int count = table.rowCount();
            return IntStream.iterate(0, from -> from < count, from -> from + rows)
                    .mapToObj(from -> new Part(table, from, Math.min(count, from + rows), from));
        }
    }
}
