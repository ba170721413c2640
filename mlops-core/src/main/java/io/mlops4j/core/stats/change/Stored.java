package io.mlops4j.core.stats.change;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Numbers of a stored state, held to what they can be. */
final class Stored {
    private Stored() {}

    static long count(JsonNode json, String field) {
        long value = Json.integer(json, field);
        if (value < 0) {
            throw new IntegrityViolation(
                    "A stored change detector has " + value + " as '" + field + "', which counts something.");
        }
        return value;
    }

    static double finite(JsonNode json, String field) {
        double value = Json.real(json, field);
        if (!Double.isFinite(value)) {
            throw new IntegrityViolation(
                    "A stored change detector has " + value + " as '" + field + "', which is a finite number.");
        }
        return value;
    }

    static double[] numbers(JsonNode json, String field) {
        List<Double> values = Json.list(json, field, Json::real);
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new IntegrityViolation(
                        "A stored change detector has " + number + " in '" + field + "', which are finite numbers.");
            }
        }
        return numbers;
    }

    static void write(ArrayNode array, double[] values, int count) {
        for (int i = 0; i < count; i++) {
            array.add(values[i]);
        }
    }
}
