package io.mlops4j.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import io.mlops4j.spi.ModelRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Loads ONNX models into ONNX Runtime.
 *
 * <p>A session is made for a server that answers many small requests: it runs on the caller's thread ({@link LoadOptions} says otherwise), its
 * operators one after the other, and its threads do not spin while they wait, which by default costs a core. The {@linkplain
 * LoadOptions#settings settings} are ONNX Runtime's own session configuration entries, by their names, as {@code
 * session.intra_op.allow_spinning}; one that is given here wins over the default.
 *
 * <p>All sessions of a process share one environment, which lives as long as the process. Stateless, thread-safe.
 */
public final class OnnxRuntime implements ModelRuntime {
    private static final Map<String, String> DEFAULT_SETTINGS =
            Map.of("session.intra_op.allow_spinning", "0", "session.inter_op.allow_spinning", "0");

    /** What ONNX Runtime answers when the bytes are no model, other than when the model asks for what is not there. */
    private static final Set<OrtErrorCode> NO_MODEL = EnumSet.of(
            OrtErrorCode.ORT_INVALID_PROTOBUF,
            OrtErrorCode.ORT_NO_MODEL,
            OrtErrorCode.ORT_INVALID_GRAPH,
            OrtErrorCode.ORT_INVALID_ARGUMENT);

    /** For {@link java.util.ServiceLoader}. Loads no native code. */
    public OnnxRuntime() {}

    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public String version() {
        return Environment.get().getVersion();
    }

    @Override
    public Set<String> extensions() {
        return Set.of("onnx", "ort");
    }

    @Override
    public LoadedModel load(Path file, LoadOptions options) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInput("Model file '" + file.toAbsolutePath() + "' does not exist or is no file.");
        }
        OrtSession session = open(file, options);
        try {
            return OnnxModel.of(String.valueOf(file.getFileName()), Environment.get(), session);
        } catch (OrtException e) {
            close(session, e);
            throw new InferenceFailure(
                    "Model '" + file + "' was loaded, but does not tell of its inputs and outputs: " + e.getMessage()
                            + ".",
                    e);
        } catch (MlopsException e) {
            close(session, e);
            throw e;
        }
    }

    private static OrtSession open(Path file, LoadOptions options) {
        try (SessionOptions session = new SessionOptions()) {
            session.setIntraOpNumThreads(options.intraOpThreads());
            session.setInterOpNumThreads(options.interOpThreads());
            session.setExecutionMode(
                    options.interOpThreads() > 1
                            ? SessionOptions.ExecutionMode.PARALLEL
                            : SessionOptions.ExecutionMode.SEQUENTIAL);
            for (Map.Entry<String, String> setting : DEFAULT_SETTINGS.entrySet()) {
                session.addConfigEntry(
                        setting.getKey(), options.settings().getOrDefault(setting.getKey(), setting.getValue()));
            }
            for (Map.Entry<String, String> setting : options.settings().entrySet()) {
                if (!DEFAULT_SETTINGS.containsKey(setting.getKey())) {
                    session.addConfigEntry(setting.getKey(), setting.getValue());
                }
            }
            return Environment.get().createSession(file.toString(), session);
        } catch (OrtException e) {
            if (NO_MODEL.contains(e.getCode()) || isEmpty(file)) {
                throw new InvalidInput(
                        "'" + file + "' is no ONNX model that ONNX Runtime can read: " + e.getMessage()
                                + ". Check that it was exported and copied whole.",
                        e);
            }
            throw new InferenceFailure(
                    "Model '" + file + "' cannot be loaded by ONNX Runtime "
                            + Environment.get().getVersion() + ": " + e.getMessage()
                            + ". Export it for an operator set that this release knows.",
                    e);
        }
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(OrtSession session, Exception failure) {
        try {
            session.close();
        } catch (OrtException e) {
            failure.addSuppressed(e);
        }
    }
}
