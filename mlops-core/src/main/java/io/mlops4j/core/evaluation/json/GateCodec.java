package io.mlops4j.core.evaluation.json;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.Condition;
import io.mlops4j.evaluation.Condition.AtLeast;
import io.mlops4j.evaluation.Condition.AtMost;
import io.mlops4j.evaluation.Condition.Bound;
import io.mlops4j.evaluation.Condition.DataQuality;
import io.mlops4j.evaluation.Condition.EverySlice;
import io.mlops4j.evaluation.Condition.Fair;
import io.mlops4j.evaluation.Condition.InEvaluation;
import io.mlops4j.evaluation.Condition.LatencyAtMost;
import io.mlops4j.evaluation.Condition.NonInferior;
import io.mlops4j.evaluation.Condition.NotWorseThanChampion;
import io.mlops4j.evaluation.Condition.SizeAtMost;
import io.mlops4j.evaluation.Condition.Superior;
import io.mlops4j.evaluation.Gate;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gates as stored JSON. Stateless. */
public final class GateCodec {
    private static final String AT_LEAST = "at-least";
    private static final String AT_MOST = "at-most";
    private static final String NOT_WORSE_THAN_CHAMPION = "not-worse-than-champion";
    private static final String NON_INFERIOR = "non-inferior-to-champion";
    private static final String SUPERIOR = "superior-to-champion";
    private static final String FAIR = "fair";
    private static final String LATENCY = "latency-at-most";
    private static final String SIZE = "size-at-most";
    private static final String DATA_QUALITY = "data-quality";
    private static final String EVERY_SLICE = "every-slice";

    private GateCodec() {}

    /** Writes a gate. */
    public static ObjectNode write(Gate gate) {
        ObjectNode json = Json.object();
        ArrayNode conditions = json.putArray("conditions");
        gate.conditions().forEach(condition -> conditions.add(write(condition)));
        return json;
    }

    private static ObjectNode write(Condition condition) {
        if (condition instanceof InEvaluation other) {
            return write(other.condition()).put("evaluation", other.evaluation());
        }
        if (condition instanceof EverySlice every) {
            return write(every.condition()).put("scope", EVERY_SLICE);
        }
        ObjectNode json = Json.object();
        if (condition instanceof Bound bound) {
            json.put("metric", bound.metric());
            write(bound, json);
        } else if (condition instanceof Fair fair) {
            json.put("require", FAIR);
            json.put("column", fair.column());
            json.put("notion", fair.notion());
            json.set("bound", Json.number(fair.bound()));
        } else if (condition instanceof LatencyAtMost latency) {
            json.put("require", LATENCY);
            json.put("quantile", latency.quantile());
            json.put("nanos", latency.bound().toNanos());
        } else if (condition instanceof SizeAtMost size) {
            json.put("require", SIZE);
            json.put("bytes", size.bytes());
        } else {
            json.put("require", DATA_QUALITY);
        }
        return json;
    }

    private static void write(Bound bound, ObjectNode json) {
        if (bound instanceof AtLeast least) {
            json.put("require", AT_LEAST);
            json.set("bound", Json.number(least.bound()));
        } else if (bound instanceof AtMost most) {
            json.put("require", AT_MOST);
            json.set("bound", Json.number(most.bound()));
        } else if (bound instanceof NotWorseThanChampion champion) {
            json.put("require", NOT_WORSE_THAN_CHAMPION);
            json.put("tolerance", champion.tolerance());
        } else if (bound instanceof NonInferior champion) {
            json.put("require", NON_INFERIOR);
            json.put("margin", champion.margin());
        } else {
            json.put("require", SUPERIOR);
        }
    }

    /**
     * Reads what {@link #write(Gate)} wrote. Unknown fields are ignored; an unknown condition is an {@link IntegrityViolation}, because
     * a gate that forgets one lets through what it must not.
     */
    public static Gate read(JsonNode json) {
        try {
            return new Gate(Json.list(json, "conditions", GateCodec::readCondition));
        } catch (InvalidInput e) {
            throw new IntegrityViolation("A stored gate cannot be read: " + e.getMessage(), e);
        }
    }

    private static Condition readCondition(JsonNode json) {
        Condition condition = readScope(json);
        return Json.findString(json, "evaluation")
                .<Condition>map(name -> new InEvaluation(name, condition))
                .orElse(condition);
    }

    private static Condition readScope(JsonNode json) {
        String scope = Json.findString(json, "scope").orElse("");
        return switch (scope) {
            case "" -> readRequirement(json);
            case EVERY_SLICE -> new EverySlice(readBound(json));
            default -> throw unknown("scope", scope);
        };
    }

    private static Condition readRequirement(JsonNode json) {
        return switch (Json.string(json, "require")) {
            case FAIR -> new Fair(Json.string(json, "column"), Json.string(json, "notion"), Json.real(json, "bound"));
            case LATENCY ->
                new LatencyAtMost(Json.real(json, "quantile"), Duration.ofNanos(Json.integer(json, "nanos")));
            case SIZE -> new SizeAtMost(Json.integer(json, "bytes"));
            case DATA_QUALITY -> new DataQuality();
            default -> readBound(json);
        };
    }

    private static Bound readBound(JsonNode json) {
        String require = Json.string(json, "require");
        String metric = Json.findString(json, "metric").orElse("");
        return switch (require) {
            case AT_LEAST -> new AtLeast(metric, Json.real(json, "bound"));
            case AT_MOST -> new AtMost(metric, Json.real(json, "bound"));
            case NOT_WORSE_THAN_CHAMPION -> new NotWorseThanChampion(metric, Json.real(json, "tolerance"));
            case NON_INFERIOR -> new NonInferior(metric, Json.real(json, "margin"));
            case SUPERIOR -> new Superior(metric);
            default -> throw unknown("condition", require);
        };
    }

    private static IntegrityViolation unknown(String what, String name) {
        return new IntegrityViolation("A stored gate has a " + what + " '" + name
                + "' that this version of mlops4j does not know; read it with a newer one.");
    }
}
