package io.mlops4j.core.serving.rollout;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.Guard.Bound;
import io.mlops4j.serving.LabelMetric;
import io.mlops4j.serving.RolloutPlan.GiveUp;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of settings and evidence, as events hold it. */
public final class RolloutJson {
    private RolloutJson() {}

    /** Writes settings into an event. */
    public static void write(RolloutSettings settings, ObjectNode data) {
        ArrayNode steps = data.putArray("steps");
        settings.steps().forEach(steps::add);
        data.put("hold", settings.hold().toString());
        data.put("minimumRequests", settings.minimumRequests());
        ArrayNode guards = data.putArray("guards");
        settings.guards().forEach(guard -> write(guard, guards.addObject()));
        data.put("confidence", settings.confidence());
        settings.seed().ifPresent(seed -> data.put("seed", seed));
        settings.giveUpAfter().ifPresent(time -> data.put("giveUpAfter", time.toString()));
        data.put("giveUp", settings.giveUp().name());
    }

    private static void write(Guard guard, ObjectNode node) {
        if (guard instanceof Guard.ErrorRate errors) {
            node.put("watches", "error-rate");
            node.put("bound", errors.kind().name());
            node.put("limit", errors.limit());
        } else if (guard instanceof Guard.Latency latency) {
            node.put("watches", "latency");
            node.put("quantile", latency.quantile());
            node.put("bound", latency.kind().name());
            node.put("limit", latency.limit());
        } else if (guard instanceof Guard.Metric metric) {
            node.put("watches", "metric");
            node.put("metric", metric.metric().title());
            node.put("limit", metric.margin());
        } else if (guard instanceof Guard.Meter meter) {
            node.put("watches", "meter");
            node.put("meter", meter.name());
            node.put("lowest", meter.lowest());
            node.put("highest", meter.highest());
            node.put("higherIsBetter", meter.higherIsBetter());
            node.put("limit", meter.margin());
        } else if (guard instanceof Guard.PredictionDrift drift) {
            node.put("watches", "predictions");
            node.put("limit", drift.distance());
        } else if (guard instanceof Guard.Kayenta kayenta) {
            node.put("watches", "kayenta");
            kayenta.findMeter().ifPresent(meter -> node.put("meter", meter));
            node.put("change", kayenta.change().name());
            node.put("confidence", kayenta.confidence());
            node.put("limit", kayenta.tolerance());
        }
    }

    /** Reads settings; empty if a newer release watches something that this one does not know, so that it is not for this one to decide. */
    public static Optional<RolloutSettings> settings(JsonNode data) {
        List<Guard> guards = new ArrayList<>();
        for (Optional<Guard> guard : Json.list(data, "guards", RolloutJson::guard)) {
            if (guard.isEmpty()) {
                return Optional.empty();
            }
            guards.add(guard.get());
        }
        return Optional.of(new RolloutSettings(
                Json.list(data, "steps", Json::real),
                duration(data, "hold"),
                Json.integer(data, "minimumRequests"),
                guards,
                Json.real(data, "confidence"),
                Json.has(data, "seed") ? Optional.of(Json.integer(data, "seed")) : Optional.empty(),
                Json.has(data, "giveUpAfter") ? Optional.of(duration(data, "giveUpAfter")) : Optional.empty(),
                constant(GiveUp.class, data, "giveUp")));
    }

    private static Optional<Guard> guard(JsonNode node) {
        double limit = Json.real(node, "limit");
        return switch (Json.string(node, "watches")) {
            case "error-rate" -> Optional.of(new Guard.ErrorRate(constant(Bound.class, node, "bound"), limit));
            case "latency" ->
                Optional.of(
                        new Guard.Latency(Json.real(node, "quantile"), constant(Bound.class, node, "bound"), limit));
            case "metric" -> Optional.of(new Guard.Metric(LabelMetric.named(Json.string(node, "metric")), limit));
            case "meter" ->
                Optional.of(new Guard.Meter(
                        Json.string(node, "meter"),
                        Json.real(node, "lowest"),
                        Json.real(node, "highest"),
                        Json.required(node, "higherIsBetter").booleanValue(),
                        limit));
            case "predictions" -> Optional.of(new Guard.PredictionDrift(limit));
            case "kayenta" ->
                Optional.of(new Guard.Kayenta(
                        Json.findString(node, "meter"),
                        constant(Guard.Kayenta.Change.class, node, "change"),
                        Json.real(node, "confidence"),
                        limit));
            default -> Optional.empty();
        };
    }

    private static Duration duration(JsonNode data, String field) {
        String text = Json.string(data, field);
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IntegrityViolation(
                    "Stored JSON holds '" + text + "' in '" + field + "' where a duration should be.", e);
        }
    }

    /** A constant by its name. */
    public static <T extends Enum<T>> T constant(Class<T> type, JsonNode data, String field) {
        String name = Json.string(data, field);
        for (T constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IntegrityViolation(
                "Stored JSON holds '" + name + "' in '" + field + "' where a " + type.getSimpleName() + " should be.");
    }

    /** Writes evidence into an event. */
    public static void write(StepEvidence evidence, ObjectNode data) {
        write(evidence.champion(), data.putObject("champion"));
        write(evidence.canary(), data.putObject("canary"));
    }

    /** Writes the evidence of one version. */
    public static void write(ArmEvidence arm, ObjectNode node) {
        node.put("requests", arm.requests());
        node.put("units", arm.units());
        node.put("errors", arm.errors());
        ObjectNode latencies = node.putObject("latencies");
        new TreeMap<>(arm.latencies()).forEach((nanos, count) -> latencies.put(Long.toString(nanos), count));
        if (!arm.values().isEmpty()) {
            ObjectNode values = node.putObject("values");
            new TreeMap<>(arm.values())
                    .forEach((name, moments) -> values.putArray(name)
                            .add(moments.count())
                            .add(moments.sum())
                            .add(moments.sumOfSquares()));
        }
        if (!arm.classes().isEmpty()) {
            ObjectNode classes = node.putObject("classes");
            new TreeMap<>(arm.classes()).forEach(classes::put);
        }
        if (!arm.spreads().isEmpty()) {
            ObjectNode spreads = node.putObject("spreads");
            new TreeMap<>(arm.spreads()).forEach((name, counts) -> Json.putCounts(spreads, name, counts));
        }
    }

    /** Reads evidence. */
    public static StepEvidence evidence(JsonNode data) {
        return new StepEvidence(arm(Json.required(data, "champion")), arm(Json.required(data, "canary")));
    }

    /** Reads the evidence of one version. */
    public static ArmEvidence arm(JsonNode node) {
        Map<Long, Long> latencies = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry :
                Json.required(node, "latencies").properties()) {
            latencies.put(nanos(entry.getKey()), entry.getValue().longValue());
        }
        Map<String, Moments> values = new TreeMap<>();
        if (Json.has(node, "values")) {
            for (Map.Entry<String, JsonNode> entry :
                    Json.required(node, "values").properties()) {
                JsonNode sums = entry.getValue();
                values.put(
                        entry.getKey(),
                        new Moments(sums.get(0).longValue(), Json.real(sums.get(1)), Json.real(sums.get(2))));
            }
        }
        Map<String, Long> classes = new TreeMap<>();
        if (Json.has(node, "classes")) {
            for (Map.Entry<String, JsonNode> entry :
                    Json.required(node, "classes").properties()) {
                classes.put(entry.getKey(), entry.getValue().longValue());
            }
        }
        Map<String, Map<Integer, Long>> spreads = new TreeMap<>();
        if (Json.has(node, "spreads")) {
            JsonNode stored = Json.required(node, "spreads");
            stored.properties().forEach(entry -> spreads.put(entry.getKey(), Json.counts(stored, entry.getKey())));
        }
        return new ArmEvidence(
                Json.integer(node, "requests"),
                Json.integer(node, "units"),
                Json.integer(node, "errors"),
                latencies,
                values,
                classes,
                spreads);
    }

    private static long nanos(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IntegrityViolation("Stored JSON holds the time '" + text + "' where nanoseconds should be.", e);
        }
    }
}
