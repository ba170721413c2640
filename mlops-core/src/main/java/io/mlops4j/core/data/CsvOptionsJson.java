package io.mlops4j.core.data;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.data.CsvOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code {"kind":"csv","delimiter":";","missing":["NA"]}}: how stored bytes are to be read. Stateless. */
public final class CsvOptionsJson {
    private static final String KIND = "csv";

    private CsvOptionsJson() {}

    /** The options as JSON; only what is not the default is written. */
    public static ObjectNode write(CsvOptions options) {
        CsvOptions defaults = CsvOptions.defaults();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", KIND);
        if (options.delimiter() != defaults.delimiter()) {
            json.put("delimiter", String.valueOf(options.delimiter()));
        }
        if (options.quote() != defaults.quote()) {
            json.put("quote", String.valueOf(options.quote()));
        }
        if (!options.charset().equals(defaults.charset())) {
            json.put("charset", options.charset().name());
        }
        if (options.header() != defaults.header()) {
            json.put("header", JsonFields.name(options.header()));
        }
        if (!options.missing().isEmpty()) {
            ArrayNode missing = json.putArray("missing");
            options.missing().forEach(missing::add);
        }
        return json;
    }

    /**
     * The options that were written.
     *
     * @throws IntegrityViolation if a field is of another kind
     * @throws InvalidInput if the format is of a newer release, or the charset is not known to this Java
     */
    public static CsvOptions read(JsonNode json) {
        String kind = JsonFields.text(json, "kind");
        if (!kind.equals(KIND)) {
            throw new InvalidInput(
                    "The bytes are '" + kind
                            + "', which this release does not know; read them with the release that wrote them, or a newer one.");
        }
        CsvOptions options = CsvOptions.defaults()
                .delimiter(character(json, "delimiter", ','))
                .quote(character(json, "quote", '"'))
                .charset(JsonFields.text(json, "charset", "UTF-8"))
                .missing(JsonFields.texts(json, "missing").toArray(String[]::new));
        String header = JsonFields.text(json, "header", "first-line");
        return header.equals(JsonFields.name(CsvOptions.Header.NONE)) ? options.withoutHeader() : options;
    }

    private static char character(JsonNode json, String field, char absent) {
        String text = JsonFields.text(json, field, String.valueOf(absent));
        if (text.length() != 1) {
            throw JsonFields.wrong(json, field, "one character");
        }
        return text.charAt(0);
    }
}
