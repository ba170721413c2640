package io.mlops4j.core.stats.change;

import io.mlops4j.stats.ChangeState;
import io.mlops4j.stats.HddmSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** HDDM_A: the mean of all values against the mean up to the cut where it was lowest (highest), by Hoeffding's bound. */
final class BoundScheme implements Scheme {
    private final HddmSettings settings;
    private final RunningMean all;
    private RunningMean lowest;
    private RunningMean highest;

    BoundScheme(HddmSettings settings) {
        this(settings, new RunningMean(), new RunningMean(), new RunningMean());
    }

    private BoundScheme(HddmSettings settings, RunningMean all, RunningMean lowest, RunningMean highest) {
        this.settings = settings;
        this.all = all;
        this.lowest = lowest;
        this.highest = highest;
    }

    static BoundScheme read(HddmSettings settings, JsonNode json) {
        return new BoundScheme(
                settings,
                RunningMean.read(json, "all"),
                RunningMean.read(json, "lowest"),
                RunningMean.read(json, "highest"));
    }

    @Override
    public String refusal(double value) {
        return value >= 0 && value <= 1
                ? ""
                : "HDDM_A takes values in [0, 1], not " + value + "; scale them, or use ADWIN or CUSUM.";
    }

    @Override
    public ChangeState take(double value) {
        all.add(value);
        double slack = hoeffding(all);
        if (lowest.count() == 0 || lowest.mean() + hoeffding(lowest) >= all.mean() + slack) {
            lowest = all.copy();
        }
        if (highest.count() == 0 || highest.mean() - hoeffding(highest) <= all.mean() - slack) {
            highest = all.copy();
        }
        if (moved(settings.changeConfidence())) {
            return ChangeState.CHANGE;
        }
        return moved(settings.warningConfidence()) ? ChangeState.WARNING : ChangeState.STABLE;
    }

    private double hoeffding(RunningMean mean) {
        return Math.sqrt(Math.log(1 / settings.changeConfidence()) / (2.0 * mean.count()));
    }

    private boolean moved(double confidence) {
        return switch (settings.direction()) {
            case UP -> risen(confidence);
            case DOWN -> fallen(confidence);
            case EITHER -> risen(confidence) || fallen(confidence);
        };
    }

    private boolean risen(double confidence) {
        return lowest.count() < all.count() && all.mean() - lowest.mean() >= bound(lowest, confidence);
    }

    private boolean fallen(double confidence) {
        return highest.count() < all.count() && highest.mean() - all.mean() >= bound(highest, confidence);
    }

    private double bound(RunningMean before, double confidence) {
        double m = (double) (all.count() - before.count()) / before.count() / all.count();
        return Math.sqrt(m / 2 * Math.log(2 / confidence));
    }

    @Override
    public double mean() {
        return all.mean();
    }

    @Override
    public void save(ObjectNode json) {
        all.save(json, "all");
        lowest.save(json, "lowest");
        highest.save(json, "highest");
    }
}
