package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import io.mlops4j.serving.Shape;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that MLflow keeps as text within the YAML of a signature: a list of columns, or a list of tensors. */
final class SignatureJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MOST_DIMENSIONS = 64;

    private SignatureJson() {}

    static List<MlField> read(String what, String json) {
        List<MlField> fields = new ArrayList<>();
        if (json.isEmpty()) {
            return fields;
        }
        JsonNode list;
        try {
            list = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidInput("The " + what + " of the signature are no JSON: " + e.getOriginalMessage() + ".", e);
        }
        if (!(list instanceof ArrayNode)) {
            throw new InvalidInput("The " + what + " of the signature are no JSON list.");
        }
        for (JsonNode field : list) {
            fields.add(field(what, field));
        }
        return fields;
    }

    private static MlField field(String what, JsonNode field) {
        String name = field.path("name").asString("");
        JsonNode type = field.path("type");
        if (!type.isString() || type.asString().isEmpty()) {
            throw new InvalidInput("The " + what + " of the signature have a field '" + name + "' without a type.");
        }
        if (!type.asString().equals("tensor")) {
            boolean required = field.path("required").asBoolean(true);
            boolean composed = field.has("properties") || field.has("items") || field.has("values");
            return new MlField.Column(name, composed ? MAPPER.writeValueAsString(field) : type.asString(), required);
        }
        JsonNode spec = field.path("tensor-spec");
        JsonNode shape = spec.path("shape");
        if (!shape.isArray() || shape.size() > MOST_DIMENSIONS) {
            throw new InvalidInput("Tensor '" + name + "' among the " + what + " of the signature has no shape.");
        }
        long[] dimensions = new long[shape.size()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = shape.path(i).isIntegralNumber() ? shape.path(i).asLong(Shape.FREE) : Shape.FREE;
        }
        return new MlField.TensorField(name, spec.path("dtype").asString(""), Shape.of(dimensions));
    }

    static String write(List<MlField> fields) {
        ArrayNode list = MAPPER.createArrayNode();
        for (MlField field : fields) {
            ObjectNode object = list.addObject();
            if (field instanceof MlField.TensorField tensor) {
                object.put("type", "tensor");
                putName(object, tensor.name());
                ObjectNode spec = object.putObject("tensor-spec");
                spec.put("dtype", tensor.dtype());
                ArrayNode shape = spec.putArray("shape");
                for (long dimension : tensor.shape().dimensions()) {
                    shape.add(dimension);
                }
            } else if (field instanceof MlField.Column column) {
                object.put("type", column.type());
                putName(object, column.name());
                object.put("required", column.required());
            }
        }
        return MAPPER.writeValueAsString(list);
    }

    private static void putName(ObjectNode object, String name) {
        if (!name.isEmpty()) {
            object.put("name", name);
        }
    }
}
