package io.mlops4j.core.monitoring.alert;

import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertSink;
import io.mlops4j.monitoring.Retries;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A sink that keeps what it gets, and fails as it is told to. */
final class FakeSink implements AlertSink {
    private final String name;
    private final List<Alert> calls = new CopyOnWriteArrayList<>();
    private volatile @Nullable Supplier<RuntimeException> failure;
    private volatile Retries retries = Retries.defaults();

    FakeSink(String name) {
        this.name = name;
    }

    void failWith(Supplier<RuntimeException> exception) {
        failure = exception;
    }

    void recover() {
        failure = null;
    }

    void retries(Retries other) {
        retries = other;
    }

    /** All messages that it was called with, also those that it failed on. */
    List<Alert> calls() {
        return calls;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Retries retries() {
        return retries;
    }

    @Override
    public void deliver(Alert alert) {
        calls.add(alert);
        Supplier<RuntimeException> exception = failure;
        if (exception != null) {
            throw exception.get();
        }
    }
}
