package io.mlops4j.core.stats.change;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.stats.ChangeState;
import io.mlops4j.stats.KswinSettings;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** KSWIN: the newest values of a window against as many drawn from the older ones, at every value. */
final class SampledWindow implements Scheme {
    /** Below this a difference never counts, whatever its probability (Raab and others 2020). */
    private static final double LEAST_DISTANCE = 0.1;

    private final int critical;
    private final double[] ring;
    private final double[] older;
    private final double[] drawn;
    private final double[] newest;
    private long values;
    private long random;

    SampledWindow(KswinSettings settings) {
        this(settings, new double[0], 0, settings.seed());
    }

    private SampledWindow(KswinSettings settings, double[] remembered, long values, long random) {
        int recent = settings.recent();
        // The distance is a whole number of steps, so "p <= alpha and D > 0.1" is one comparison.
        critical = Math.max(
                EqualSamples.critical(recent, settings.alpha()), (int) Math.floor(LEAST_DISTANCE * recent) + 1);
        ring = new double[settings.window()];
        older = new double[settings.window() - recent];
        drawn = new double[recent];
        newest = new double[recent];
        this.values = values;
        this.random = random;
        for (int i = 0; i < remembered.length; i++) {
            ring[place(values - remembered.length + i)] = remembered[i];
        }
    }

    static SampledWindow read(KswinSettings settings, JsonNode json) {
        long values = Stored.count(json, "values");
        double[] remembered = Stored.numbers(json, "window");
        if (remembered.length != Math.min(values, settings.window())) {
            throw new IntegrityViolation("A stored window of " + settings.window() + " holds " + remembered.length
                    + " of " + values + " values.");
        }
        return new SampledWindow(settings, remembered, values, Json.integer(json, "random"));
    }

    private int place(long value) {
        return (int) (value % ring.length);
    }

    @Override
    public ChangeState take(double value) {
        ring[place(values)] = value;
        values++;
        if (values < ring.length) {
            return ChangeState.STABLE;
        }
        for (int i = 0; i < older.length; i++) {
            older[i] = ring[place(values + i)];
        }
        for (int i = 0; i < newest.length; i++) {
            newest[i] = ring[place(values + older.length + i)];
        }
        draw();
        Arrays.sort(drawn);
        Arrays.sort(newest);
        return EqualSamples.steps(drawn, newest) >= critical ? ChangeState.CHANGE : ChangeState.STABLE;
    }

    /** Without replacement: the first steps of a Fisher-Yates shuffle. */
    private void draw() {
        for (int i = 0; i < drawn.length; i++) {
            int other = i + (int) Long.remainderUnsigned(next(), older.length - i);
            drawn[i] = older[other];
            older[other] = older[i];
        }
    }

    /** SplitMix64 (Steele, Lea and Flood 2014), whose state can be stored. */
    private long next() {
        random += 0x9E3779B97F4A7C15L;
        long z = random;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public double mean() {
        int held = (int) Math.min(values, newest.length);
        double first = ring[place(values - held)];
        double sum = 0;
        for (int i = 0; i < held; i++) {
            sum += ring[place(values - held + i)] - first;
        }
        return first + sum / held;
    }

    @Override
    public void save(ObjectNode json) {
        json.put("values", values);
        json.put("random", random);
        ArrayNode window = json.putArray("window");
        int held = (int) Math.min(values, ring.length);
        for (int i = 0; i < held; i++) {
            window.add(ring[place(values - held + i)]);
        }
    }
}
