package io.mlops4j.core.stats.change;

import io.mlops4j.stats.ChangeState;
import io.mlops4j.stats.CusumSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** CUSUM: sums of deviations from a mean that was frozen, in deviations that were. */
final class ChartScheme implements Scheme {
    private final CusumSettings settings;
    private final RunningMean all;
    private RunningMean reference;
    private double above;
    private double below;

    ChartScheme(CusumSettings settings) {
        this(settings, new RunningMean(), new RunningMean(), 0, 0);
    }

    private ChartScheme(CusumSettings settings, RunningMean all, RunningMean reference, double above, double below) {
        this.settings = settings;
        this.all = all;
        this.reference = reference;
        this.above = above;
        this.below = below;
    }

    static ChartScheme read(CusumSettings settings, JsonNode json) {
        return new ChartScheme(
                settings,
                RunningMean.read(json, "all"),
                RunningMean.read(json, "reference"),
                Stored.finite(json, "above"),
                Stored.finite(json, "below"));
    }

    @Override
    public ChangeState take(double value) {
        all.add(value);
        if (all.count() < settings.reference()) {
            return ChangeState.STABLE;
        }
        if (all.count() == settings.reference()) {
            reference = all.copy();
        }
        // The value that completes the reference is summed up too, as in River.
        double slack = settings.slack() * reference.deviation();
        double limit = settings.threshold() * reference.deviation();
        double off = value - reference.mean();
        above = Math.max(0, above + off - slack);
        below = Math.max(0, below - off - slack);
        boolean changed = switch (settings.direction()) {
            case UP -> above > limit;
            case DOWN -> below > limit;
            case EITHER -> above > limit || below > limit;
        };
        return changed ? ChangeState.CHANGE : ChangeState.STABLE;
    }

    @Override
    public double mean() {
        return all.mean();
    }

    @Override
    public void save(ObjectNode json) {
        all.save(json, "all");
        reference.save(json, "reference");
        json.put("above", above);
        json.put("below", below);
    }
}
