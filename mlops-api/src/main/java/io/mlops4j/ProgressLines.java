package io.mlops4j;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Progress as lines of text. Thread-safe. */
final class ProgressLines implements Progress {
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private final PrintStream stream;
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    ProgressLines(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void report(Update update) {
        long now = System.nanoTime();
        long until = quietUntil.get();
        boolean due = now - until >= 0 && quietUntil.compareAndSet(until, now + PAUSE_NANOS);
        if (due || update.finished()) {
            stream.println(update);
        }
    }
}
