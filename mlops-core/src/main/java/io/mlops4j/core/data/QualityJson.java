package io.mlops4j.core.data;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.ExpectationResult.Example;
import io.mlops4j.data.Quality;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code {"results":[{"expectation":{…},"checked":569,"broken":3,"examples":[{"row":17,"value":"131"}]}],"unchecked":[{…}]}}. Stateless.
 */
public final class QualityJson {
    private QualityJson() {}

    /** The results as JSON; {@code broken}, {@code observed}, {@code examples} and {@code unchecked} are written only if there are any. */
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
            if (!result.observed().isEmpty()) {
                each.put("observed", result.observed());
            }
            if (!result.examples().isEmpty()) {
                ArrayNode examples = each.putArray("examples");
                result.examples()
                        .forEach(example ->
                                examples.addObject().put("row", example.row()).put("value", example.value()));
            }
        }
        if (!quality.unchecked().isEmpty()) {
            ArrayNode unchecked = json.putArray("unchecked");
            quality.unchecked().forEach(rule -> unchecked.add(ExpectationJson.write(rule)));
        }
        return json;
    }

    /**
     * The results that were written. Those of rules that only a newer release knows are {@link Quality#unchecked()}, as nothing can be said of them here.
     *
     * @throws IntegrityViolation if a field is absent or of another kind
     */
    public static Quality read(JsonNode json) {
        List<ExpectationResult> results = new ArrayList<>();
        List<Expectation> unchecked = new ArrayList<>();
        for (JsonNode each : JsonFields.array(json, "results")) {
            Expectation expectation = ExpectationJson.read(JsonFields.object(each, "expectation"));
            if (expectation instanceof Expectation.Unknown) {
                unchecked.add(expectation);
                continue;
            }
            List<Example> examples = new ArrayList<>();
            for (JsonNode example : JsonFields.findArray(each, "examples")) {
                examples.add(new Example(JsonFields.whole(example, "row"), JsonFields.text(example, "value")));
            }
            results.add(new ExpectationResult(
                    expectation,
                    JsonFields.whole(each, "checked"),
                    JsonFields.whole(each, "broken", 0),
                    examples,
                    JsonFields.text(each, "observed", "")));
        }
        JsonFields.findArray(json, "unchecked").forEach(rule -> unchecked.add(ExpectationJson.read(rule)));
        return new Quality(results, unchecked);
    }

    /** The results as reading gives them back: custom rules are without their code, in the process that checked them too. */
    static Quality stored(Quality quality) {
        return read(write(quality));
    }
}
