package io.mlops4j.spi;

import io.mlops4j.NotFound;
import io.mlops4j.serving.ShadowReport;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** What values of {@code io.mlops4j.serving} ask of the engine, found by {@link ServiceLoader}: {@code mlops-core} brings it. */
public interface ServingEngine {
    /** Writes a report as a page. */
    void write(ShadowReport report, Path file);

    /**
     * The engine on the class or module path.
     *
     * @throws NotFound if there is none
     */
    static ServingEngine installed() {
        return ServiceLoader.load(ServingEngine.class, ServingEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new NotFound("Nothing on the class or module path can write this: add the dependency"
                        + " io.mlops4j:mlops-core."));
    }
}
