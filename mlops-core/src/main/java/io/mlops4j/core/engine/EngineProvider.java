package io.mlops4j.core.engine;

import io.mlops4j.Mlops;
import io.mlops4j.spi.MlopsProvider;

/** How {@link Mlops#builder} finds this engine. */
public final class EngineProvider implements MlopsProvider {
    /** For {@link java.util.ServiceLoader}. */
    public EngineProvider() {}

    @Override
    public Mlops.Builder builder() {
        return new EngineBuilder();
    }
}
