package io.mlops4j.spi;

import java.util.Map;
import java.util.function.DoubleSupplier;

/** Reports nothing. */
enum NoMeters implements Meters {
    INSTANCE;

    @Override
    public void count(String name, Map<String, String> tags, long amount) {
        // Nobody listens.
    }

    @Override
    public void time(String name, Map<String, String> tags, long nanos) {
        // Nobody listens.
    }

    @Override
    public void gauge(String name, Map<String, String> tags, DoubleSupplier value) {
        // Nobody listens.
    }
}
