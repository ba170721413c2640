package io.mlops4j.core.data.feature;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.core.json.Json;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The stored form of a pipeline. It holds no expression and names no class: what it can do is the steps that this release knows. */
public final class PipelineJson {
    private static final String FORMAT = "mlops4j-features";
    private static final int VERSION = 1;
    private static final int MOST_STEPS = 100_000;

    private PipelineJson() {}

    static byte[] write(FittedPipeline pipeline) {
        ObjectNode json = Json.object();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        ArrayNode inputs = json.putArray("inputs");
        for (ColumnSchema column : pipeline.inputs().columns()) {
            ObjectNode input = inputs.addObject();
            input.put("name", column.name());
            input.put("type", column.type().name().toLowerCase(Locale.ROOT));
        }
        pipeline.label().ifPresent(label -> json.put("label", label));
        ArrayNode steps = json.putArray("steps");
        pipeline.steps().forEach(step -> steps.add(StepJson.write(step)));
        return Json.bytes(json);
    }

    /** Reads and checks everything: the bytes may come from anywhere. */
    public static FeaturePipeline read(byte[] bytes) {
        ObjectNode json = Json.parse(bytes);
        if (!Json.string(json, "format").equals(FORMAT)) {
            throw new IntegrityViolation(
                    "The bytes are no feature pipeline, but '" + Json.string(json, "format") + "'.");
        }
        if (Json.int32(json, "version") > VERSION) {
            throw new InvalidInput("The feature pipeline has the form " + Json.int32(json, "version")
                    + ", and this release reads forms up to " + VERSION
                    + "; use the release that wrote it, or a later one.");
        }
        try {
            Schema inputs = new Schema(Json.list(json, "inputs", PipelineJson::input));
            List<FittedStep> steps = Json.list(json, "steps", StepJson::read);
            if (steps.size() > MOST_STEPS) {
                throw new InvalidInput("It has " + steps.size() + " steps, more than " + MOST_STEPS + ".");
            }
            Optional<String> label = Json.findString(json, "label");
            return new FittedPipeline(inputs, label, steps);
        } catch (IntegrityViolation e) {
            throw e;
        } catch (MlopsException e) {
            throw new IntegrityViolation("The stored feature pipeline is broken: " + e.getMessage(), e);
        }
    }

    private static ColumnSchema input(JsonNode json) {
        String type = Json.string(json, "type");
        for (ColumnType known : ColumnType.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(type)) {
                return ColumnSchema.of(Json.string(json, "name"), known);
            }
        }
        throw new IntegrityViolation("The stored feature pipeline has a column of the type '" + type + "'.");
    }
}
