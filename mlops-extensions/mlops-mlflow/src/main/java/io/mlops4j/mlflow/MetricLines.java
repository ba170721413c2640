package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import io.mlops4j.experiment.MetricPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The points of one metric, a line each: {@code time value}, as MLflow 0 wrote them, {@code time value step}, and after that, since 3.0, the
 * name and the digest of a dataset, which are passed over.
 */
final class MetricLines {
    /** The largest file of one metric: some four million points. */
    static final long LARGEST_FILE = 128L << 20;

    private static final int LONGEST_LINE = 4096;

    private MetricLines() {}

    /** Reads a file that was found to be inside. */
    static List<MetricPoint> read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new InvalidInput("File '" + file + "' is larger than " + LARGEST_FILE + " bytes.");
            }
            List<MetricPoint> points = new ArrayList<>();
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isBlank()) {
                        points.add(point(file, points.size() + 1, line));
                    }
                }
            }
            return points;
        } catch (IOException | UncheckedIOException e) {
            throw new StorageFailure("File '" + file + "' cannot be read: " + e + ".", e);
        }
    }

    private static MetricPoint point(Path file, int number, String line) {
        String[] fields =
                line.length() > LONGEST_LINE ? new String[0] : line.strip().split(" +");
        try {
            if (fields.length >= 2) {
                Instant at = Instant.ofEpochMilli(Long.parseLong(fields[0]));
                return new MetricPoint(fields.length == 2 ? 0 : Long.parseLong(fields[2]), at, value(fields[1]));
            }
        } catch (NumberFormatException e) {
            throw malformed(file, number, e);
        }
        throw malformed(file, number, null);
    }

    private static InvalidInput malformed(Path file, int number, @Nullable Throwable cause) {
        String message = "Line " + number + " of metric file '" + file + "' is not 'milliseconds value step'.";
        return cause == null ? new InvalidInput(message) : new InvalidInput(message, cause);
    }

    /** A number as Python's {@code float()} reads it; what Java's reading takes besides, as {@code 1d}, is refused. */
    static double value(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        String unsigned = plain.startsWith("-") || plain.startsWith("+") ? plain.substring(1) : plain;
        switch (unsigned) {
            case "inf", "infinity" -> {
                return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            case "nan" -> {
                return Double.NaN;
            }
            default -> {
                if (!unsigned.chars()
                        .allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == '-' || c == '+')) {
                    throw new NumberFormatException("not a number: " + text);
                }
                return Double.parseDouble(plain);
            }
        }
    }

    /** The lines of points, as MLflow writes them. */
    static String of(List<MetricPoint> points) {
        StringBuilder lines = new StringBuilder();
        for (MetricPoint point : points) {
            lines.append(point.at().toEpochMilli())
                    .append(' ')
                    .append(text(point.value()))
                    .append(' ')
                    .append(point.step())
                    .append('\n');
        }
        return lines.toString();
    }

    private static String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return Double.toString(value).replace("E", "e");
    }
}
