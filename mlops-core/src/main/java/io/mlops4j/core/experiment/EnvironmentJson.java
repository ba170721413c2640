package io.mlops4j.core.experiment;

import io.mlops4j.StorageFailure;
import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import io.mlops4j.core.json.Json;
import io.mlops4j.experiment.Environment;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.databind.node.ObjectNode;

/** An environment as the bytes of a blob: runs of one process share it. */
final class EnvironmentJson {
    private EnvironmentJson() {}

    static byte[] write(Environment environment) {
        ObjectNode json = Json.object();
        json.put("java", environment.java());
        json.put("vendor", environment.vendor());
        json.put("operatingSystem", environment.operatingSystem());
        json.put("architecture", environment.architecture());
        json.put("processors", environment.processors());
        json.put("maxHeapBytes", environment.maxHeapBytes());
        json.put("host", environment.host());
        Json.put(json, "gitCommit", environment.gitCommit());
        Json.put(json, "libraries", environment.libraries());
        return Json.bytes(json);
    }

    static Environment read(Blobs blobs, ArtifactRef stored) {
        try (InputStream in = blobs.open(stored.digest())) {
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new StorageFailure("The environment " + stored.digest() + " cannot be read: " + e + ".", e);
        }
    }

    static Environment read(byte[] bytes) {
        ObjectNode json = Json.parse(bytes);
        return new Environment(
                Json.string(json, "java"),
                Json.string(json, "vendor"),
                Json.string(json, "operatingSystem"),
                Json.string(json, "architecture"),
                Json.int32(json, "processors"),
                Json.integer(json, "maxHeapBytes"),
                Json.string(json, "host"),
                Json.findString(json, "gitCommit").orElse(""),
                Json.stringMap(json, "libraries"));
    }
}
