package io.mlops4j.core.registry;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A signature in a version's event: {@code {"inputs":[{"name":"X","type":"float","shape":[-1,30]}],"outputs":[…]}}. An unknown shape is left out.
 */
final class SignatureJson {
    private SignatureJson() {}

    static ObjectNode write(Signature signature) {
        ObjectNode json = Json.object();
        write(signature.inputs(), json.putArray("inputs"));
        write(signature.outputs(), json.putArray("outputs"));
        return json;
    }

    private static void write(List<TensorSpec> specs, ArrayNode array) {
        for (TensorSpec spec : specs) {
            ObjectNode node = array.addObject();
            node.put("name", spec.name());
            if (spec.kind() != TensorSpec.Kind.TENSOR) {
                node.put("kind", spec.kind().name());
            }
            node.put("type", spec.type().label());
            if (spec.shape().isKnown()) {
                ArrayNode shape = node.putArray("shape");
                Arrays.stream(spec.shape().dimensions()).forEach(shape::add);
            }
        }
    }

    static Signature read(JsonNode json) {
        return new Signature(
                Json.list(json, "inputs", SignatureJson::readSpec),
                Json.list(json, "outputs", SignatureJson::readSpec));
    }

    private static TensorSpec readSpec(JsonNode node) {
        String kind = Json.findString(node, "kind").orElse(TensorSpec.Kind.TENSOR.name());
        return new TensorSpec(
                Json.string(node, "name"),
                one(TensorSpec.Kind.values(), TensorSpec.Kind::name, kind),
                one(ElementType.values(), ElementType::label, Json.string(node, "type")),
                node.has("shape") ? readShape(node) : Shape.unknown());
    }

    private static Shape readShape(JsonNode node) {
        return Shape.of(Json.list(node, "shape", JsonNode::asLong).stream()
                .mapToLong(Long::longValue)
                .toArray());
    }

    private static <T> T one(T[] known, Function<T, String> name, String wanted) {
        return Arrays.stream(known)
                .filter(value -> name.apply(value).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IntegrityViolation(
                        "A signature names '" + wanted + "', which this release does not know; known are "
                                + Arrays.toString(known) + ". Open it with the release that wrote it."));
    }
}
