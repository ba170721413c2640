package io.mlops4j.core.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.Format;
import io.mlops4j.core.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a version's bytes are to be read: a field {@code csv} with its options, or {@code "format": "json-lines"}. Stateless. */
final class FormatJson {
    private static final String JSON_LINES = "json-lines";

    private FormatJson() {}

    static void write(Format format, ObjectNode content) {
        if (format instanceof Format.Csv csv) {
            content.set("csv", CsvOptionsJson.write(csv.options()));
        } else {
            content.put("format", JSON_LINES);
        }
    }

    static Format read(JsonNode content) {
        JsonNode csv = content.get("csv");
        if (csv != null) {
            return Format.csv(CsvOptionsJson.read(csv));
        }
        String format = Json.string(content, "format");
        if (!format.equals(JSON_LINES)) {
            throw new InvalidInput(
                    "The bytes are '" + format
                            + "', which this release does not know; read them with the release that wrote them, or a newer one.");
        }
        return new Format.JsonLines();
    }
}
