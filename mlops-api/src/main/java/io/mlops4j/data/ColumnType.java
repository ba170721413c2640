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
    DATE,
    /**
     * Text from a limited set of words: kept once each, with a number a cell. Never inferred, as the same column would change its type when
     * words or rows are added; declare it with {@link SchemaInference#override}.
     */
    CATEGORY,
    /** Bytes; in text (CSV, JSON) they are Base64. Never inferred. */
    BINARY;

    /** Whether the cells are numbers: {@link #REAL} or {@link #INTEGER}. */
    public boolean isNumber() {
        return this == REAL || this == INTEGER;
    }

    /** Whether the cells are words: {@link #STRING} or {@link #CATEGORY}. */
    public boolean isText() {
        return this == STRING || this == CATEGORY;
    }

    /** Whether the cells have a number form ({@link Column#doubleAt}): every type but text and {@link #BINARY}. */
    public boolean hasNumberForm() {
        return !isText() && this != BINARY;
    }
}
