package io.mlops4j.data;

/** What a column is for. Later releases may add roles: a {@code switch} over them needs a default. */
public enum ColumnRole {
    /** An input of a model, or anything that is not otherwise declared. */
    FEATURE,
    /** What a model is to predict; at most one column of a schema. */
    LABEL
}
