package io.mlops4j.core.data;

import io.mlops4j.core.content.ContentRef;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The history of a dataset, and the JSON of what happens to it: a version is committed, its rules change without one, a split is saved. */
final class DatasetProjection implements Projection<DatasetHistory, DatasetEvent> {
    static final DatasetProjection INSTANCE = new DatasetProjection();

    private DatasetProjection() {}

    @Override
    public DatasetHistory initial() {
        return DatasetHistory.NONE;
    }

    @Override
    public DatasetHistory apply(DatasetHistory history, Stamp stamp, DatasetEvent event) {
        if (event instanceof VersionCommitted version) {
            return history.plus(new DatasetHistory.Committed(version, stamp));
        }
        return event instanceof SplitSaved split
                ? history.with(split)
                : history.with(((DatasetEvent.RulesSet) event).rules());
    }

    @Override
    public String type(DatasetEvent event) {
        if (event instanceof VersionCommitted) {
            return "version-committed";
        }
        return event instanceof SplitSaved ? "split-saved" : "rules-set";
    }

    @Override
    public void write(DatasetEvent event, ObjectNode data) {
        if (event instanceof VersionCommitted version) {
            write(version, data);
        } else if (event instanceof SplitSaved split) {
            SplitJson.write(split, data);
        } else {
            ArrayNode rules = data.putArray("rules");
            ((DatasetEvent.RulesSet) event).rules().forEach(rule -> rules.add(ExpectationJson.write(rule)));
        }
    }

    private static void write(VersionCommitted event, ObjectNode data) {
        data.put("version", event.number());
        data.put("digest", event.digest());
        data.put("rows", event.rowCount());
        ObjectNode content = data.putObject("content");
        event.content().write(content);
        FormatJson.write(event.format(), content);
        data.set("schema", SchemaJson.write(event.schema()));
        data.putObject("profile").put("blob", event.profileBlob());
        data.set("quality", QualityJson.write(event.quality()));
        Json.put(data, "tags", event.tags());
        ContentRef files = event.files();
        if (files != null) {
            files.write(data.putObject("files"));
        }
    }

    @Override
    public Optional<DatasetEvent> read(String type, JsonNode data) {
        return switch (type) {
            case "version-committed" -> Optional.of(readVersion(data));
            case "rules-set" -> Optional.of(new DatasetEvent.RulesSet(Json.list(data, "rules", ExpectationJson::read)));
            case "split-saved" -> Optional.of(SplitJson.read(data));
            default -> Optional.empty();
        };
    }

    private static VersionCommitted readVersion(JsonNode data) {
        JsonNode content = Json.required(data, "content");
        return new VersionCommitted(
                Json.int32(data, "version"),
                Json.string(data, "digest"),
                Json.integer(data, "rows"),
                ContentRef.read(content),
                FormatJson.read(content),
                SchemaJson.read(Json.required(data, "schema")),
                Json.string(Json.required(data, "profile"), "blob"),
                QualityJson.read(Json.required(data, "quality")),
                Json.stringMap(data, "tags"),
                data.has("files") ? ContentRef.read(Json.required(data, "files")) : null);
    }
}
