package io.mlops4j.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/** Events of tests, as text. */
final class Events {
    private Events() {}

    static List<byte[]> of(String... events) {
        return Arrays.stream(events).map(event -> event.getBytes(UTF_8)).toList();
    }

    static List<String> text(List<byte[]> events) {
        return events.stream().map(event -> new String(event, UTF_8)).toList();
    }
}
