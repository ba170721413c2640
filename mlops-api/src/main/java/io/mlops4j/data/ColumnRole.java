package io.mlops4j.data;

/** What a column is for. Later releases may add roles: a {@code switch} over them needs a default. */
public enum ColumnRole {
    /** An input of a model, or anything that is not otherwise declared. */
    FEATURE,
    /** What a model is to predict; at most one column of a schema. */
    LABEL,
    /**
     * What tells one row from another, alone or with the other keys: splits keep a row's part by it, and differences tell a changed row from a
     * removed and an added one.
     */
    KEY
}
