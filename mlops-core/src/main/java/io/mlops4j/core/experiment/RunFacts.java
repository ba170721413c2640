package io.mlops4j.core.experiment;

import io.mlops4j.core.json.Json;
import io.mlops4j.data.DatasetRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is known of a run besides its full history: small enough to keep for every run of an experiment. */
record RunFacts(
        Map<String, String> params, Map<String, String> tags, Map<String, Latest> metrics, List<DatasetRef> inputs) {
    static final RunFacts NONE = new RunFacts(Map.of(), Map.of(), Map.of(), List.of());

    RunFacts {
        params = CompactMap.copyOf(params);
        tags = CompactMap.copyOf(tags);
        metrics = CompactMap.copyOf(metrics);
        inputs = List.copyOf(inputs);
    }

    /** The latest point of a metric: the greatest step, then the greatest time, then the last recorded. */
    record Latest(long step, long atMillis, double value) {
        Latest orLater(Latest other) {
            boolean later = other.step > step || (other.step == step && other.atMillis >= atMillis);
            return later ? other : this;
        }
    }

    boolean isEmpty() {
        return params.isEmpty() && tags.isEmpty() && metrics.isEmpty() && inputs.isEmpty();
    }

    /** These facts and what came to be known later. */
    RunFacts and(RunFacts later) {
        if (isEmpty()) {
            return later;
        }
        Map<String, String> allParams = new LinkedHashMap<>(params);
        allParams.putAll(later.params);
        Map<String, String> allTags = new LinkedHashMap<>(tags);
        allTags.putAll(later.tags);
        Map<String, Latest> allMetrics = new LinkedHashMap<>(metrics);
        later.metrics.forEach((name, latest) -> allMetrics.merge(name, latest, Latest::orLater));
        List<DatasetRef> allInputs = new ArrayList<>(inputs);
        later.inputs.stream().filter(i -> !inputs.contains(i)).forEach(allInputs::add);
        return new RunFacts(allParams, allTags, allMetrics, allInputs);
    }

    void write(ObjectNode json) {
        Json.put(json, "params", params);
        Json.put(json, "tags", tags);
        if (!metrics.isEmpty()) {
            ObjectNode nodes = json.putObject("metrics");
            metrics.forEach((name, latest) -> {
                ObjectNode node = nodes.putObject(name);
                node.put("step", latest.step);
                node.put("millis", latest.atMillis);
                node.set("value", Json.number(latest.value));
            });
        }
        if (!inputs.isEmpty()) {
            inputs.forEach(input -> {
                ObjectNode node = json.withArray("inputs").addObject();
                node.put("dataset", input.name());
                node.put("version", input.number());
                node.put("digest", input.digest());
            });
        }
    }

    static RunFacts read(JsonNode json) {
        Map<String, Latest> metrics = new LinkedHashMap<>();
        if (Json.has(json, "metrics")) {
            Json.required(json, "metrics")
                    .properties()
                    .forEach(entry -> metrics.put(
                            entry.getKey(),
                            new Latest(
                                    Json.integer(entry.getValue(), "step"),
                                    Json.integer(entry.getValue(), "millis"),
                                    Json.real(entry.getValue(), "value"))));
        }
        List<DatasetRef> inputs = Json.list(
                json,
                "inputs",
                node -> new DatasetRef(
                        Json.string(node, "dataset"), Json.int32(node, "version"), Json.string(node, "digest")));
        return new RunFacts(Json.stringMap(json, "params"), Json.stringMap(json, "tags"), metrics, inputs);
    }
}
