package io.mlops4j.core.monitoring.drift;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.drift.StreamReference.Segment;
import io.mlops4j.core.monitoring.drift.StreamReference.Unwatched;
import io.mlops4j.monitoring.ColumnDistribution.Moments;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of what a stream is held against: bins, their counts, and where they come from. */
public final class ReferenceJson {
    private ReferenceJson() {}

    /** A reference. */
    public static ObjectNode write(StreamReference reference) {
        ObjectNode json = Json.object();
        ObjectNode info = json.putObject("info");
        info.put("name", reference.info().name());
        Json.put(info, "digest", reference.info().digest());
        info.put("rows", reference.info().rows());
        columns(json.putArray("columns"), reference.columns());
        reference.segmentBy().ifPresent(name -> json.put("segmentBy", name));
        ArrayNode segments = json.putArray("segments");
        for (Segment segment : reference.segments()) {
            ObjectNode one = segments.addObject();
            one.put("value", segment.value());
            columns(one.putArray("columns"), segment.columns());
        }
        ArrayNode unwatched = json.putArray("unwatched");
        for (Unwatched column : reference.unwatched()) {
            unwatched
                    .addObject()
                    .put("name", column.name())
                    .put("kind", column.kind().name());
        }
        return json;
    }

    private static void columns(ArrayNode json, List<ColumnReference> columns) {
        for (ColumnReference column : columns) {
            Binning bins = column.bins();
            ObjectNode one = json.addObject();
            one.put("name", column.name());
            one.put("kind", bins.kind().name());
            Json.put(one, "labels", bins.labels());
            numbers(one, "edges", bins.edgeArray());
            numbers(one, "values", bins.values());
            if (!bins.words().isEmpty()) {
                ObjectNode words = one.putObject("words");
                new TreeMap<>(bins.words()).forEach(words::put);
            }
            ArrayNode groups = one.putArray("groups");
            for (int group : column.groups()) {
                groups.add(group);
            }
            ArrayNode counts = one.putArray("counts");
            for (long count : column.counts()) {
                counts.add(count);
            }
            column.moments().ifPresent(moments -> {
                one.set("mean", Json.number(moments.mean()));
                one.set("stddev", Json.number(moments.stddev()));
                moments.min().ifPresent(min -> one.set("min", Json.number(min)));
                moments.max().ifPresent(max -> one.set("max", Json.number(max)));
            });
        }
    }

    private static void numbers(ObjectNode json, String field, double[] values) {
        if (values.length > 0) {
            ArrayNode array = json.putArray(field);
            for (double value : values) {
                array.add(Json.number(value));
            }
        }
    }

    /** A reference as it was written. */
    public static StreamReference read(JsonNode json) {
        JsonNode info = Json.required(json, "info");
        return new StreamReference(
                new ReferenceInfo(
                        Json.string(info, "name"),
                        Json.findString(info, "digest").orElse(""),
                        Json.integer(info, "rows")),
                Json.list(json, "columns", ReferenceJson::column),
                Json.findString(json, "segmentBy"),
                Json.list(
                        json,
                        "segments",
                        one -> new Segment(
                                Json.string(one, "value"), Json.list(one, "columns", ReferenceJson::column))),
                Json.list(json, "unwatched", one -> new Unwatched(Json.string(one, "name"), kind(one))));
    }

    private static ColumnReference column(JsonNode json) {
        List<Double> edges = Json.list(json, "edges", Json::real);
        List<Double> values = Json.list(json, "values", Json::real);
        Map<String, Integer> words = new TreeMap<>();
        if (Json.has(json, "words")) {
            Json.required(json, "words")
                    .properties()
                    .forEach(entry -> words.put(entry.getKey(), entry.getValue().intValue()));
        }
        Binning bins = Binning.of(kind(json), Json.strings(json, "labels"), edges, values, words);
        long[] counts = Json.list(json, "counts", JsonNode::longValue).stream()
                .mapToLong(Long::longValue)
                .toArray();
        int[] groups = Json.list(json, "groups", JsonNode::intValue).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        if (counts.length != bins.size() || groups.length != bins.labels().size()) {
            throw new IntegrityViolation("The stored reference column '" + Json.string(json, "name") + "' has "
                    + counts.length + " counts for " + bins.size() + " bins.");
        }
        return new ColumnReference(
                Json.string(json, "name"),
                bins,
                groups,
                counts,
                Json.has(json, "mean")
                        ? Optional.of(new Moments(
                                Json.real(json, "mean"),
                                Json.real(json, "stddev"),
                                find(json, "min"),
                                find(json, "max")))
                        : Optional.empty());
    }

    private static Optional<Double> find(JsonNode json, String field) {
        return Json.has(json, field) ? Optional.of(Json.real(json, field)) : Optional.empty();
    }

    private static Kind kind(JsonNode json) {
        String name = Json.string(json, "kind");
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new IntegrityViolation("A stored reference has a column of the kind '" + name + "', which is none.");
    }
}
