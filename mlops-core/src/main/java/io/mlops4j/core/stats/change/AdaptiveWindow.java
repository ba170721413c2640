package io.mlops4j.core.stats.change;

import io.mlops4j.stats.AdwinSettings;
import io.mlops4j.stats.ChangeState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * ADWIN, second version: cuts the window wherever both sides' means differ by more than chance, and drops the oldest bucket as long as one does. Every cut between
 * buckets is looked at; implementations that leave out the youngest bucket of each size (River before 0.21, its issue 1539) alarm later.
 *
 * <p>Values are kept relative to the first one: the rule depends on differences only, and equal values, however great, then leave no rounding behind.
 */
final class AdaptiveWindow implements Scheme {
    private final AdwinSettings settings;
    private final Buckets buckets;
    private double origin;
    private long values;

    AdaptiveWindow(AdwinSettings settings) {
        this(settings, new Buckets(settings.bucketsPerSize()), 0, 0);
    }

    private AdaptiveWindow(AdwinSettings settings, Buckets buckets, double origin, long values) {
        this.settings = settings;
        this.buckets = buckets;
        this.origin = origin;
        this.values = values;
    }

    static AdaptiveWindow read(AdwinSettings settings, JsonNode json) {
        return new AdaptiveWindow(
                settings,
                Buckets.read(settings.bucketsPerSize(), json),
                Stored.finite(json, "origin"),
                Stored.count(json, "values"));
    }

    @Override
    public ChangeState take(double value) {
        if (values == 0) {
            origin = value;
        }
        values++;
        buckets.add(value - origin);
        if (values % settings.clock() != 0) {
            return ChangeState.STABLE;
        }
        boolean cut = false;
        while (buckets.count() > settings.grace() && buckets.anyCut(this::differs)) {
            cut = true;
            buckets.dropOldest();
        }
        return cut ? ChangeState.CHANGE : ChangeState.STABLE;
    }

    private boolean differs(long older, double olderSum) {
        long younger = buckets.count() - older;
        int least = settings.minimumPart();
        if (older < least || younger < least) {
            return false;
        }
        double confidence = Math.log(2 * Math.log((double) buckets.count()) / settings.delta());
        double m = 1.0 / (older - least + 1) + 1.0 / (younger - least + 1);
        double bound = Math.sqrt(2 * m * buckets.variance() * confidence) + 2.0 / 3 * confidence * m;
        return Math.abs(olderSum / older - (buckets.sum() - olderSum) / younger) > bound;
    }

    /** How many numbers it holds on to grows with this. */
    int bucketCount() {
        return buckets.size();
    }

    @Override
    public double mean() {
        return origin + buckets.sum() / buckets.count();
    }

    @Override
    public void save(ObjectNode json) {
        json.put("origin", origin);
        json.put("values", values);
        buckets.save(json);
    }
}
