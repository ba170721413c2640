package io.mlops4j.core.stats.change;

import io.mlops4j.core.json.Json;
import io.mlops4j.stats.ChangeState;
import io.mlops4j.stats.EddmSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** EDDM: the distances between errors against the widest that they have been. */
final class DistanceScheme implements Scheme {
    private final EddmSettings settings;
    private final RunningMean distances;
    private long values;
    private long lastError;
    private double widest;
    private ChangeState verdict;

    DistanceScheme(EddmSettings settings) {
        this(settings, new RunningMean(), 0, 0, -1, ChangeState.STABLE);
    }

    private DistanceScheme(
            EddmSettings settings,
            RunningMean distances,
            long values,
            long lastError,
            double widest,
            ChangeState verdict) {
        this.settings = settings;
        this.distances = distances;
        this.values = values;
        this.lastError = lastError;
        this.widest = widest;
        this.verdict = verdict;
    }

    static DistanceScheme read(EddmSettings settings, JsonNode json) {
        return new DistanceScheme(
                settings,
                RunningMean.read(json, "distances"),
                Stored.count(json, "values"),
                Stored.count(json, "lastError"),
                Stored.finite(json, "widest"),
                Names.read(ChangeState.class, json, "verdict"));
    }

    @Override
    public String refusal(double value) {
        return Errors.refusal("EDDM", value);
    }

    @Override
    public ChangeState take(double value) {
        values++;
        if (value == 1) {
            distances.add((double) (values - lastError));
            lastError = values;
            judge();
        }
        return verdict;
    }

    private void judge() {
        if (values <= settings.minimum()) {
            return;
        }
        double width = distances.mean() + 2 * distances.deviation();
        if (width > widest) {
            // As published, a new record says nothing: a warning before it stands until the next error.
            widest = width;
        } else if (distances.count() > settings.minimum()) {
            double share = width / widest;
            if (share < settings.changeShare()) {
                verdict = ChangeState.CHANGE;
            } else {
                verdict = share < settings.warningShare() ? ChangeState.WARNING : ChangeState.STABLE;
            }
        }
    }

    /** The error rate. */
    @Override
    public double mean() {
        return (double) distances.count() / values;
    }

    @Override
    public void save(ObjectNode json) {
        distances.save(json, "distances");
        json.put("values", values);
        json.put("lastError", lastError);
        json.set("widest", Json.number(widest));
        Names.write(json, "verdict", verdict);
    }
}
