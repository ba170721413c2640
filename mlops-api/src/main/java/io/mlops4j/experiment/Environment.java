package io.mlops4j.experiment;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a run took place. Captured once a process, when its first run starts.
 *
 * @param java the version of the Java runtime, as {@code 17.0.13+11}
 * @param vendor who made the runtime
 * @param operatingSystem its name and version
 * @param architecture the processor's, as {@code amd64}
 * @param processors how many the process may use
 * @param maxHeapBytes the most memory that the heap may take
 * @param host the name of the machine
 * @param gitCommit the commit that is checked out where the process runs, or the empty string
 * @param libraries the versions of the libraries on the module and class path by name, as {@code guava → 33.5.0-jre}; of a library that does
 *     not tell its version, the empty string
 */
public record Environment(
        String java,
        String vendor,
        String operatingSystem,
        String architecture,
        int processors,
        long maxHeapBytes,
        String host,
        String gitCommit,
        Map<String, String> libraries) {
    /** Copies the map, sorted by name. */
    public Environment {
        libraries = Collections.unmodifiableMap(new TreeMap<>(libraries));
    }

    /** The commit that was checked out where the process ran, if there was one. */
    public Optional<String> findGitCommit() {
        return gitCommit.isEmpty() ? Optional.empty() : Optional.of(gitCommit);
    }
}
