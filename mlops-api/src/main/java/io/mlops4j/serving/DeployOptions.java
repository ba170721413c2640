package io.mlops4j.serving;

import java.util.List;

/** How a version is deployed: {@code DeployOptions.defaults().warmUp(List.of(typical)).acceptIncompatible()}. Immutable. */
public final class DeployOptions {
    private static final DeployOptions DEFAULTS = new DeployOptions(List.of(), false);

    private final List<Tensors> warmUp;
    private final boolean incompatibleAccepted;

    private DeployOptions(List<Tensors> warmUp, boolean incompatibleAccepted) {
        this.warmUp = warmUp;
        this.incompatibleAccepted = incompatibleAccepted;
    }

    /** Warmed up with zeros; another signature is refused. */
    public static DeployOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same, warmed up with real inputs, each once and in this order. A version that fails on one of them is not deployed.
     *
     * @param inputs at least one is sensible
     */
    public DeployOptions warmUp(List<Tensors> inputs) {
        return new DeployOptions(List.copyOf(inputs), incompatibleAccepted);
    }

    /** The same, where the version may have another signature than the one that is served; callers must be ready for it. */
    public DeployOptions acceptIncompatible() {
        return new DeployOptions(warmUp, true);
    }

    /** The inputs that the version is warmed up with; empty for zeros. */
    public List<Tensors> warmUpInputs() {
        return warmUp;
    }

    /** Whether another signature is accepted. */
    public boolean incompatibleAccepted() {
        return incompatibleAccepted;
    }
}
