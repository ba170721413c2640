package io.mlops4j.core.experiment;

import io.mlops4j.experiment.RunStatus;
import java.util.HashMap;
import java.util.Map;

/** Which processes are gone, each asked after once. For one search; not thread-safe. */
final class Liveness {
    private final Map<ProcessMark, Boolean> gone = new HashMap<>();

    /** The status of a run as a reader sees it. */
    RunStatus status(RunSummary run) {
        return run.recordedStatus() == RunStatus.RUNNING && gone.computeIfAbsent(run.process(), ProcessMark::gone)
                ? RunStatus.KILLED
                : run.recordedStatus();
    }
}
