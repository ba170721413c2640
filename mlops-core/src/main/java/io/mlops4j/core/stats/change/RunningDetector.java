package io.mlops4j.core.stats.change;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.stats.ChangeDetector;
import io.mlops4j.stats.ChangeState;
import io.mlops4j.stats.DetectorSettings;
import java.util.OptionalDouble;

/** A scheme a regime: counts, refuses what is no value, and starts anew with the value after a change. */
final class RunningDetector implements ChangeDetector {
    /** Squares of greater values, summed up, may not fit into a double. */
    private static final double GREATEST = 1e100;

    private final DetectorSettings settings;
    private Scheme scheme;
    private ChangeState state;
    private long seen;
    private long sinceChange;
    private long changes;

    RunningDetector(DetectorSettings settings) {
        this(settings, Schemes.fresh(settings), ChangeState.STABLE, 0, 0, 0);
    }

    RunningDetector(
            DetectorSettings settings, Scheme scheme, ChangeState state, long seen, long sinceChange, long changes) {
        this.settings = settings;
        this.scheme = scheme;
        this.state = state;
        this.seen = seen;
        this.sinceChange = sinceChange;
        this.changes = changes;
    }

    @Override
    public ChangeState update(double value) {
        if (!(Math.abs(value) <= GREATEST)) {
            throw new InvalidInput("A change detector takes finite numbers of at most 1e100, not " + value
                    + "; leave missing values out and watch their share apart.");
        }
        String refusal = scheme.refusal(value);
        if (!refusal.isEmpty()) {
            throw new InvalidInput(refusal);
        }
        if (state == ChangeState.CHANGE) {
            scheme = Schemes.fresh(settings);
            sinceChange = 0;
        }
        state = scheme.take(value);
        seen++;
        sinceChange++;
        if (state == ChangeState.CHANGE) {
            changes++;
        }
        return state;
    }

    @Override
    public ChangeState state() {
        return state;
    }

    @Override
    public long seen() {
        return seen;
    }

    @Override
    public long sinceChange() {
        return state == ChangeState.CHANGE ? 0 : sinceChange;
    }

    @Override
    public long changes() {
        return changes;
    }

    @Override
    public OptionalDouble estimate() {
        return sinceChange == 0 ? OptionalDouble.empty() : OptionalDouble.of(scheme.mean());
    }

    @Override
    public DetectorSettings settings() {
        return settings;
    }

    @Override
    public String toJson() {
        return Json.text(DetectorCodec.write(this));
    }

    Scheme scheme() {
        return scheme;
    }

    /** How many values its scheme has taken, the one that told of a change included. */
    long taken() {
        return sinceChange;
    }

    @Override
    public String toString() {
        return settings + ": " + state + " after " + seen + " values";
    }
}
