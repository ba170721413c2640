package io.mlops4j.core.evaluation.json;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.Condition;
import io.mlops4j.evaluation.Condition.AtLeast;
import io.mlops4j.evaluation.Condition.AtMost;
import io.mlops4j.evaluation.Condition.Bound;
import io.mlops4j.evaluation.Condition.EverySlice;
import io.mlops4j.evaluation.Condition.NotWorseThanChampion;
import io.mlops4j.evaluation.Gate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gates as stored JSON. Stateless. */
public final class GateCodec {
    private static final String AT_LEAST = "at-least";
    private static final String AT_MOST = "at-most";
    private static final String NOT_WORSE_THAN_CHAMPION = "not-worse-than-champion";
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
        if (condition instanceof EverySlice every) {
            return write(every.condition()).put("scope", EVERY_SLICE);
        }
        ObjectNode json = Json.object();
        json.put("metric", condition.metric());
        if (condition instanceof AtLeast least) {
            json.put("require", AT_LEAST);
            json.set("bound", Json.number(least.bound()));
        } else if (condition instanceof AtMost most) {
            json.put("require", AT_MOST);
            json.set("bound", Json.number(most.bound()));
        } else if (condition instanceof NotWorseThanChampion champion) {
            json.put("require", NOT_WORSE_THAN_CHAMPION);
            json.put("tolerance", champion.tolerance());
        }
        return json;
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
        Bound bound = readBound(json);
        String scope = Json.findString(json, "scope").orElse("");
        return switch (scope) {
            case "" -> bound;
            case EVERY_SLICE -> new EverySlice(bound);
            default -> throw unknown("scope", scope);
        };
    }

    private static Bound readBound(JsonNode json) {
        String metric = Json.string(json, "metric");
        String require = Json.string(json, "require");
        return switch (require) {
            case AT_LEAST -> new AtLeast(metric, Json.real(json, "bound"));
            case AT_MOST -> new AtMost(metric, Json.real(json, "bound"));
            case NOT_WORSE_THAN_CHAMPION -> new NotWorseThanChampion(metric, Json.real(json, "tolerance"));
            default -> throw unknown("condition", require);
        };
    }

    private static IntegrityViolation unknown(String what, String name) {
        return new IntegrityViolation("A stored gate has a " + what + " '" + name
                + "' that this version of mlops4j does not know; read it with a newer one.");
    }
}
