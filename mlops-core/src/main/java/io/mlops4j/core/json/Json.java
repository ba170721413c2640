package io.mlops4j.core.json;

import io.mlops4j.IntegrityViolation;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of the journal: trees in, trees out, no binding of classes. A field that must be there and is not, or has another
 * type, is an {@link IntegrityViolation} that names the field: stored JSON is hostile until it is read. Fields are written only
 * when they say something, and unknown ones are ignored.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(16 << 20)
                            .build())
                    .build())
            .build();

    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private Json() {}

    /** A new empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The compact form, in UTF-8: one line, whatever the strings in it hold. */
    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** The compact form as text. */
    public static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** Parses one object; anything else is an {@link IntegrityViolation}. */
    public static ObjectNode parse(byte[] json) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new IntegrityViolation(
                    "Stored JSON cannot be read: " + e.getOriginalMessage() + ". It begins " + head(json), e);
        }
        throw new IntegrityViolation("Stored JSON is not an object. It begins " + head(json));
    }

    private static String head(byte[] json) {
        return "'" + new String(json, 0, Math.min(json.length, 60), StandardCharsets.UTF_8) + "'.";
    }

    /** A field that must be there. */
    public static JsonNode required(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            throw new IntegrityViolation("Stored JSON lacks the field '" + field + "': " + shorten(object));
        }
        return value;
    }

    /** A string that must be there. */
    public static String string(JsonNode object, String field) {
        JsonNode value = required(object, field);
        if (!value.isString()) {
            throw wrongType(object, field, "a string");
        }
        return value.stringValue();
    }

    /** A string, or empty where there is none. */
    public static Optional<String> findString(JsonNode object, String field) {
        return has(object, field) ? Optional.of(string(object, field)) : Optional.empty();
    }

    /** A whole number that must be there. */
    public static long integer(JsonNode object, String field) {
        JsonNode value = required(object, field);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw wrongType(object, field, "a whole number");
        }
        return value.longValue();
    }

    /** A whole number in the range of {@code int} that must be there. */
    public static int int32(JsonNode object, String field) {
        long value = integer(object, field);
        if (value != (int) value) {
            throw wrongType(object, field, "a 32-bit number");
        }
        return (int) value;
    }

    /** A number that must be there; the strings {@code NaN}, {@code Infinity} and {@code -Infinity} are numbers too. */
    public static double real(JsonNode object, String field) {
        return real(required(object, field));
    }

    /** The value written by {@link #number(double)}. */
    public static double real(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isString() && NOT_FINITE.contains(value.stringValue())) {
            return Double.parseDouble(value.stringValue());
        }
        throw new IntegrityViolation("Stored JSON holds " + shorten(value) + " where a number should be.");
    }

    /** A number as JSON can hold it: those that it has no literal for become strings. */
    public static JsonNode number(double value) {
        return Double.isFinite(value)
                ? MAPPER.getNodeFactory().numberNode(value)
                : MAPPER.getNodeFactory().stringNode(Double.toString(value));
    }

    /** An instant in ISO-8601 that must be there. */
    public static Instant instant(JsonNode object, String field) {
        String text = string(object, field);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IntegrityViolation(
                    "Stored JSON holds '" + text + "' in '" + field + "' where an instant should be.", e);
        }
    }

    /** The elements of an array, mapped; no array is an empty list. */
    public static <T> List<T> list(JsonNode object, String field, Function<JsonNode, T> element) {
        if (!has(object, field)) {
            return List.of();
        }
        JsonNode array = required(object, field);
        if (!array.isArray()) {
            throw wrongType(object, field, "an array");
        }
        List<T> list = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            list.add(element.apply(node));
        }
        return List.copyOf(list);
    }

    /** The strings of an array; no array is an empty list. */
    public static List<String> strings(JsonNode object, String field) {
        return list(object, field, Json::asString);
    }

    /** The string members of an object, in their order; no object is an empty map. */
    public static Map<String, String> stringMap(JsonNode object, String field) {
        Map<String, String> map = new LinkedHashMap<>();
        if (has(object, field)) {
            for (Map.Entry<String, JsonNode> entry : required(object, field).properties()) {
                map.put(entry.getKey(), asString(entry.getValue()));
            }
        }
        return map;
    }

    /** Whether a field is there and not null. */
    public static boolean has(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && !value.isNull();
    }

    /** Writes a field unless the value is empty. */
    public static void put(ObjectNode object, String field, String value) {
        if (!value.isEmpty()) {
            object.put(field, value);
        }
    }

    /** Writes an object of strings unless it is empty. */
    public static void put(ObjectNode object, String field, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode child = object.putObject(field);
            values.forEach(child::put);
        }
    }

    /** Writes an array of strings unless it is empty. */
    public static void put(ObjectNode object, String field, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode child = object.putArray(field);
            values.forEach(child::add);
        }
    }

    private static String asString(JsonNode node) {
        if (!node.isString()) {
            throw new IntegrityViolation("Stored JSON holds " + shorten(node) + " where a string should be.");
        }
        return node.stringValue();
    }

    private static IntegrityViolation wrongType(JsonNode object, String field, String expected) {
        return new IntegrityViolation("Stored JSON holds " + shorten(required(object, field)) + " in '" + field
                + "' where " + expected + " should be.");
    }

    private static String shorten(JsonNode node) {
        String text = text(node);
        return text.length() <= 120 ? text : text.substring(0, 117) + "...";
    }

    /** Writes counts by a number as an array: each number, ascending, and its count after it. */
    public static void putCounts(ObjectNode json, String field, Map<Integer, Long> counts) {
        ArrayNode pairs = json.putArray(field);
        new TreeMap<>(counts).forEach((number, count) -> pairs.add(number).add(count));
    }

    /** Counts as {@link #putCounts} writes them; none if the field is not there. */
    public static Map<Integer, Long> counts(JsonNode json, String field) {
        Map<Integer, Long> counts = new TreeMap<>();
        List<Long> pairs = list(json, field, JsonNode::longValue);
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            counts.put(pairs.get(i).intValue(), pairs.get(i + 1));
        }
        return counts;
    }
}
