package io.mlops4j.data;

/** What the cells of a column are. Later releases may add types: a {@code switch} over them needs a default. */
public enum ColumnType {
    /** A 64-bit floating-point number; NaN is a missing cell, infinities are values. */
    REAL,
    /** A 64-bit signed whole number. */
    INTEGER,
    /** True or false. */
    BOOLEAN,
    /** Text; the empty text is a value, not a missing cell. */
    STRING,
    /** A moment in time, to the nanosecond, in UTC. */
    INSTANT,
    /** A day of the ISO calendar, without a time or a zone. */
    DATE;

    /** Whether the cells are numbers: {@link #REAL} or {@link #INTEGER}. */
    public boolean isNumber() {
        return this == REAL || this == INTEGER;
    }
}
