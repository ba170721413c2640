package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mapping of a YAML file, asked for fields of a type. A number where a text is meant is its text: ids were numbers once. */
record Meta(String where, Map<String, @Nullable Object> fields) {
    /** What MLflow calls the file that describes the directory that it is in. */
    static final String FILE = "meta.yaml";

    /** The description of a directory, if it has one. */
    static Optional<Meta> find(StoreFiles files, Path directory) {
        Path file = directory.resolve(FILE);
        if (files.find(file) == null || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(read("File '" + file + "'", files.text(file)));
    }

    static Meta read(String where, String text) {
        return new Meta(where, Yaml.read(where, text));
    }

    /** A text, or the empty one if there is none. */
    String text(String field) {
        Object value = fields.get(field);
        if (value == null) {
            return "";
        }
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            throw new InvalidInput(where + " has a '" + field + "' that is no text.");
        }
        return value.toString();
    }

    /** A text that must be there. */
    String required(String field) {
        String text = text(field);
        if (text.isEmpty()) {
            throw new InvalidInput(where + " has no '" + field + "'; MLflow writes it always.");
        }
        return text;
    }

    /** A moment, in milliseconds since 1970 as MLflow writes them. */
    Optional<Instant> instant(String field) {
        Object value = fields.get(field);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochMilli(whole(field, value)));
    }

    /** A whole number, if there is one. */
    Optional<Long> whole(String field) {
        Object value = fields.get(field);
        return value == null ? Optional.empty() : Optional.of(whole(field, value));
    }

    private long whole(String field, Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 0x1p53) {
            return real.longValue();
        }
        try {
            return Long.parseLong(value.toString());
        } catch (NumberFormatException e) {
            throw new InvalidInput(where + " has the '" + field + "' " + value + ", which is no whole number.", e);
        }
    }

    /** A mapping within, empty if there is none. */
    Meta mapping(String field) {
        Object value = fields.get(field);
        if (value == null) {
            return new Meta(where, Map.of());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> inner = new LinkedHashMap<>();
            map.forEach((key, item) -> inner.put(String.valueOf(key), item));
            return new Meta(where, inner);
        }
        throw new InvalidInput(where + " has a '" + field + "' that is no mapping.");
    }
}
