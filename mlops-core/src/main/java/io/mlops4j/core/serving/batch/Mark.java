package io.mlops4j.core.serving.batch;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.serving.BatchResult.FailedRow;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a run is, as it stands in the side file.
 *
 * @param run what tells the run from another: data, model and settings
 * @param rows how many rows of the data are done
 * @param bytes how many bytes they made
 * @param sha256 of these bytes
 * @param failed how many rows were left out
 * @param failures the first of them
 * @param nanos how long it took
 */
record Mark(String run, long rows, long bytes, String sha256, long failed, List<FailedRow> failures, long nanos) {
    byte[] toBytes() {
        ObjectNode json = Json.object();
        json.put("run", run);
        json.put("rows", rows);
        json.put("bytes", bytes);
        json.put("sha256", sha256);
        json.put("failed", failed);
        put(json, failures);
        json.put("nanos", nanos);
        return Json.bytes(json);
    }

    static void put(ObjectNode json, List<FailedRow> failures) {
        ArrayNode list = json.putArray("failures");
        for (FailedRow failure : failures) {
            list.addObject().put("row", failure.row()).put("reason", failure.reason());
        }
    }

    /**
     * What was written.
     *
     * @throws IntegrityViolation if it is something else
     */
    static Mark parse(byte[] bytes) {
        ObjectNode json = Json.parse(bytes);
        return new Mark(
                Json.string(json, "run"),
                Json.integer(json, "rows"),
                Json.integer(json, "bytes"),
                Json.string(json, "sha256"),
                Json.integer(json, "failed"),
                Json.list(json, "failures", row -> new FailedRow(Json.integer(row, "row"), Json.string(row, "reason"))),
                Json.integer(json, "nanos"));
    }
}
