package io.mlops4j.core.evaluation.json;

import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Difference.Effect;
import io.mlops4j.evaluation.Slice;
import io.mlops4j.evaluation.SliceSearchResult;
import io.mlops4j.evaluation.WeakSlice;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Comparisons and weak slices as stored JSON. */
final class ComparisonCodec {
    private ComparisonCodec() {}

    static ObjectNode write(Comparison comparison) {
        ObjectNode json = Json.object();
        json.put("baseline", comparison.baseline());
        json.put("rows", comparison.rows());
        ArrayNode differences = json.putArray("differences");
        for (Difference difference : comparison.differences()) {
            ObjectNode child = differences.addObject();
            child.put("metric", difference.metric());
            child.put("better", EvaluationCodec.write(difference.direction()));
            child.set("value", Json.number(difference.value()));
            child.set("baseline", Json.number(difference.baseline()));
            child.set("interval", EvaluationCodec.write(difference.interval()));
            child.set("pValue", Json.number(difference.pValue()));
            child.put("test", difference.test());
            difference.effect().ifPresent(effect -> {
                ObjectNode size = child.putObject("effect");
                size.put("name", effect.name());
                size.set("value", Json.number(effect.value()));
                size.set("interval", EvaluationCodec.write(effect.interval()));
            });
        }
        return json;
    }

    static Comparison read(JsonNode json) {
        return new Comparison(
                Json.string(json, "baseline"),
                Json.integer(json, "rows"),
                Json.list(json, "differences", ComparisonCodec::difference));
    }

    private static Difference difference(JsonNode json) {
        return new Difference(
                Json.string(json, "metric"),
                EvaluationCodec.readDirection(Json.string(json, "better")),
                Json.real(json, "value"),
                Json.real(json, "baseline"),
                EvaluationCodec.readInterval(Json.required(json, "interval")),
                Json.real(json, "pValue"),
                Json.string(json, "test"),
                Json.has(json, "effect") ? Optional.of(effect(Json.required(json, "effect"))) : Optional.empty());
    }

    private static Effect effect(JsonNode json) {
        return new Effect(
                Json.string(json, "name"),
                Json.real(json, "value"),
                EvaluationCodec.readInterval(Json.required(json, "interval")));
    }

    static ObjectNode write(SliceSearchResult found) {
        ObjectNode json = Json.object();
        json.put("loss", found.loss());
        json.set("overall", Json.number(found.overall()));
        json.put("examined", found.examined());
        ArrayNode slices = json.putArray("slices");
        for (WeakSlice slice : found.slices()) {
            ObjectNode child = slices.addObject();
            ArrayNode terms = child.putArray("terms");
            slice.terms()
                    .forEach(term ->
                            terms.addObject().put("column", term.column()).put("value", term.value()));
            child.put("rows", slice.rows());
            child.set("loss", Json.number(slice.loss()));
            child.set("rest", Json.number(slice.rest()));
            child.set("effect", Json.number(slice.effect()));
            child.set("pValue", Json.number(slice.pValue()));
        }
        return json;
    }

    static SliceSearchResult readSearch(JsonNode json) {
        return new SliceSearchResult(
                Json.string(json, "loss"),
                Json.real(json, "overall"),
                Json.int32(json, "examined"),
                Json.list(json, "slices", ComparisonCodec::weakSlice));
    }

    private static WeakSlice weakSlice(JsonNode json) {
        return new WeakSlice(
                Json.list(json, "terms", term -> new Slice(Json.string(term, "column"), Json.string(term, "value"))),
                Json.integer(json, "rows"),
                Json.real(json, "loss"),
                Json.real(json, "rest"),
                Json.real(json, "effect"),
                Json.real(json, "pValue"));
    }
}
