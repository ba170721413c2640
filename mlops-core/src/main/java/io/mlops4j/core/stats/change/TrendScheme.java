package io.mlops4j.core.stats.change;

import io.mlops4j.core.json.Json;
import io.mlops4j.stats.ChangeState;
import io.mlops4j.stats.PageHinkleySettings;
import io.mlops4j.stats.PageHinkleySettings.Scale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Page-Hinkley: fading sums of deviations from the running mean, against their extremes. */
final class TrendScheme implements Scheme {
    private final PageHinkleySettings settings;
    private final RunningMean all;
    private double rise;
    private double fall;
    private double lowestRise;
    private double highestFall;

    TrendScheme(PageHinkleySettings settings) {
        this(settings, new RunningMean(), 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    private TrendScheme(
            PageHinkleySettings settings,
            RunningMean all,
            double rise,
            double fall,
            double lowestRise,
            double highestFall) {
        this.settings = settings;
        this.all = all;
        this.rise = rise;
        this.fall = fall;
        this.lowestRise = lowestRise;
        this.highestFall = highestFall;
    }

    static TrendScheme read(PageHinkleySettings settings, JsonNode json) {
        return new TrendScheme(
                settings,
                RunningMean.read(json, "all"),
                Stored.finite(json, "rise"),
                Stored.finite(json, "fall"),
                Json.real(json, "lowestRise"),
                Json.real(json, "highestFall"));
    }

    @Override
    public ChangeState take(double value) {
        double deviation = deviation(value);
        rise = settings.memory() * rise + deviation - settings.slack();
        fall = settings.memory() * fall + deviation + settings.slack();
        lowestRise = Math.min(lowestRise, rise);
        highestFall = Math.max(highestFall, fall);
        if (all.count() < settings.minimum()) {
            return ChangeState.STABLE;
        }
        boolean risen = rise - lowestRise > settings.threshold();
        boolean fallen = highestFall - fall > settings.threshold();
        boolean changed = switch (settings.direction()) {
            case UP -> risen;
            case DOWN -> fallen;
            case EITHER -> risen || fallen;
        };
        return changed ? ChangeState.CHANGE : ChangeState.STABLE;
    }

    /** From the mean that the value is part of; standardised by values before it, and 0 until there is a minimum of them to tell how they vary. */
    private double deviation(double value) {
        if (settings.scale() == Scale.AS_GIVEN) {
            all.add(value);
            return value - all.mean();
        }
        double spread = all.count() < settings.minimum() ? 0 : all.deviation();
        all.add(value);
        return spread > 0 ? (value - all.mean()) / spread : 0;
    }

    @Override
    public double mean() {
        return all.mean();
    }

    @Override
    public void save(ObjectNode json) {
        all.save(json, "all");
        json.put("rise", rise);
        json.put("fall", fall);
        json.set("lowestRise", Json.number(lowestRise));
        json.set("highestFall", Json.number(highestFall));
    }
}
