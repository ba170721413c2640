package io.mlops4j;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Told how far a long piece of work has come. Called by one thread at a time, after each step of it is durable; what it throws is logged
 * and does not end the work.
 */
@FunctionalInterface
public interface Progress {
    /** Something was done. */
    void report(Update update);

    /** Writes a line for each update to the standard error stream, at most ten a second and always the last. */
    static Progress console() {
        return to(System.err);
    }

    /** Writes a line for each update to a stream, at most ten a second and always the last. */
    static Progress to(PrintStream stream) {
        return new ProgressLines(stream);
    }

    /** Tells nobody. */
    static Progress none() {
        return update -> {};
    }

    /**
     * How far it is.
     *
     * @param what what is worked on, as {@code study 'tune'}
     * @param done how much is done
     * @param total how much there is, at least {@code done}
     * @param elapsed since the work began, or was taken up again
     * @param remaining an estimate of the time that it still takes; empty until something was done
     * @param detail what else is to be said, as the best value so far; may be empty
     */
    record Update(String what, long done, long total, Duration elapsed, Optional<Duration> remaining, String detail) {
        /** Whether all is done. */
        public boolean finished() {
            return done >= total;
        }

        /** One line: {@code study 'tune': 12 of 50 (24 %), 3 s, 10 s left; best 0.83}. */
        @Override
        public String toString() {
            long percent = total == 0 ? 100 : done * 100 / total;
            return String.format(
                    Locale.ROOT,
                    "%s: %d of %d (%d %%), %s%s%s",
                    what,
                    done,
                    total,
                    percent,
                    text(elapsed),
                    finished()
                            ? ""
                            : remaining.map(left -> ", " + text(left) + " left").orElse(""),
                    detail.isEmpty() ? "" : "; " + detail);
        }

        private static String text(Duration duration) {
            if (duration.toSeconds() < 1) {
                return duration.toMillis() + " ms";
            }
            StringBuilder text = new StringBuilder();
            if (duration.toHours() > 0) {
                text.append(duration.toHours()).append(" h ");
            }
            if (duration.toMinutes() > 0) {
                text.append(duration.toMinutesPart()).append(" min ");
            }
            if (duration.toHours() == 0) {
                text.append(duration.toSecondsPart()).append(" s");
            }
            return text.toString().strip();
        }
    }
}
