package io.mlops4j.core.monitoring.record;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.drift.ColumnReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of what was counted: of each column the bins that have rows, as pairs of a number and a count. */
public final class CountsJson {
    private CountsJson() {}

    /** Counts. */
    public static ObjectNode write(StreamCounts counts) {
        ObjectNode json = Json.object();
        json.put("rows", counts.rows());
        json.put("repeated", counts.repeated());
        ArrayNode columns = json.putArray("columns");
        for (int c = 0; c < counts.counts().length; c++) {
            ObjectNode column = columns.addObject();
            ArrayNode bins = column.putArray("bins");
            long[] of = counts.counts()[c];
            for (int k = 0; k < of.length; k++) {
                if (of[k] > 0) {
                    bins.add(k).add(of[k]);
                }
            }
            ArrayNode sums = column.putArray("sums");
            for (double sum : counts.sums()[c]) {
                sums.add(Json.number(sum));
            }
            if (!counts.tails().get(c).isEmpty()) {
                Json.putCounts(column, "tails", counts.tails().get(c));
            }
            if (!counts.unseen().get(c).isEmpty()) {
                ObjectNode unseen = column.putObject("unseen");
                new TreeMap<>(counts.unseen().get(c)).forEach(unseen::put);
            }
        }
        return json;
    }

    /** Counts over the bins of some columns, as they were written. */
    public static StreamCounts read(JsonNode json, List<ColumnReference> columns) {
        List<JsonNode> stored = Json.list(json, "columns", column -> column);
        if (stored.size() != columns.size()) {
            throw new IntegrityViolation("Stored counts are of " + stored.size() + " columns, and the monitor watches "
                    + columns.size() + ".");
        }
        long[][] counts = new long[columns.size()][];
        double[][] sums = new double[columns.size()][];
        List<Map<String, Long>> unseen = new ArrayList<>();
        List<Map<Integer, Long>> tails = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            JsonNode column = stored.get(c);
            counts[c] = new long[columns.get(c).bins().size()];
            List<Long> bins = Json.list(column, "bins", JsonNode::longValue);
            for (int i = 0; i + 1 < bins.size(); i += 2) {
                long bin = bins.get(i);
                if (bin < 0 || bin >= counts[c].length) {
                    throw new IntegrityViolation("Stored counts of column '"
                            + columns.get(c).name() + "' are of a bin " + bin + ", which it does not have.");
                }
                counts[c][(int) bin] = bins.get(i + 1);
            }
            sums[c] = Json.list(column, "sums", Json::real).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            Map<String, Long> words = new TreeMap<>();
            if (Json.has(column, "unseen")) {
                Json.required(column, "unseen")
                        .properties()
                        .forEach(entry ->
                                words.put(entry.getKey(), entry.getValue().longValue()));
            }
            unseen.add(Map.copyOf(words));
            tails.add(Map.copyOf(Json.counts(column, "tails")));
        }
        return new StreamCounts(
                Json.integer(json, "rows"),
                counts,
                sums,
                Json.integer(json, "repeated"),
                List.copyOf(unseen),
                List.copyOf(tails));
    }
}
