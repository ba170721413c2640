package io.mlops4j.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native options of one run after another, through which any thread ends the run that is on. A word that comes too late, for a run that
 * has ended, reaches neither the next run nor freed memory: every access to the native options is under the lock, and names its run.
 */
final class StoppableRun implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StoppableRun.class);
    private static final long NONE = -1;

    private final RunOptions options = new RunOptions();
    private long begun;
    private long current = NONE;
    private boolean stopped;

    /** With entries of the run's configuration. */
    StoppableRun(Map<String, String> entries) throws OrtException {
        try {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                options.addRunConfigEntry(entry.getKey(), entry.getValue());
            }
        } catch (OrtException e) {
            options.close();
            throw e;
        }
    }

    RunOptions options() {
        return options;
    }

    /** Begins a run, and gives the number by which it is stopped. */
    synchronized long begin() {
        current = begun++;
        return current;
    }

    /** Stops a run, if it is still on. */
    synchronized void stop(long run) {
        if (run == current && !stopped) {
            stopped = true;
            terminate(true);
        }
    }

    /** Whether the run that is on was told to stop. */
    synchronized boolean isStopped() {
        return stopped;
    }

    /** Ends the run. */
    synchronized void end() {
        current = NONE;
        if (stopped) {
            stopped = false;
            terminate(false);
        }
    }

    private void terminate(boolean now) {
        try {
            options.setTerminate(now);
        } catch (OrtException e) {
            log.warn("ONNX Runtime did not take word to {} a run.", now ? "stop" : "go on with", e);
        }
    }

    @Override
    public synchronized void close() {
        current = NONE;
        options.close();
    }
}
