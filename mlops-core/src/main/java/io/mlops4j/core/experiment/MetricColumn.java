package io.mlops4j.core.experiment;

import io.mlops4j.core.json.Json;
import io.mlops4j.experiment.MetricPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Points of one metric, by column: a growing buffer while a run records, and a value once it is handed to an event. Not thread-safe; the
 * run guards it.
 */
final class MetricColumn {
    private final String name;
    private long[] steps = new long[8];
    private long[] millis = new long[8];
    private double[] values = new double[8];
    private int size;

    MetricColumn(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    int size() {
        return size;
    }

    void add(long step, long atMillis, double value) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, size * 2);
            millis = Arrays.copyOf(millis, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        steps[size] = step;
        millis[size] = atMillis;
        values[size] = value;
        size++;
    }

    /** The latest point; the column has at least one. */
    RunFacts.Latest latest() {
        RunFacts.Latest latest = point(0);
        for (int i = 1; i < size; i++) {
            latest = latest.orLater(point(i));
        }
        return latest;
    }

    private RunFacts.Latest point(int i) {
        return new RunFacts.Latest(steps[i], millis[i], values[i]);
    }

    void appendTo(List<MetricPoint> points) {
        for (int i = 0; i < size; i++) {
            points.add(new MetricPoint(steps[i], Instant.ofEpochMilli(millis[i]), values[i]));
        }
    }

    /** The points in pieces of at most so many, each small enough for an event. */
    List<MetricColumn> pieces(int most) {
        List<MetricColumn> pieces = new ArrayList<>();
        for (int from = 0; from < size; from += most) {
            int to = Math.min(size, from + most);
            MetricColumn piece = new MetricColumn(name);
            piece.steps = Arrays.copyOfRange(steps, from, to);
            piece.millis = Arrays.copyOfRange(millis, from, to);
            piece.values = Arrays.copyOfRange(values, from, to);
            piece.size = to - from;
            pieces.add(piece);
        }
        return pieces;
    }

    void write(ObjectNode json) {
        json.put("name", name);
        ArrayNode stepNodes = json.putArray("steps");
        ArrayNode timeNodes = json.putArray("millis");
        ArrayNode valueNodes = json.putArray("values");
        for (int i = 0; i < size; i++) {
            stepNodes.add(steps[i]);
            timeNodes.add(millis[i]);
            valueNodes.add(Json.number(values[i]));
        }
    }

    static MetricColumn read(JsonNode json) {
        MetricColumn column = new MetricColumn(Json.string(json, "name"));
        JsonNode steps = Json.required(json, "steps");
        JsonNode millis = Json.required(json, "millis");
        JsonNode values = Json.required(json, "values");
        int size = Math.min(steps.size(), Math.min(millis.size(), values.size()));
        for (int i = 0; i < size; i++) {
            column.add(steps.get(i).asLong(), millis.get(i).asLong(), Json.real(values.get(i)));
        }
        return column;
    }
}
