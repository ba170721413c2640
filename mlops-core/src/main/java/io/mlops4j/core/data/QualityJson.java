package io.mlops4j.core.data;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.ExpectationResult.Example;
import io.mlops4j.data.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code {"results":[{"expectation":{…},"checked":569,"broken":3,"examples":[{"row":17,"value":"131"}]}]}}. Stateless.
 */
public final class QualityJson {
    private QualityJson() {}

    /** The results as JSON; {@code broken} and {@code examples} are written only if there are any. */
    public static ObjectNode write(Quality quality) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode results = json.putArray("results");
        for (ExpectationResult result : quality.results()) {
            ObjectNode each = results.addObject();
            each.set("expectation", ExpectationJson.write(result.expectation()));
            each.put("checked", result.checked());
            if (result.broken() > 0) {
                each.put("broken", result.broken());
            }
            if (!result.examples().isEmpty()) {
                ArrayNode examples = each.putArray("examples");
                result.examples()
                        .forEach(example ->
                                examples.addObject().put("row", example.row()).put("value", example.value()));
            }
        }
        return json;
    }

    /**
     * The results that were written; those of rules that only a newer release knows are left out.
     *
     * @throws IntegrityViolation if a field is absent or of another kind
     */
    public static Quality read(JsonNode json) {
        List<ExpectationResult> results = new ArrayList<>();
        for (JsonNode each : JsonFields.array(json, "results")) {
            Optional<Expectation> expectation = ExpectationJson.read(JsonFields.object(each, "expectation"));
            if (expectation.isPresent()) {
                List<Example> examples = new ArrayList<>();
                for (JsonNode example : JsonFields.findArray(each, "examples")) {
                    examples.add(new Example(JsonFields.whole(example, "row"), JsonFields.text(example, "value")));
                }
                results.add(new ExpectationResult(
                        expectation.get(),
                        JsonFields.whole(each, "checked"),
                        JsonFields.whole(each, "broken", 0),
                        examples));
            }
        }
        return new Quality(results);
    }
}
