package io.mlops4j.core.data;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.data.ColumnRole;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Schema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code {"columns":[{"name":"age","type":"integer"},{"name":"defaulted","type":"boolean","role":"label"}]}}. Stateless. */
public final class SchemaJson {
    private SchemaJson() {}

    /** The schema as JSON; a role is written only if it is not that of a feature. */
    public static ObjectNode write(Schema schema) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode columns = json.putArray("columns");
        for (ColumnSchema column : schema.columns()) {
            ObjectNode each = columns.addObject();
            each.put("name", column.name());
            each.put("type", JsonFields.name(column.type()));
            if (column.role() != ColumnRole.FEATURE) {
                each.put("role", JsonFields.name(column.role()));
            }
        }
        return json;
    }

    /**
     * The schema that was written. A role that this release does not know is read as that of a feature.
     *
     * @throws IntegrityViolation if a field is absent or of another kind
     * @throws InvalidInput if a type is of a newer release
     */
    public static Schema read(JsonNode json) {
        List<ColumnSchema> columns = new ArrayList<>();
        for (JsonNode each : JsonFields.array(json, "columns")) {
            String name = JsonFields.text(each, "name");
            ColumnRole role = JsonFields.constant(ColumnRole.class, JsonFields.text(each, "role", "feature"));
            columns.add(new ColumnSchema(
                    name, type(name, JsonFields.text(each, "type")), role == null ? ColumnRole.FEATURE : role));
        }
        return new Schema(columns);
    }

    static ColumnType type(String column, String name) {
        ColumnType type = JsonFields.constant(ColumnType.class, name);
        if (type == null) {
            throw new InvalidInput("Column '" + column + "' is of type '" + name
                    + "', which this release does not know; read it with the release that wrote it, or a newer one.");
        }
        return type;
    }
}
