package io.mlops4j.core.data;

import io.mlops4j.spi.DataEngine;

/** Where the values of {@code io.mlops4j.data} find what is behind them. */
public final class DataFunctions implements DataEngine {
    /** For {@link java.util.ServiceLoader}. */
    public DataFunctions() {}
}
