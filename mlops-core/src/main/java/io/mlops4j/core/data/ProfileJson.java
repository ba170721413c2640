package io.mlops4j.core.data;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Correlation;
import io.mlops4j.data.Histogram;
import io.mlops4j.data.Profile;
import io.mlops4j.data.TextLengths;
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
        if (!profile.correlations().isEmpty()) {
            ArrayNode correlations = json.putArray("correlations");
            profile.correlations()
                    .forEach(each -> correlations
                            .addArray()
                            .add(each.first())
                            .add(each.second())
                            .add(each.value()));
        }
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
        put(json, "skewness", column.findSkewness());
        put(json, "kurtosis", column.findKurtosis());
        column.findHistogram().ifPresent(histogram -> write(histogram, json));
        column.findLengths()
                .ifPresent(lengths -> json.putObject("lengths")
                        .put("shortest", lengths.shortest())
                        .put("mean", lengths.mean())
                        .put("longest", lengths.longest()));
        counts(json, "top", column.topValues());
        counts(json, "patterns", column.patterns());
    }

    private static void write(Histogram histogram, ObjectNode json) {
        ObjectNode bins = json.putObject(histogram.exact() ? "histogram" : "histogramEstimate");
        ArrayNode edges = bins.putArray("edges");
        histogram.edges().forEach(edges::add);
        ArrayNode counts = bins.putArray("counts");
        histogram.counts().forEach(counts::add);
    }

    private static void counts(ObjectNode json, String field, List<ValueCount> values) {
        if (!values.isEmpty()) {
            ArrayNode pairs = json.putArray(field);
            values.forEach(value -> pairs.addArray().add(value.value()).add(value.count()));
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
        List<Correlation> correlations = new ArrayList<>();
        for (JsonNode each : JsonFields.findArray(json, "correlations")) {
            if (each.size() != 3 || !each.get(0).isString() || !each.get(1).isString()) {
                throw JsonFields.wrong(json, "correlations", "an array of two columns and a number");
            }
            correlations.add(new Correlation(
                    each.get(0).stringValue(),
                    each.get(1).stringValue(),
                    JsonFields.real(each.get(2), json, "correlations")));
        }
        return new Profile(JsonFields.whole(json, "rows"), columns, correlations);
    }

    private static ColumnProfile readColumn(JsonNode json) {
        String name = JsonFields.text(json, "name");
        ColumnType type = SchemaJson.type(name, JsonFields.text(json, "type"));
        ColumnProfile.Builder column = ColumnProfile.builder(name, type)
                .typeReason(JsonFields.text(json, "reason", ""))
                .counts(JsonFields.whole(json, "count"), JsonFields.whole(json, "missing", 0))
                .range(JsonFields.findReal(json, "min"), JsonFields.findReal(json, "max"))
                .mean(JsonFields.findReal(json, "mean"))
                .stddev(JsonFields.findReal(json, "stddev"))
                .skewness(JsonFields.findReal(json, "skewness"))
                .kurtosis(JsonFields.findReal(json, "kurtosis"));
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
        if (json.has("histogram")) {
            column.histogram(histogram(Json.required(json, "histogram"), true));
        } else if (json.has("histogramEstimate")) {
            column.histogram(histogram(Json.required(json, "histogramEstimate"), false));
        }
        if (json.has("lengths")) {
            JsonNode lengths = Json.required(json, "lengths");
            column.lengths(new TextLengths(
                    Json.int32(lengths, "shortest"),
                    JsonFields.findReal(lengths, "mean"),
                    Json.int32(lengths, "longest")));
        }
        return column.topValues(counts(json, "top"))
                .patterns(counts(json, "patterns"))
                .build();
    }

    private static Histogram histogram(JsonNode json, boolean exact) {
        List<Double> edges = new ArrayList<>();
        JsonFields.array(json, "edges").forEach(edge -> edges.add(JsonFields.real(edge, json, "edges")));
        List<Long> counts = new ArrayList<>();
        for (JsonNode count : JsonFields.array(json, "counts")) {
            if (!count.isIntegralNumber()) {
                throw JsonFields.wrong(json, "counts", "an array of counts");
            }
            counts.add(count.longValue());
        }
        return new Histogram(edges, counts, exact);
    }

    private static List<ValueCount> counts(JsonNode json, String field) {
        List<ValueCount> values = new ArrayList<>();
        for (JsonNode pair : JsonFields.findArray(json, field)) {
            if (pair.size() != 2 || !pair.get(0).isString() || !pair.get(1).isIntegralNumber()) {
                throw JsonFields.wrong(json, field, "an array of values and counts");
            }
            values.add(new ValueCount(pair.get(0).stringValue(), pair.get(1).longValue()));
        }
        return values;
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
