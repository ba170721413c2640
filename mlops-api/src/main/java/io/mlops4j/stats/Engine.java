package io.mlops4j.stats;

import io.mlops4j.spi.StatisticsEngine;
import org.jspecify.annotations.Nullable;

/** The engine behind the functions of this package, looked for once it is first needed. */
final class Engine {
    // Two threads may both look; they find the same. A failure is not kept: the next call looks again.
    private static volatile @Nullable StatisticsEngine found;

    private Engine() {}

    static StatisticsEngine installed() {
        StatisticsEngine engine = found;
        if (engine == null) {
            engine = StatisticsEngine.installed();
            found = engine;
        }
        return engine;
    }
}
