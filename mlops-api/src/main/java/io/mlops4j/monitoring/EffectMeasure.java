package io.mlops4j.monitoring;

/** How the size of a change is measured, on the bins of the reference. */
public enum EffectMeasure {
    /**
     * The population stability index on at most ten bins of about equally many reference rows, or on the categories, after ½ was added to every count (Jeffreys), less what samples of these
     * sizes have without any change: {@code max(0, PSI − (B − 1)(1/n + 1/m))} for B bins, n and m rows. 0.1 is usually called a small change, 0.25 a large one; half a standard
     * deviation of a normal column is about 0.23.
     */
    PSI("PSI"),
    /** The Jensen-Shannon distance, the square root of the divergence to base 2, on the same bins, less what chance has in the same way; in [0, 1]. */
    JENSEN_SHANNON("Jensen-Shannon distance"),
    /** Wasserstein's distance of numbers, in standard deviations of the reference; for categories the total variation distance. */
    WASSERSTEIN("Wasserstein distance");

    private final String title;

    EffectMeasure(String title) {
        this.title = title;
    }

    /** The name for a person. */
    public String title() {
        return title;
    }
}
