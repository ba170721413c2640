package io.mlops4j.core.evaluation.json;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
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
    private static final String CLOSER_TO_ZERO = "closer to 0";

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
        Json.put(json, "settings", evaluation.settings());
        Json.put(json, "warnings", evaluation.warnings());
        if (!evaluation.comparisons().isEmpty()) {
            ArrayNode comparisons = json.putArray("comparisons");
            evaluation.comparisons().values().forEach(comparison -> comparisons.add(ComparisonCodec.write(comparison)));
        }
        evaluation.findWeakSlices().ifPresent(found -> json.set("weakSlices", ComparisonCodec.write(found)));
        if (!evaluation.plots().isEmpty()) {
            ArrayNode plots = json.putArray("plots");
            evaluation.plots().forEach(plot -> plots.add(PlotCodec.write(plot)));
        }
        return json;
    }

    private static ObjectNode write(Metric metric) {
        ObjectNode json = Json.object();
        json.put("name", metric.name());
        json.set("value", Json.number(metric.value()));
        json.put("better", write(metric.direction()));
        metric.findInterval().ifPresent(interval -> json.set("interval", write(interval)));
        return json;
    }

    static String write(Direction direction) {
        return switch (direction) {
            case HIGHER_IS_BETTER -> HIGHER;
            case LOWER_IS_BETTER -> LOWER;
            case CLOSER_TO_ZERO_IS_BETTER -> CLOSER_TO_ZERO;
        };
    }

    static ObjectNode write(Interval interval) {
        ObjectNode json = Json.object();
        json.set("low", Json.number(interval.low()));
        json.set("high", Json.number(interval.high()));
        json.put("confidence", interval.confidence());
        json.put("method", interval.method());
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
        try {
            Evaluation.Builder evaluation = Evaluation.of(Json.string(json, "task"), Json.integer(json, "rows"))
                    .confidence(Json.real(json, "confidence"));
            Json.stringMap(json, "settings").forEach(evaluation::setting);
            Json.list(json, "metrics", EvaluationCodec::readMetric).forEach(evaluation::metric);
            for (JsonNode slice : Json.list(json, "slices", node -> node)) {
                String column = Json.string(slice, "column");
                for (JsonNode value : Json.list(slice, "values", node -> node)) {
                    evaluation.slice(column, Json.string(value, "value"), read(Json.required(value, "evaluation")));
                }
            }
            Json.strings(json, "warnings").forEach(evaluation::warning);
            Json.list(json, "comparisons", ComparisonCodec::read).forEach(evaluation::comparison);
            if (Json.has(json, "weakSlices")) {
                evaluation.weakSlices(ComparisonCodec.readSearch(Json.required(json, "weakSlices")));
            }
            Json.list(json, "plots", PlotCodec::read).forEach(plot -> plot.ifPresent(evaluation::plot));
            return evaluation.build();
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

    static Interval readInterval(JsonNode json) {
        return new Interval(
                Json.real(json, "low"),
                Json.real(json, "high"),
                Json.real(json, "confidence"),
                Json.string(json, "method"));
    }

    static Direction readDirection(String better) {
        return switch (better) {
            case HIGHER -> Direction.HIGHER_IS_BETTER;
            case LOWER -> Direction.LOWER_IS_BETTER;
            case CLOSER_TO_ZERO -> Direction.CLOSER_TO_ZERO_IS_BETTER;
            default ->
                throw new IntegrityViolation("A stored metric is better '" + better + "', which is none of '" + HIGHER
                        + "', '" + LOWER + "' and '" + CLOSER_TO_ZERO + "'.");
        };
    }

    private static IntegrityViolation broken(InvalidInput e) {
        return new IntegrityViolation("A stored evaluation cannot be read: " + e.getMessage(), e);
    }
}
