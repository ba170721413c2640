package io.mlops4j.monitoring;

import java.util.function.Consumer;

/** See {@link AlertSink#callback}. */
record CallbackSink(Consumer<Alert> consumer) implements AlertSink {
    @Override
    public String name() {
        return "callback";
    }

    @Override
    public void deliver(Alert alert) {
        consumer.accept(alert);
    }
}
