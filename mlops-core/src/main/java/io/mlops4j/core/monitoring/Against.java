package io.mlops4j.core.monitoring;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What windows are held against beside the reference. */
sealed interface Against {
    /** What reports call it. */
    String name();

    /**
     * The windows right before each.
     *
     * @param windows how many, 1 and more
     */
    record Latest(int windows) implements Against {
        @Override
        public String name() {
            return "the last " + windows + " windows";
        }
    }

    /**
     * The windows of a span of the past, seen from the begin of each.
     *
     * @param name what reports call it
     * @param ago how long before it the span begins
     * @param length how long it is, at most until the window itself
     */
    record Past(String name, Duration ago, Duration length) implements Against {
        /** Whether rows from one instant to another lie in the span. */
        boolean has(Instant from, Instant to, Instant begin) {
            Instant start = begin.minus(ago);
            return !from.isBefore(start) && !to.isAfter(start.plus(length));
        }
    }

    /**
     * Other rows.
     *
     * @param name what reports call it
     * @param blob their counts over the reference's bins
     */
    record Rows(String name, String blob) implements Against {}

    /** The JSON of one that has a name of its own. */
    default ObjectNode write() {
        ObjectNode json = Json.object();
        if (this instanceof Past past) {
            json.put("name", past.name());
            json.put("agoMillis", past.ago().toMillis());
            json.put("lengthMillis", past.length().toMillis());
        } else if (this instanceof Rows rows) {
            json.put("name", rows.name()).put("blob", rows.blob());
        }
        return json;
    }

    /** As it was written. */
    static Against read(JsonNode json) {
        if (Json.has(json, "agoMillis")) {
            return new Past(
                    Json.string(json, "name"),
                    Duration.ofMillis(Json.integer(json, "agoMillis")),
                    Duration.ofMillis(Json.integer(json, "lengthMillis")));
        }
        if (Json.has(json, "blob")) {
            return new Rows(Json.string(json, "name"), Json.string(json, "blob"));
        }
        throw new IntegrityViolation("Stored JSON holds windows against what this release does not know: " + json);
    }
}
