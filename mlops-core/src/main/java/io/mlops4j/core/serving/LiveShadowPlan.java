package io.mlops4j.core.serving;

import io.mlops4j.core.serving.shadow.ShadowSettings;
import io.mlops4j.serving.Shadow;
import io.mlops4j.serving.ShadowPlan;
import io.mlops4j.serving.Tensors;
import java.util.function.Function;

/** Gathers the settings of a shadow. */
final class LiveShadowPlan implements ShadowPlan {
    private final Function<ShadowSettings, Shadow> starter;
    private ShadowSettings settings = ShadowSettings.DEFAULTS;

    LiveShadowPlan(Function<ShadowSettings, Shadow> starter) {
        this.starter = starter;
    }

    private ShadowPlan with(
            double sample,
            double absolute,
            double relative,
            int queue,
            int examples,
            Function<Tensors, Tensors> redact,
            boolean accepted) {
        settings = new ShadowSettings(sample, absolute, relative, queue, examples, redact, accepted);
        return this;
    }

    @Override
    public ShadowPlan sample(double share) {
        return with(
                share,
                settings.absolute(),
                settings.relative(),
                settings.queue(),
                settings.examples(),
                settings.redact(),
                settings.incompatibleAccepted());
    }

    @Override
    public ShadowPlan tolerance(double absolute) {
        return tolerance(absolute, 0);
    }

    @Override
    public ShadowPlan tolerance(double absolute, double relative) {
        return with(
                settings.sample(),
                absolute,
                relative,
                settings.queue(),
                settings.examples(),
                settings.redact(),
                settings.incompatibleAccepted());
    }

    @Override
    public ShadowPlan queue(int most) {
        return with(
                settings.sample(),
                settings.absolute(),
                settings.relative(),
                most,
                settings.examples(),
                settings.redact(),
                settings.incompatibleAccepted());
    }

    @Override
    public ShadowPlan examples(int most) {
        return with(
                settings.sample(),
                settings.absolute(),
                settings.relative(),
                settings.queue(),
                most,
                settings.redact(),
                settings.incompatibleAccepted());
    }

    @Override
    public ShadowPlan redact(Function<Tensors, Tensors> hook) {
        return with(
                settings.sample(),
                settings.absolute(),
                settings.relative(),
                settings.queue(),
                settings.examples(),
                hook,
                settings.incompatibleAccepted());
    }

    @Override
    public ShadowPlan acceptIncompatible() {
        return with(
                settings.sample(),
                settings.absolute(),
                settings.relative(),
                settings.queue(),
                settings.examples(),
                settings.redact(),
                true);
    }

    @Override
    public Shadow start() {
        return starter.apply(settings);
    }
}
