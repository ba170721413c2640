package io.mlops4j.data;

/**
 * How the schema of a new version is found: an explicit {@link Schema}, which the data must fit, or a {@link SchemaInference}
 * from the data. Both are immutable values.
 */
public sealed interface SchemaRule permits Schema, SchemaInference {}
