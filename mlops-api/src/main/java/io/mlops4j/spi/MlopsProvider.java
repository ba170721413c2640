package io.mlops4j.spi;

import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import java.util.ServiceLoader;

/** The engine behind {@link Mlops}, found by {@link ServiceLoader}: {@code mlops-core} brings it. */
public interface MlopsProvider {
    /** A new builder. */
    Mlops.Builder builder();

    /**
     * The engine on the class or module path.
     *
     * @throws NotFound if there is none
     */
    static MlopsProvider installed() {
        return ServiceLoader.load(MlopsProvider.class, MlopsProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new NotFound("No engine of mlops4j is on the class or module path: add the dependency"
                                + " io.mlops4j:mlops-onnx, or io.mlops4j:mlops-core if no ONNX model is to be run."));
    }
}
