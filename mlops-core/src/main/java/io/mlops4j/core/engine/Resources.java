package io.mlops4j.core.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/** What an engine has opened itself, closed in the reverse order; one that fails does not keep the others open. */
final class Resources implements AutoCloseable {
    /** Closes without a checked exception. */
    @FunctionalInterface
    interface Closing {
        void close();
    }

    private final Deque<Closing> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        open.push(() -> {
            try {
                resource.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return resource;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
