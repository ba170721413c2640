package io.mlops4j.core.monitoring.performance;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where predictions and labels are kept: the stream of a monitor and its blobs. Thread-safe. */
public interface PerformanceLedger {
    /** The newest that is known. */
    PerformanceBook read();

    /** Decides on the newest book and writes what was decided; the decision may be made several times. */
    void write(Function<PerformanceBook, List<PerformanceEvent>> decision);

    /** Keeps a tree, and answers the digest of its blob. */
    String put(ObjectNode json);

    /** The tree of a blob. */
    JsonNode read(String digest);
}
