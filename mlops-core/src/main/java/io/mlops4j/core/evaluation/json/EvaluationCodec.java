package io.mlops4j.core.evaluation.json;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evaluations as stored JSON: metrics and slices as arrays, so that their order does not hang on a reader's care for the order of
 * fields. Stateless.
 */
public final class EvaluationCodec {
    private static final String HIGHER = "higher";
    private static final String LOWER = "lower";

    private EvaluationCodec() {}

    /** Writes an evaluation; fields that say nothing are left out. */
    public static ObjectNode write(Evaluation evaluation) {
        ObjectNode json = Json.object();
        json.put("task", evaluation.task());
        json.put("rows", evaluation.rows());
        json.put("confidence", evaluation.confidence());
        ArrayNode metrics = json.putArray("metrics");
        evaluation.metrics().values().forEach(metric -> metrics.add(write(metric)));
        if (!evaluation.slices().isEmpty()) {
            ArrayNode slices = json.putArray("slices");
            evaluation.slices().forEach((column, values) -> slices.add(write(column, values)));
        }
        Json.put(json, "warnings", evaluation.warnings());
        return json;
    }

    private static ObjectNode write(Metric metric) {
        ObjectNode json = Json.object();
        json.put("name", metric.name());
        json.set("value", Json.number(metric.value()));
        json.put("better", metric.direction() == Direction.HIGHER_IS_BETTER ? HIGHER : LOWER);
        metric.findInterval().ifPresent(interval -> {
            ObjectNode child = json.putObject("interval");
            child.set("low", Json.number(interval.low()));
            child.set("high", Json.number(interval.high()));
            child.put("confidence", interval.confidence());
            child.put("method", interval.method());
        });
        return json;
    }

    private static ObjectNode write(String column, Map<String, Evaluation> values) {
        ObjectNode json = Json.object();
        json.put("column", column);
        ArrayNode array = json.putArray("values");
        values.forEach((value, evaluation) -> {
            ObjectNode child = array.addObject();
            child.put("value", value);
            child.set("evaluation", write(evaluation));
        });
        return json;
    }

    /** Reads what {@link #write(Evaluation)} wrote; unknown fields are ignored, broken ones are an {@link IntegrityViolation}. */
    public static Evaluation read(JsonNode json) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (Metric metric : Json.list(json, "metrics", EvaluationCodec::readMetric)) {
            metrics.put(metric.name(), metric);
        }
        Map<String, Map<String, Evaluation>> slices = new LinkedHashMap<>();
        for (JsonNode slice : Json.list(json, "slices", node -> node)) {
            Map<String, Evaluation> values = new LinkedHashMap<>();
            for (JsonNode value : Json.list(slice, "values", node -> node)) {
                values.put(Json.string(value, "value"), read(Json.required(value, "evaluation")));
            }
            slices.put(Json.string(slice, "column"), values);
        }
        String task = Json.string(json, "task");
        long rows = Json.integer(json, "rows");
        double confidence = Json.real(json, "confidence");
        List<String> warnings = Json.strings(json, "warnings");
        try {
            return new Evaluation(task, rows, confidence, metrics, slices, warnings);
        } catch (InvalidInput e) {
            throw broken(e);
        }
    }

    private static Metric readMetric(JsonNode json) {
        String name = Json.string(json, "name");
        double value = Json.real(json, "value");
        Direction direction = readDirection(Json.string(json, "better"));
        try {
            Metric metric = Metric.of(name, value, direction);
            return Json.has(json, "interval")
                    ? metric.withInterval(readInterval(Json.required(json, "interval")))
                    : metric;
        } catch (InvalidInput e) {
            throw broken(e);
        }
    }

    private static Interval readInterval(JsonNode json) {
        return new Interval(
                Json.real(json, "low"),
                Json.real(json, "high"),
                Json.real(json, "confidence"),
                Json.string(json, "method"));
    }

    private static Direction readDirection(String better) {
        return switch (better) {
            case HIGHER -> Direction.HIGHER_IS_BETTER;
            case LOWER -> Direction.LOWER_IS_BETTER;
            default ->
                throw new IntegrityViolation("A stored metric is better '" + better + "', which is neither '" + HIGHER
                        + "' nor '" + LOWER + "'.");
        };
    }

    private static IntegrityViolation broken(InvalidInput e) {
        return new IntegrityViolation("A stored evaluation cannot be read: " + e.getMessage(), e);
    }
}
