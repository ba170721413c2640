package io.mlops4j.core.stats.change;

import io.mlops4j.core.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mean and sum of squared deviations by Welford's recurrence (1962), which is exact for equal values. */
final class RunningMean {
    private long count;
    private double mean;
    private double squares;

    RunningMean() {}

    private RunningMean(long count, double mean, double squares) {
        this.count = count;
        this.mean = mean;
        this.squares = squares;
    }

    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    RunningMean copy() {
        return new RunningMean(count, mean, squares);
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    /** The sample's standard deviation; 0 of fewer than two values. */
    double deviation() {
        return count < 2 ? 0 : Math.sqrt(Math.max(0, squares) / (count - 1));
    }

    void save(ObjectNode json, String name) {
        ObjectNode own = json.putObject(name);
        own.put("count", count);
        own.put("mean", mean);
        own.put("squares", squares);
    }

    static RunningMean read(JsonNode json, String name) {
        JsonNode own = Json.required(json, name);
        return new RunningMean(Stored.count(own, "count"), Stored.finite(own, "mean"), Stored.finite(own, "squares"));
    }
}
