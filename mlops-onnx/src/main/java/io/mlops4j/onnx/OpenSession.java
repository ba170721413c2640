package io.mlops4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session and its options, which are to live as long as it.
 *
 * @param session the session
 * @param options its options
 */
record OpenSession(OrtSession session, SessionOptions options) implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OpenSession.class);

    /**
     * Loads a model.
     *
     * @param level how far its graph is optimised
     * @param optimized where the optimised model is written; null if nowhere
     */
    static OpenSession of(
            OrtEnvironment environment, Path file, SessionPlan plan, OptLevel level, @Nullable Path optimized)
            throws OrtException {
        SessionOptions options = new SessionOptions();
        boolean opened = false;
        try {
            configure(options, plan);
            options.setOptimizationLevel(level);
            if (optimized != null) {
                options.setOptimizedModelFilePath(optimized.toString());
            }
            OpenSession session = new OpenSession(environment.createSession(file.toString(), options), options);
            opened = true;
            return session;
        } finally {
            if (!opened) {
                options.close();
            }
        }
    }

    private static void configure(SessionOptions session, SessionPlan plan) throws OrtException {
        int operators = plan.options().interOpThreads();
        session.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        session.setIntraOpNumThreads(plan.options().intraOpThreads());
        session.setInterOpNumThreads(operators);
        session.setExecutionMode(operators == 1 ? ExecutionMode.SEQUENTIAL : ExecutionMode.PARALLEL);
        // The arena keeps the memory of the largest batch that it ever saw, and patterns are planned and kept for each
        // combination of sizes.
        session.setCPUArenaAllocator(plan.arena());
        session.setMemoryPatternOptimization(plan.arena());
        for (Map.Entry<String, String> entry : plan.sessionEntries().entrySet()) {
            session.addConfigEntry(entry.getKey(), entry.getValue());
        }
        Providers.add(plan, session);
    }

    /** Frees both, the session first. No call may be in it. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            log.warn("ONNX Runtime could not free a session; its memory is lost until the process ends.", e);
        } finally {
            options.close();
        }
    }
}
