package io.mlops4j.core.data;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.data.Split.Part;
import io.mlops4j.data.SplitSpec;
import io.mlops4j.data.SplitSpec.ByHash;
import io.mlops4j.data.SplitSpec.ByTime;
import io.mlops4j.data.SplitSpec.Stratified;
import io.mlops4j.data.SplitSpec.Stratum;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A saved split: {@code {"version":2,"name":"holdout","spec":{…},"counts":{"train":7,"test":3},"assignment":{"blob":…}}}. */
final class SplitJson {
    private SplitJson() {}

    static void write(SplitSaved split, ObjectNode data) {
        data.put("version", split.version());
        data.put("name", split.name());
        data.set("spec", write(split.spec()));
        ObjectNode counts = data.putObject("counts");
        split.counts().forEach((part, count) -> counts.put(part.label(), count));
        if (split.leftOut() > 0) {
            data.put("leftOut", split.leftOut());
        }
        data.putObject("assignment").put("blob", split.assignment());
    }

    static SplitSaved read(JsonNode data) {
        JsonNode counted = Json.required(data, "counts");
        Map<Part, Integer> counts = new TreeMap<>();
        for (Part part : Part.values()) {
            if (Json.has(counted, part.label())) {
                counts.put(part, Json.int32(counted, part.label()));
            }
        }
        return new SplitSaved(
                Json.int32(data, "version"),
                Json.string(data, "name"),
                readSpec(Json.required(data, "spec")),
                counts,
                Json.has(data, "leftOut") ? Json.int32(data, "leftOut") : 0,
                Json.string(Json.required(data, "assignment"), "blob"));
    }

    private static ObjectNode write(SplitSpec spec) {
        ObjectNode json = Json.object();
        ObjectNode shares = json.putObject("shares");
        spec.shares().forEach((part, share) -> shares.set(part.label(), Json.number(share)));
        if (spec.method() instanceof ByTime time) {
            ObjectNode method = json.putObject("byTime");
            method.put("column", time.column());
            if (!time.gap().isZero()) {
                method.put("gap", time.gap().toString());
            }
        } else if (spec.method() instanceof Stratified stratified) {
            ArrayNode strata = json.putArray("stratifiedBy");
            for (Stratum stratum : stratified.strata()) {
                ObjectNode each = strata.addObject().put("column", stratum.column());
                if (stratum.bins() != Stratum.AUTOMATIC) {
                    each.put("bins", stratum.bins());
                }
            }
            Json.put(json, "groupedBy", stratified.groupedBy());
        } else if (spec.method() instanceof ByHash byHash) {
            Json.put(json, "groupedBy", byHash.groupedBy());
        }
        Json.put(json, "keyedBy", spec.keyedBy());
        json.put("seed", spec.seed());
        Json.put(json, "extending", spec.extending());
        return json;
    }

    private static SplitSpec readSpec(JsonNode json) {
        JsonNode written = Json.required(json, "shares");
        Map<Part, Double> shares = new TreeMap<>();
        Arrays.stream(Part.values())
                .filter(part -> Json.has(written, part.label()))
                .forEach(part -> shares.put(part, Json.real(written, part.label())));
        try {
            return new SplitSpec(
                    shares,
                    method(json),
                    Json.strings(json, "keyedBy"),
                    Json.integer(json, "seed"),
                    Json.findString(json, "extending").orElse(""));
        } catch (InvalidInput | DateTimeException e) {
            throw new IntegrityViolation("A stored split cannot be one: " + e.getMessage(), e);
        }
    }

    private static SplitSpec.Method method(JsonNode json) {
        if (Json.has(json, "byTime")) {
            JsonNode time = Json.required(json, "byTime");
            return new ByTime(
                    Json.string(time, "column"),
                    Json.findString(time, "gap").map(Duration::parse).orElse(Duration.ZERO));
        }
        if (Json.has(json, "stratifiedBy")) {
            return new Stratified(
                    Json.list(
                            json,
                            "stratifiedBy",
                            each -> new Stratum(
                                    Json.string(each, "column"),
                                    Json.has(each, "bins") ? Json.int32(each, "bins") : Stratum.AUTOMATIC)),
                    Json.strings(json, "groupedBy"));
        }
        return new ByHash(Json.strings(json, "groupedBy"));
    }
}
