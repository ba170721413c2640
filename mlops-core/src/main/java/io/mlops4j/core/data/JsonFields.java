package io.mlops4j.core.data;

import io.mlops4j.IntegrityViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reading and writing fields of stored JSON. A field that is needed and absent, or of another kind, is an {@link IntegrityViolation}:
 * the engine wrote it, so it was damaged since. Fields that nobody asks for are ignored.
 */
final class JsonFields {
    private JsonFields() {}

    static String text(JsonNode node, String field) {
        JsonNode value = required(node, field);
        if (!value.isString()) {
            throw wrong(node, field, "text");
        }
        return value.stringValue();
    }

    static String text(JsonNode node, String field, String absent) {
        return node.has(field) ? text(node, field) : absent;
    }

    static long whole(JsonNode node, String field) {
        JsonNode value = required(node, field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(node, field, "a whole number");
        }
        return value.longValue();
    }

    static long whole(JsonNode node, String field, long absent) {
        return node.has(field) ? whole(node, field) : absent;
    }

    static double real(JsonNode node, String field) {
        return real(required(node, field), node, field);
    }

    /** NaN if there is no such field. */
    static double findReal(JsonNode node, String field) {
        return node.has(field) ? real(node, field) : Double.NaN;
    }

    static double real(JsonNode value, JsonNode node, String field) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isString() && value.stringValue().equals("Infinity")) {
            return Double.POSITIVE_INFINITY;
        }
        if (value.isString() && value.stringValue().equals("-Infinity")) {
            return Double.NEGATIVE_INFINITY;
        }
        throw wrong(node, field, "a number");
    }

    static List<JsonNode> array(JsonNode node, String field) {
        JsonNode value = required(node, field);
        if (!value.isArray()) {
            throw wrong(node, field, "an array");
        }
        return List.copyOf(value.values());
    }

    /** None if there is no such field. */
    static List<JsonNode> findArray(JsonNode node, String field) {
        return node.has(field) ? array(node, field) : List.of();
    }

    static List<String> texts(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : findArray(node, field)) {
            if (!value.isString()) {
                throw wrong(node, field, "an array of texts");
            }
            texts.add(value.stringValue());
        }
        return texts;
    }

    static JsonNode object(JsonNode node, String field) {
        JsonNode value = required(node, field);
        if (!value.isObject()) {
            throw wrong(node, field, "an object");
        }
        return value;
    }

    /** JSON has no infinities: they are texts. */
    static void putReal(ObjectNode node, String field, double value) {
        if (Double.isInfinite(value)) {
            node.put(field, Double.toString(value));
        } else {
            node.put(field, value);
        }
    }

    /** An enum constant as JSON names it: {@code missing-at-most}. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of this name, or null if this release has none. */
    static <E extends Enum<E>> @Nullable E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (name(constant).equals(name)) {
                return constant;
            }
        }
        return null;
    }

    static IntegrityViolation wrong(JsonNode node, String field, String needed) {
        String shown = node.toString();
        return new IntegrityViolation("The field '" + field + "' of a stored dataset version is not " + needed + ": "
                + (shown.length() > 200 ? shown.substring(0, 200) + "…" : shown)
                + ". The journal was changed by something else.");
    }

    private static JsonNode required(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw wrong(node, field, "there");
        }
        return value;
    }
}
