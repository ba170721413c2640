package io.mlops4j.monitoring;

import io.mlops4j.spi.AlertEngine;

/** See {@link AlertSink#log}. */
record LogSink() implements AlertSink {
    @Override
    public String name() {
        return "log";
    }

    @Override
    public void deliver(Alert alert) {
        AlertEngine.installed().log(alert);
    }
}
