package io.mlops4j.core.serving;

import io.mlops4j.core.serving.rollout.RolloutSettings;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.Rollout;
import io.mlops4j.serving.RolloutPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Gathers the settings of a canary. */
final class LiveRolloutPlan implements RolloutPlan {
    private final BiFunction<RolloutSettings, Boolean, Rollout> starter;
    private final List<Guard> guards = new ArrayList<>();
    private List<Double> steps = RolloutSettings.DEFAULTS.steps();
    private Duration hold = RolloutSettings.DEFAULTS.hold();
    private long minimumRequests = RolloutSettings.DEFAULTS.minimumRequests();
    private double confidence = RolloutSettings.DEFAULTS.confidence();
    private Optional<Long> seed = Optional.empty();
    private Optional<Duration> giveUpAfter = Optional.empty();
    private GiveUp giveUp = RolloutSettings.DEFAULTS.giveUp();
    private boolean incompatibleAccepted;

    LiveRolloutPlan(BiFunction<RolloutSettings, Boolean, Rollout> starter) {
        this.starter = starter;
    }

    @Override
    public RolloutPlan steps(double... weights) {
        steps = Arrays.stream(weights).boxed().toList();
        return checked();
    }

    @Override
    public RolloutPlan holdEach(Duration time) {
        hold = time;
        return checked();
    }

    @Override
    public RolloutPlan minimumRequests(long requests) {
        minimumRequests = requests;
        return checked();
    }

    @Override
    public RolloutPlan guard(Guard guard) {
        guards.add(guard);
        return this;
    }

    @Override
    public RolloutPlan confidence(double share) {
        confidence = share;
        return checked();
    }

    @Override
    public RolloutPlan seed(long number) {
        seed = Optional.of(number);
        return this;
    }

    @Override
    public RolloutPlan giveUpAfter(Duration time, GiveUp then) {
        giveUpAfter = Optional.of(time);
        giveUp = then;
        return checked();
    }

    @Override
    public RolloutPlan bake(Duration time) {
        steps = List.of(1.0);
        hold = time;
        return checked();
    }

    @Override
    public RolloutPlan acceptIncompatible() {
        incompatibleAccepted = true;
        return this;
    }

    /** A wrong setting is told where it is made; how guards and steps go together is told at the start. */
    private RolloutPlan checked() {
        RolloutSettings unused = settings(List.of());
        return this;
    }

    private RolloutSettings settings(List<Guard> kept) {
        return new RolloutSettings(steps, hold, minimumRequests, kept, confidence, seed, giveUpAfter, giveUp);
    }

    @Override
    public Rollout start() {
        return starter.apply(settings(guards), incompatibleAccepted);
    }
}
