package io.mlops4j.core.experiment;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.names.Hosts;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which process began a run, so that another one can tell whether it is still there. A number alone would not do: process numbers are used
 * again, so the time of the start goes with it.
 */
record ProcessMark(String host, long pid, long startMillis) {
    /**
     * The system tells the start of a process relative to its own, which each JVM rounds to a second of its own: two of them may disagree
     * by that much about one process.
     */
    private static final long ROUNDING_MILLIS = 2_000;

    private static final ProcessMark SELF =
            new ProcessMark(Hosts.name(), ProcessHandle.current().pid(), startMillis(ProcessHandle.current()));

    static ProcessMark self() {
        return SELF;
    }

    /** Whether the process is known to be gone. Of another host nothing is known. */
    boolean gone() {
        if (equals(SELF) || !host.equals(SELF.host)) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.isEmpty() || startedAtAnotherTime(startMillis(process.get()));
    }

    private boolean startedAtAnotherTime(long otherMillis) {
        return startMillis != 0 && otherMillis != 0 && Math.abs(otherMillis - startMillis) > ROUNDING_MILLIS;
    }

    /** When it began, or 0 where the system does not say. */
    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    void write(ObjectNode json) {
        json.put("host", host);
        json.put("pid", pid);
        json.put("startMillis", startMillis);
    }

    static ProcessMark read(JsonNode json) {
        return new ProcessMark(Json.string(json, "host"), Json.integer(json, "pid"), Json.integer(json, "startMillis"));
    }
}
