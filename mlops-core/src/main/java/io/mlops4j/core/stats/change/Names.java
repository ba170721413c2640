package io.mlops4j.core.stats.change;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Enum constants as lower-case names. */
final class Names {
    private Names() {}

    static void write(ObjectNode json, String field, Enum<?> constant) {
        json.put(field, constant.name().toLowerCase(Locale.ROOT));
    }

    static <E extends Enum<E>> E read(Class<E> type, JsonNode json, String field) {
        String name = Json.string(json, field);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
                return constant;
            }
        }
        throw new IntegrityViolation("A stored change detector has '" + name + "' as '" + field
                + "', which this release does not know; read it with a newer one.");
    }
}
