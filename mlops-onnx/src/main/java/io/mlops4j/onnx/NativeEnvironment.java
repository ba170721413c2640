package io.mlops4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.mlops4j.InferenceFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ONNX Runtime's environment, of which a process has one. It is made by the first call and lives until the process ends. */
final class NativeEnvironment {
    private static final Logger log = LoggerFactory.getLogger(OnnxRuntime.class);

    private NativeEnvironment() {}

    /**
     * The environment. No thread pool of the process is set: whoever else uses ONNX Runtime here may have made the environment before, and
     * asking for pools then is an error.
     *
     * @throws InferenceFailure if the native library cannot be loaded
     */
    static OrtEnvironment open() {
        try {
            return Holder.ENVIRONMENT;
        } catch (LinkageError e) {
            throw new InferenceFailure(
                    "ONNX Runtime's native library cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + rootOf(e).getMessage()
                            + " Where it cannot be extracted to the directory for temporary files, extract it once and"
                            + " set -Donnxruntime.native.path.",
                    e);
        }
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static final class Holder {
        static final OrtEnvironment ENVIRONMENT = create();

        private static OrtEnvironment create() {
            // What goes wrong reaches the caller as an exception; the native log would repeat it on the console.
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, OrtEnvironment.DEFAULT_NAME);
            try {
                environment.setTelemetry(false);
            } catch (OrtException e) {
                log.debug("This build of ONNX Runtime has no telemetry to turn off.", e);
            }
            return environment;
        }
    }
}
