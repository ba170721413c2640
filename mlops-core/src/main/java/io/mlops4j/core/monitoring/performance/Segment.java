package io.mlops4j.core.monitoring.performance;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Predictions and labels as they are kept together.
 *
 * @param answers predictions
 * @param labels labels by the id of their prediction
 */
record Segment(List<Answer> answers, Map<String, Truth> labels) {
    Segment {
        answers = List.copyOf(answers);
    }

    boolean isEmpty() {
        return answers.isEmpty() && labels.isEmpty();
    }

    /** The time of the latest of them, in microseconds since the epoch. */
    long lastMicros() {
        long last = Long.MIN_VALUE;
        for (Answer answer : answers) {
            last = Math.max(last, answer.micros());
        }
        for (Truth truth : labels.values()) {
            last = Math.max(last, truth.micros());
        }
        return last;
    }

    /** A prediction is a list: id, time, place of the version, class, number, probabilities, and a list of the errors to expect; a label too: id, time, class, number. */
    ObjectNode write() {
        ObjectNode json = Json.object();
        List<String> versions = new ArrayList<>();
        ArrayNode rows = json.putArray("answers");
        for (Answer answer : answers) {
            if (!versions.contains(answer.version())) {
                versions.add(answer.version());
            }
            ArrayNode row = rows.addArray()
                    .add(answer.id())
                    .add(answer.micros())
                    .add(versions.indexOf(answer.version()))
                    .add(answer.className())
                    .add(Json.number(answer.number()));
            for (double probability : answer.probabilities()) {
                row.add(probability);
            }
            if (answer.losses().length > 0) {
                ArrayNode losses = row.addArray();
                for (double loss : answer.losses()) {
                    losses.add(loss);
                }
            }
        }
        ArrayNode names = json.putArray("versions");
        versions.forEach(names::add);
        ArrayNode truths = json.putArray("labels");
        labels.forEach((id, truth) -> truths.addArray()
                .add(id)
                .add(truth.micros())
                .add(truth.className())
                .add(Json.number(truth.number())));
        return json;
    }

    static Segment read(JsonNode json) {
        List<String> versions = Json.strings(json, "versions");
        List<Answer> answers = Json.list(json, "answers", row -> answer(row, versions));
        Map<String, Truth> labels = new LinkedHashMap<>();
        Json.list(json, "labels", row -> row).forEach(row -> {
            check(row, 4);
            labels.put(
                    row.get(0).asString(),
                    new Truth(row.get(1).longValue(), row.get(2).asString(), Json.real(row.get(3))));
        });
        return new Segment(answers, labels);
    }

    private static Answer answer(JsonNode row, List<String> versions) {
        check(row, 5);
        int version = row.get(2).intValue();
        if (version < 0 || version >= versions.size()) {
            throw new IntegrityViolation("A kept prediction is of version " + version + " of " + versions.size() + ".");
        }
        JsonNode last = row.get(row.size() - 1);
        double[] probabilities = numbers(row, 5, row.size() - (last.isArray() ? 1 : 0));
        double[] losses = last.isArray() ? numbers(last, 0, last.size()) : new double[0];
        return new Answer(
                row.get(0).asString(),
                row.get(1).longValue(),
                versions.get(version),
                row.get(3).isNull() ? null : row.get(3).asString(),
                Json.real(row.get(4)),
                probabilities,
                losses);
    }

    private static double[] numbers(JsonNode array, int from, int to) {
        double[] numbers = new double[to - from];
        for (int k = from; k < to; k++) {
            numbers[k - from] = array.get(k).doubleValue();
        }
        return numbers;
    }

    private static void check(JsonNode row, int least) {
        if (!row.isArray() || row.size() < least) {
            throw new IntegrityViolation("A kept prediction or label has fewer than " + least + " parts.");
        }
    }
}
