package io.mlops4j.spi;

import io.mlops4j.NotFound;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.WebhookSink;
import java.util.ServiceLoader;

/** What the sinks of {@code io.mlops4j.monitoring} ask of the engine, found by {@link ServiceLoader}: {@code mlops-core} brings it. */
public interface AlertEngine {
    /** Writes an alert into the log of the application. */
    void log(Alert alert);

    /** Posts an alert once; throws as {@link io.mlops4j.monitoring.AlertSink#deliver} does. */
    void post(Alert alert, WebhookSink webhook);

    /**
     * The engine on the class or module path.
     *
     * @throws NotFound if there is none
     */
    static AlertEngine installed() {
        return ServiceLoader.load(AlertEngine.class, AlertEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new NotFound(
                                "No engine of mlops4j is on the class or module path, so alerts cannot be"
                                        + " sent: add the dependency io.mlops4j:mlops-core, or io.mlops4j:mlops-onnx to run ONNX models too."));
    }
}
