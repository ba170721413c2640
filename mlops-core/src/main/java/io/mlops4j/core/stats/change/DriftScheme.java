package io.mlops4j.core.stats.change;

import io.mlops4j.core.json.Json;
import io.mlops4j.stats.ChangeState;
import io.mlops4j.stats.DdmSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** DDM: the error rate against the lowest that it has been, with its deviation. */
final class DriftScheme implements Scheme {
    private final DdmSettings settings;
    private final RunningMean errors;
    private double lowestRate;
    private double lowestDeviation;

    DriftScheme(DdmSettings settings) {
        this(settings, new RunningMean(), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private DriftScheme(DdmSettings settings, RunningMean errors, double lowestRate, double lowestDeviation) {
        this.settings = settings;
        this.errors = errors;
        this.lowestRate = lowestRate;
        this.lowestDeviation = lowestDeviation;
    }

    static DriftScheme read(DdmSettings settings, JsonNode json) {
        return new DriftScheme(
                settings,
                RunningMean.read(json, "errors"),
                Json.real(json, "lowestRate"),
                Json.real(json, "lowestDeviation"));
    }

    @Override
    public String refusal(double value) {
        return Errors.refusal("DDM", value);
    }

    @Override
    public ChangeState take(double value) {
        errors.add(value);
        if (errors.count() <= settings.minimum()) {
            return ChangeState.STABLE;
        }
        double rate = errors.mean();
        double deviation = Math.sqrt(Math.max(0, rate * (1 - rate)) / errors.count());
        if (rate + deviation <= lowestRate + lowestDeviation) {
            lowestRate = rate;
            lowestDeviation = deviation;
        }
        double level = rate + deviation;
        if (level > lowestRate + settings.changeLevel() * lowestDeviation) {
            return ChangeState.CHANGE;
        }
        return level > lowestRate + settings.warningLevel() * lowestDeviation
                ? ChangeState.WARNING
                : ChangeState.STABLE;
    }

    @Override
    public double mean() {
        return errors.mean();
    }

    @Override
    public void save(ObjectNode json) {
        errors.save(json, "errors");
        json.set("lowestRate", Json.number(lowestRate));
        json.set("lowestDeviation", Json.number(lowestDeviation));
    }
}
