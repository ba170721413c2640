package io.mlops4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import io.mlops4j.InferenceFailure;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The one environment that ONNX Runtime has in a process, made when the first model is loaded. It lives as long as the process, as ONNX Runtime
 * wants it.
 *
 * <p>It is made on a thread of its own with a large stack. While it makes its environment, ONNX Runtime 1.29 reads the command line of the process by
 * a routine that recurses once or more a character: on a stack of 1 MiB, which Java gives the main thread, a command line of some 5 kB, such as an
 * ordinary class path, kills the process with a segmentation fault and no word. The stack below is for the longest command line that Linux
 * takes as one argument, 128 kB, many times over; of its size only what is used is ever taken from the system.
 */
final class Environment {
    private static final long STACK_BYTES = 512L << 20;

    private Environment() {}

    /** Initialised by the first use, and once: the JVM sees to that. */
    private static final class Holder {
        static final OrtEnvironment INSTANCE = make();
    }

    /**
     * The environment.
     *
     * @throws InferenceFailure if the native library cannot be loaded
     */
    static OrtEnvironment get() {
        try {
            return Holder.INSTANCE;
        } catch (LinkageError e) {
            // What fails in a static initialiser comes wrapped at first, and later without its cause.
            if (e.getCause() instanceof InferenceFailure failure) {
                throw failure;
            }
            throw new InferenceFailure(
                    "ONNX Runtime could not start before in this process; the first failure tells why.", e);
        }
    }

    private static OrtEnvironment make() {
        FutureTask<OrtEnvironment> making = new FutureTask<>(() -> {
            // What goes wrong reaches the caller as an exception; the native log would repeat it on the console.
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "mlops4j");
            environment.setTelemetry(false);
            return environment;
        });
        Thread maker = new Thread(null, making, "mlops4j-onnxruntime-start", STACK_BYTES);
        maker.setDaemon(true);
        maker.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return making.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new InferenceFailure(
                            "ONNX Runtime cannot start: " + e.getCause() + ". Its native libraries are unpacked into '"
                                    + System.getProperty("java.io.tmpdir")
                                    + "', or found where the system property onnxruntime.native.path says.",
                            e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
