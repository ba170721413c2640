package io.mlops4j.core.serving;

import io.mlops4j.core.serving.shadow.ShadowSettings;
import io.mlops4j.serving.Shadow;
import io.mlops4j.serving.ShadowPlan;
import io.mlops4j.serving.Tensors;
import java.util.function.Function;

/** Gathers the settings of a shadow. */
final class LiveShadowPlan implements ShadowPlan {
    private final Function<ShadowSettings, Shadow> starter;
    private double sample = ShadowSettings.DEFAULTS.sample();
    private double absolute = ShadowSettings.DEFAULTS.absolute();
    private double relative = ShadowSettings.DEFAULTS.relative();
    private int queue = ShadowSettings.DEFAULTS.queue();
    private int examples = ShadowSettings.DEFAULTS.examples();
    private Function<Tensors, Tensors> redact = ShadowSettings.DEFAULTS.redact();
    private boolean incompatibleAccepted;

    LiveShadowPlan(Function<ShadowSettings, Shadow> starter) {
        this.starter = starter;
    }

    private ShadowSettings settings() {
        return new ShadowSettings(sample, absolute, relative, queue, examples, redact, incompatibleAccepted);
    }

    /** A wrong setting is told where it is made. */
    private ShadowPlan checked() {
        ShadowSettings unused = settings();
        return this;
    }

    @Override
    public ShadowPlan sample(double share) {
        sample = share;
        return checked();
    }

    @Override
    public ShadowPlan tolerance(double most) {
        return tolerance(most, 0);
    }

    @Override
    public ShadowPlan tolerance(double most, double share) {
        absolute = most;
        relative = share;
        return checked();
    }

    @Override
    public ShadowPlan queue(int most) {
        queue = most;
        return checked();
    }

    @Override
    public ShadowPlan examples(int most) {
        examples = most;
        return checked();
    }

    @Override
    public ShadowPlan redact(Function<Tensors, Tensors> hook) {
        redact = hook;
        return this;
    }

    @Override
    public ShadowPlan acceptIncompatible() {
        incompatibleAccepted = true;
        return this;
    }

    @Override
    public Shadow start() {
        return starter.apply(settings());
    }
}
