package io.mlops4j.core.data;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The versions of a dataset, oldest first, and the JSON of the one thing that happens to it: a version is committed. */
final class DatasetProjection implements Projection<PVector<DatasetProjection.Committed>, VersionCommitted> {
    static final DatasetProjection INSTANCE = new DatasetProjection();

    private DatasetProjection() {}

    /** A version, and who committed it when and why. */
    record Committed(VersionCommitted version, Stamp stamp) {}

    @Override
    public PVector<Committed> initial() {
        return TreePVector.empty();
    }

    @Override
    public PVector<Committed> apply(PVector<Committed> versions, Stamp stamp, VersionCommitted event) {
        return versions.plus(new Committed(event, stamp));
    }

    @Override
    public String type(VersionCommitted event) {
        return "version-committed";
    }

    @Override
    public void write(VersionCommitted event, ObjectNode data) {
        data.put("version", event.number());
        data.put("digest", event.digest());
        data.put("rows", event.rowCount());
        ObjectNode content = data.putObject("content");
        content.put("blob", event.content().digest());
        content.put("sizeBytes", event.content().sizeBytes());
        content.set("csv", CsvOptionsJson.write(event.format()));
        data.set("schema", SchemaJson.write(event.schema()));
        data.putObject("profile").put("blob", event.profileBlob());
        data.set("quality", QualityJson.write(event.quality()));
        Json.put(data, "tags", event.tags());
    }

    @Override
    public Optional<VersionCommitted> read(String type, JsonNode data) {
        if (!type.equals("version-committed")) {
            return Optional.empty();
        }
        JsonNode content = Json.required(data, "content");
        return Optional.of(new VersionCommitted(
                Json.int32(data, "version"),
                Json.string(data, "digest"),
                Json.integer(data, "rows"),
                new VersionCommitted.Content(Json.string(content, "blob"), Json.integer(content, "sizeBytes")),
                CsvOptionsJson.read(Json.required(content, "csv")),
                SchemaJson.read(Json.required(data, "schema")),
                Json.string(Json.required(data, "profile"), "blob"),
                QualityJson.read(Json.required(data, "quality")),
                Json.stringMap(data, "tags")));
    }
}
