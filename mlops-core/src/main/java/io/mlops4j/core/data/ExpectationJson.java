package io.mlops4j.core.data;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.data.Expectation;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code {"kind":"between","column":"age","low":18.0,"high":120.0}} and the like. Stateless. */
public final class ExpectationJson {
    private ExpectationJson() {}

    /** The rule as JSON. */
    public static ObjectNode write(Expectation expectation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (expectation instanceof Expectation.NotNull rule) {
            json.put("kind", "not-null").put("column", rule.column());
        } else if (expectation instanceof Expectation.Unique rule) {
            ArrayNode columns = json.put("kind", "unique").putArray("columns");
            rule.columns().forEach(columns::add);
        } else if (expectation instanceof Expectation.Between rule) {
            json.put("kind", "between").put("column", rule.column());
            JsonFields.putReal(json, "low", rule.low());
            JsonFields.putReal(json, "high", rule.high());
        } else if (expectation instanceof Expectation.In rule) {
            ArrayNode allowed =
                    json.put("kind", "in").put("column", rule.column()).putArray("allowed");
            rule.allowed().forEach(allowed::add);
        } else if (expectation instanceof Expectation.MissingAtMost rule) {
            json.put("kind", "missing-at-most").put("column", rule.column()).put("share", rule.share());
        } else if (expectation instanceof Expectation.Matches rule) {
            json.put("kind", "matches").put("column", rule.column()).put("regex", rule.regex());
        } else if (expectation instanceof Expectation.RowCount rule) {
            json.put("kind", "row-count").put("least", rule.least()).put("most", rule.most());
        }
        return json;
    }

    /**
     * The rule that was written, or empty if its kind is of a newer release.
     *
     * @throws IntegrityViolation if a field is absent or of another kind
     */
    public static Optional<Expectation> read(JsonNode json) {
        return Optional.ofNullable(
                switch (JsonFields.text(json, "kind")) {
                    case "not-null" -> new Expectation.NotNull(JsonFields.text(json, "column"));
                    case "unique" -> new Expectation.Unique(JsonFields.texts(json, "columns"));
                    case "between" ->
                        new Expectation.Between(
                                JsonFields.text(json, "column"),
                                JsonFields.real(json, "low"),
                                JsonFields.real(json, "high"));
                    case "in" -> new Expectation.In(JsonFields.text(json, "column"), JsonFields.texts(json, "allowed"));
                    case "missing-at-most" ->
                        new Expectation.MissingAtMost(JsonFields.text(json, "column"), JsonFields.real(json, "share"));
                    case "matches" ->
                        new Expectation.Matches(JsonFields.text(json, "column"), JsonFields.text(json, "regex"));
                    case "row-count" ->
                        new Expectation.RowCount(JsonFields.whole(json, "least"), JsonFields.whole(json, "most"));
                    default -> null;
                });
    }
}
