package io.mlops4j.spi;

import io.mlops4j.NotFound;
import io.mlops4j.serving.EmbeddedScorer;
import io.mlops4j.serving.Scorer;
import io.mlops4j.serving.ShadowReport;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** What values of {@code io.mlops4j.serving} ask of the engine, found by {@link ServiceLoader}: {@code mlops-core} brings it. */
public interface ServingEngine {
    /** Writes a report as a page. */
    void write(ShadowReport report, Path file);

    /** Loads a model by itself; see {@link Scorer#of(Path, LoadOptions)}. */
    EmbeddedScorer scorer(Path model, LoadOptions options);

    /**
     * The engine on the class or module path.
     *
     * @throws NotFound if there is none
     */
    static ServingEngine installed() {
        return ServiceLoader.load(ServingEngine.class, ServingEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new NotFound("No engine of mlops4j is on the class or module path: add the dependency"
                                + " io.mlops4j:mlops-onnx, or io.mlops4j:mlops-core if no ONNX model is to be run."));
    }
}
