package io.mlops4j.core.data;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code {"rows":3,"columns":[{"name":"age","type":"integer","reason":"…","count":3,"distinct":2,"min":18.0,…,"quantiles":[[0.5,20.0],…],
 * "top":[["18",2],…]}]}}. Statistics that are absent are not written. Stateless.
 */
public final class ProfileJson {
    private ProfileJson() {}

    /** The profile as JSON. */
    public static ObjectNode write(Profile profile) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rows", profile.rowCount());
        ArrayNode columns = json.putArray("columns");
        profile.columns().forEach(column -> write(column, columns.addObject()));
        return json;
    }

    private static void write(ColumnProfile column, ObjectNode json) {
        json.put("name", column.name());
        json.put("type", JsonFields.name(column.type()));
        if (!column.typeReason().isEmpty()) {
            json.put("reason", column.typeReason());
        }
        json.put("count", column.count());
        if (column.missing() > 0) {
            json.put("missing", column.missing());
        }
        json.put(column.distinctIsExact() ? "distinct" : "distinctEstimate", column.distinct());
        put(json, "min", column.findMin());
        put(json, "max", column.findMax());
        put(json, "mean", column.findMean());
        put(json, "stddev", column.findStddev());
        if (!column.quantiles().isEmpty()) {
            ArrayNode quantiles = json.putArray(column.quantilesAreExact() ? "quantiles" : "quantileEstimates");
            column.quantiles().forEach((share, value) -> {
                ArrayNode pair = quantiles.addArray().add(share);
                if (Double.isInfinite(value)) {
                    pair.add(value.toString());
                } else {
                    pair.add(value);
                }
            });
        }
        if (!column.topValues().isEmpty()) {
            ArrayNode top = json.putArray("top");
            column.topValues()
                    .forEach(value -> top.addArray().add(value.value()).add(value.count()));
        }
    }

    private static void put(ObjectNode json, String field, OptionalDouble value) {
        value.ifPresent(present -> JsonFields.putReal(json, field, present));
    }

    /**
     * The profile that was written.
     *
     * @throws IntegrityViolation if a field is absent or of another kind
     * @throws InvalidInput if a type is of a newer release
     */
    public static Profile read(JsonNode json) {
        List<ColumnProfile> columns = new ArrayList<>();
        for (JsonNode each : JsonFields.array(json, "columns")) {
            columns.add(readColumn(each));
        }
        return new Profile(JsonFields.whole(json, "rows"), columns);
    }

    private static ColumnProfile readColumn(JsonNode json) {
        String name = JsonFields.text(json, "name");
        ColumnType type = SchemaJson.type(name, JsonFields.text(json, "type"));
        ColumnProfile.Builder column = ColumnProfile.builder(name, type)
                .typeReason(JsonFields.text(json, "reason", ""))
                .counts(JsonFields.whole(json, "count"), JsonFields.whole(json, "missing", 0))
                .range(JsonFields.findReal(json, "min"), JsonFields.findReal(json, "max"))
                .mean(JsonFields.findReal(json, "mean"))
                .stddev(JsonFields.findReal(json, "stddev"));
        if (json.has("distinctEstimate")) {
            column.distinctEstimate(JsonFields.whole(json, "distinctEstimate"));
        } else {
            column.distinct(JsonFields.whole(json, "distinct"));
        }
        if (json.has("quantileEstimates")) {
            column.quantileEstimates(quantiles(json, "quantileEstimates"));
        } else {
            column.quantiles(quantiles(json, "quantiles"));
        }
        List<ValueCount> top = new ArrayList<>();
        for (JsonNode pair : JsonFields.findArray(json, "top")) {
            if (pair.size() != 2 || !pair.get(0).isString() || !pair.get(1).isIntegralNumber()) {
                throw JsonFields.wrong(json, "top", "an array of values and counts");
            }
            top.add(new ValueCount(pair.get(0).stringValue(), pair.get(1).longValue()));
        }
        return column.topValues(top).build();
    }

    private static Map<Double, Double> quantiles(JsonNode json, String field) {
        Map<Double, Double> byShare = new TreeMap<>();
        for (JsonNode pair : JsonFields.findArray(json, field)) {
            if (pair.size() != 2) {
                throw JsonFields.wrong(json, field, "an array of pairs of numbers");
            }
            byShare.put(JsonFields.real(pair.get(0), json, field), JsonFields.real(pair.get(1), json, field));
        }
        return byShare;
    }
}
