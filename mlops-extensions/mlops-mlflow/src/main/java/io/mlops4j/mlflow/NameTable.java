package io.mlops4j.mlflow;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The names that had to change on their way into MLflow, kept in a tag so that they come back as they were. */
record NameTable(ObjectNode kinds) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static NameTable empty() {
        return new NameTable(MAPPER.createObjectNode());
    }

    /** The table in the text of a tag; an empty one if there is none, for whoever edits a tag by hand loses no more than names. */
    static NameTable parse(String text) {
        if (!text.isEmpty()) {
            try {
                if (MAPPER.readTree(text) instanceof ObjectNode kinds) {
                    return new NameTable(kinds);
                }
            } catch (JacksonException e) {
                return empty();
            }
        }
        return empty();
    }

    /** Notes the names of a kind that changed. */
    void note(String kind, Map<String, String> fileNames) {
        fileNames.forEach((name, file) -> {
            if (!name.equals(file)) {
                kinds.withObjectProperty(kind).put(file, name);
            }
        });
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    /** Values under the names that they had. */
    <V> Map<String, V> restore(String kind, Map<String, V> values) {
        JsonNode table = kinds.path(kind);
        Map<String, V> restored = new LinkedHashMap<>();
        values.forEach((file, value) -> restored.put(table.path(file).asString(file), value));
        return restored;
    }

    @Override
    public String toString() {
        return MAPPER.writeValueAsString(kinds);
    }
}
