package io.mlops4j.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.mlops4j.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds the events of a projection against the files that an earlier release would have written: {@code golden/<kind>/<event
 * type>.json}, or {@code <event type>+<case>.json} where one type has several. What is stored is stored for good, so a file is added and never
 * changed.
 */
public final class Golden {
    /** Objects whose fields are names that the user gave; an unknown one is not to be ignored there. */
    private static final Set<String> MAPS = Set.of(
            "params",
            "tags",
            "metrics",
            "artifacts",
            "violations",
            "latencies",
            "values",
            "classes",
            "spreads",
            "columns",
            "tests",
            "realised",
            "estimated",
            "versions");

    private Golden() {}

    /** Three tests of each event, which is given by the name of its file without the ending. */
    public static <S, E> Stream<DynamicTest> tests(String kind, Projection<S, E> projection, Map<String, E> events) {
        return events.entrySet().stream().flatMap(entry -> {
            String file = entry.getKey();
            E event = entry.getValue();
            String type = file.split("\\+", 2)[0];
            String golden = read("/golden/" + kind + "/" + file + ".json");
            return Stream.of(
                    dynamicTest(file + " is written exactly so", () -> {
                        ObjectNode data = Json.object();
                        projection.write(event, data);
                        assertThat(projection.type(event)).isEqualTo(type);
                        assertThat(Json.text(data)).isEqualTo(golden);
                    }),
                    dynamicTest(file + " is read back", () -> expect(projection, type, parse(golden), event)),
                    dynamicTest(file + " is read back though a newer release added fields", () -> {
                        ObjectNode data = parse(golden);
                        addUnknown("", data);
                        expect(projection, type, data, event);
                    }));
        });
    }

    /** Equal is what is stored alike: not every event has an equality of its own. */
    private static <E> void expect(Projection<?, E> projection, String type, JsonNode data, E event) {
        E read = projection.read(type, data).orElseThrow();
        assertThat(read).hasSameClassAs(event);
        ObjectNode rewritten = Json.object();
        projection.write(read, rewritten);
        ObjectNode written = Json.object();
        projection.write(event, written);
        assertThat(rewritten).isEqualTo(written);
    }

    private static void addUnknown(String name, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(entry -> addUnknown(entry.getKey(), entry.getValue()));
            if (!MAPS.contains(name)) {
                ((ObjectNode) node).putObject("inventedLater").put("a", 1);
            }
        } else if (node.isArray()) {
            node.forEach(element -> addUnknown("", element));
        }
    }

    private static ObjectNode parse(String json) {
        return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String resource) {
        try (InputStream in = Golden.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("There is no golden file " + resource + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
