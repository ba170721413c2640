package io.mlops4j.core.tuning;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.tuning.StudyEvent.Opened;
import io.mlops4j.experiment.Parameter;
import io.mlops4j.experiment.Parameter.Choice;
import io.mlops4j.experiment.Parameter.Real;
import io.mlops4j.experiment.Parameter.Scale;
import io.mlops4j.experiment.Parameter.Whole;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.experiment.SearchSpace;
import io.mlops4j.experiment.SearchSpace.Condition;
import io.mlops4j.experiment.SearchSpace.Dimension;
import io.mlops4j.experiment.Study.Goal;
import io.mlops4j.experiment.Study.Objective;
import io.mlops4j.experiment.TrialResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Studies as JSON. */
final class StudyJson {
    private StudyJson() {}

    static void writeOpened(Opened opened, ObjectNode json) {
        ArrayNode space = json.putArray("space");
        opened.space().dimensions().forEach(dimension -> write(dimension, space.addObject()));
        ArrayNode objectives = json.putArray("objectives");
        opened.objectives().forEach(objective -> {
            ObjectNode node = objectives.addObject();
            node.put("name", objective.name());
            node.put("goal", objective.goal().name());
        });
        json.put("seed", opened.seed());
        json.put("lookBack", opened.lookBack());
    }

    static Opened readOpened(JsonNode json) {
        return new Opened(
                new SearchSpace(Json.list(json, "space", StudyJson::readDimension)),
                Json.list(
                        json,
                        "objectives",
                        node -> new Objective(Json.string(node, "name"), Goal.valueOf(Json.string(node, "goal")))),
                Json.integer(json, "seed"),
                Json.int32(json, "lookBack"));
    }

    private static void write(Dimension dimension, ObjectNode json) {
        Parameter parameter = dimension.parameter();
        json.put("name", parameter.name());
        if (parameter instanceof Real real) {
            json.put("type", "real");
            json.put("low", real.low());
            json.put("high", real.high());
            json.put("scale", real.scale().name());
            if (real.stepped()) {
                json.put("step", real.step());
            }
        } else if (parameter instanceof Whole whole) {
            json.put("type", "whole");
            json.put("low", whole.low());
            json.put("high", whole.high());
            json.put("scale", whole.scale().name());
        } else if (parameter instanceof Choice choice) {
            json.put("type", "choice");
            Json.put(json, "options", choice.options());
        }
        if (!dimension.conditions().isEmpty()) {
            ArrayNode conditions = json.putArray("conditions");
            dimension.conditions().forEach(condition -> {
                ObjectNode node = conditions.addObject();
                node.put("choice", condition.choice());
                Json.put(node, "options", condition.options());
            });
        }
    }

    private static Dimension readDimension(JsonNode json) {
        String name = Json.string(json, "name");
        String type = Json.string(json, "type");
        Parameter parameter = switch (type) {
            case "real" ->
                new Real(
                        name,
                        Json.real(json, "low"),
                        Json.real(json, "high"),
                        Scale.valueOf(Json.string(json, "scale")),
                        Json.has(json, "step") ? Json.real(json, "step") : 0);
            case "whole" ->
                new Whole(
                        name,
                        Json.integer(json, "low"),
                        Json.integer(json, "high"),
                        Scale.valueOf(Json.string(json, "scale")));
            case "choice" -> new Choice(name, Json.strings(json, "options"));
            default ->
                throw new IntegrityViolation("Parameter '" + name + "' of the search space is of the type '" + type
                        + "', which this release does not know; use the one that wrote it.");
        };
        List<Condition> conditions = Json.list(
                json,
                "conditions",
                node -> new Condition(Json.string(node, "choice"), new LinkedHashSet<>(Json.strings(node, "options"))));
        return new Dimension(parameter, conditions);
    }

    static void writePoint(Map<String, Object> point, ObjectNode json) {
        point.forEach((name, value) -> {
            if (value instanceof Double real) {
                json.put(name, real);
            } else if (value instanceof Long whole) {
                json.put(name, whole);
            } else {
                json.put(name, (String) value);
            }
        });
    }

    static Map<String, Object> readPoint(JsonNode json) {
        Map<String, Object> point = new LinkedHashMap<>();
        json.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isString()) {
                point.put(entry.getKey(), value.stringValue());
            } else if (value.isIntegralNumber()) {
                point.put(entry.getKey(), value.longValue());
            } else {
                point.put(entry.getKey(), Json.real(value));
            }
        });
        return point;
    }

    static void writeTrial(TrialResult trial, ObjectNode json) {
        json.put("number", trial.number());
        json.put("status", trial.status().name());
        writePoint(trial.params(), json.putObject("params"));
        if (!trial.values().isEmpty()) {
            ArrayNode values = json.putArray("values");
            trial.values().forEach(value -> values.add(Json.number(value)));
        }
        if (!trial.reports().isEmpty()) {
            ArrayNode steps = json.putArray("steps");
            ArrayNode reports = json.putArray("reports");
            trial.reports().forEach((step, value) -> {
                steps.add(step);
                reports.add(Json.number(value));
            });
        }
        if (!trial.violations().isEmpty()) {
            ObjectNode violations = json.putObject("violations");
            trial.violations().forEach((name, value) -> violations.set(name, Json.number(value)));
        }
        Json.put(json, "failure", trial.failure());
        Json.put(json, "run", trial.runId());
        json.put("micros", trial.duration().toNanos() / 1_000);
    }

    static TrialResult readTrial(JsonNode json) {
        List<Double> values = Json.list(json, "values", Json::real);
        List<Long> steps = Json.list(json, "steps", JsonNode::longValue);
        List<Double> reported = Json.list(json, "reports", Json::real);
        Map<Long, Double> reports = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            reports.put(steps.get(i), reported.get(i));
        }
        Map<String, Double> violations = new LinkedHashMap<>();
        if (Json.has(json, "violations")) {
            Json.required(json, "violations")
                    .properties()
                    .forEach(entry -> violations.put(entry.getKey(), Json.real(entry.getValue())));
        }
        return new TrialResult(
                Json.int32(json, "number"),
                RunStatus.valueOf(Json.string(json, "status")),
                readPoint(Json.required(json, "params")),
                new ArrayList<>(values),
                reports,
                violations,
                Json.findString(json, "failure").orElse(""),
                Json.findString(json, "run").orElse(""),
                Duration.ofNanos(Json.integer(json, "micros") * 1_000));
    }
}
