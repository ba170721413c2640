package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes and gives, as MLflow was told when the model was logged: columns of a table, or tensors. It is a claim; the model itself
 * declares a {@link Signature}, and {@link #differences} holds one against the other. Immutable.
 *
 * @param inputs what it takes
 * @param outputs what it gives; empty if nothing was said
 * @param params what may be said at inference besides the inputs
 */
public record MlSignature(List<MlField> inputs, List<MlField> outputs, List<MlField> params) {
    /** Copies the lists. */
    public MlSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        params = List.copyOf(params);
    }

    /**
     * Reads the JSON lists that an {@code MLmodel} file holds as text; an empty text is a list that is not there.
     *
     * @throws InvalidInput if one is no such list
     */
    public static MlSignature parse(String inputs, String outputs, String params) {
        return new MlSignature(
                SignatureJson.read("inputs", inputs),
                SignatureJson.read("outputs", outputs),
                SignatureJson.read("params", params));
    }

    /**
     * What a model declares of itself, in MLflow's words. What those have no word for (a sequence, a map, {@code bfloat16}, a shape that
     * is unknown) makes the list that it is in empty: MLflow wants all inputs or none, and all outputs or none.
     */
    public static MlSignature of(Signature signature) {
        return new MlSignature(tensors(signature.inputs()), tensors(signature.outputs()), List.of());
    }

    private static List<MlField> tensors(List<TensorSpec> specs) {
        List<MlField> fields = new ArrayList<>();
        for (TensorSpec spec : specs) {
            if (spec.kind() != TensorSpec.Kind.TENSOR
                    || spec.type() == ElementType.BFLOAT16
                    || !spec.shape().isKnown()) {
                return List.of();
            }
            fields.add(new MlField.TensorField(spec.name(), MlField.TensorField.numpy(spec.type()), spec.shape()));
        }
        return fields;
    }

    /** The same as this library describes it, if it is one of named tensors whose types ONNX has. */
    public Optional<Signature> toSignature() {
        List<TensorSpec> in = specs(inputs);
        List<TensorSpec> out = specs(outputs);
        return in.size() == inputs.size() && out.size() == outputs.size() && !in.isEmpty()
                ? Optional.of(new Signature(in, out))
                : Optional.empty();
    }

    private static List<TensorSpec> specs(List<MlField> fields) {
        return fields.stream()
                .filter(field ->
                        field instanceof MlField.TensorField && !field.name().isEmpty())
                .flatMap(field -> ((MlField.TensorField) field).spec().stream())
                .toList();
    }

    /** The names of the columns that it takes, if it takes named columns and nothing else. */
    public List<String> columns() {
        boolean named = inputs.stream()
                .allMatch(field ->
                        field instanceof MlField.Column && !field.name().isEmpty());
        return named ? inputs.stream().map(MlField::name).toList() : List.of();
    }

    /**
     * In what the model is not what MLflow was told, as sentences; none if it is. Columns fit one input of as many columns, or inputs of
     * their names. A number of a column fits every type of number, for MLflow's caller makes it fit. An output fits if it is there by name,
     * or at its place if it has no name.
     */
    public List<String> differences(Signature model) {
        List<String> differences = new ArrayList<>();
        compare("input", inputs, model.inputs(), differences);
        compare("output", outputs, model.outputs(), differences);
        return List.copyOf(differences);
    }

    private static void compare(String what, List<MlField> fields, List<TensorSpec> specs, List<String> differences) {
        if (fields.isEmpty() || fitOneMatrix(fields, specs)) {
            return;
        }
        if (fields.size() != specs.size()) {
            differences.add("MLflow was told of " + fields.size() + " " + what + "s " + fields + ", the model has "
                    + specs.size() + ": " + specs + ".");
            return;
        }
        for (int i = 0; i < fields.size(); i++) {
            MlField field = fields.get(i);
            TensorSpec spec = spec(field, specs, i);
            if (spec == null) {
                differences.add("MLflow was told of the " + what + " '" + field.name()
                        + "', which the model does not have; it has "
                        + specs.stream().map(TensorSpec::name).collect(Collectors.joining(", ")) + ".");
            } else if (!fits(field, spec)) {
                differences.add("MLflow was told of the " + what + " " + field + ", the model has " + spec + ".");
            }
        }
    }

    /** Many columns may be those of one input; a single one may be the name that a caller gave to the only input or output. */
    private static boolean fitOneMatrix(List<MlField> fields, List<TensorSpec> specs) {
        if (specs.size() != 1 || !fields.stream().allMatch(MlField.Column.class::isInstance)) {
            return false;
        }
        Shape shape = specs.get(0).shape();
        return specs.get(0).kind() == TensorSpec.Kind.TENSOR
                && (!shape.isKnown()
                        || (shape.rank() == 2
                                && (shape.dimension(1) == Shape.FREE || shape.dimension(1) == fields.size()))
                        || (shape.rank() == 1 && fields.size() == 1))
                && fields.stream()
                        .allMatch(field ->
                                isOfType((MlField.Column) field, specs.get(0).type()));
    }

    private static @Nullable TensorSpec spec(MlField field, List<TensorSpec> specs, int place) {
        if (field.name().isEmpty()) {
            return specs.get(place);
        }
        return specs.stream()
                .filter(spec -> spec.name().equals(field.name()))
                .findFirst()
                .orElse(null);
    }

    private static boolean fits(MlField field, TensorSpec spec) {
        if (field instanceof MlField.Column column) {
            return isOfType(column, spec.type());
        }
        MlField.TensorField tensor = (MlField.TensorField) field;
        // MLflow's caller turns float64 into float32 where the model wants it.
        boolean sameType = tensor.elementType().filter(spec.type()::equals).isPresent()
                || (tensor.dtype().equals("float64") && spec.type() == ElementType.FLOAT);
        return spec.kind() == TensorSpec.Kind.TENSOR && sameType && sameShape(tensor.shape(), spec.shape());
    }

    private static boolean isOfType(MlField.Column column, ElementType type) {
        return column.elementType()
                .filter(said -> said == type || (isNumber(said) && isNumber(type)))
                .isPresent();
    }

    private static boolean isNumber(ElementType type) {
        return type != ElementType.STRING && type != ElementType.BOOL;
    }

    private static boolean sameShape(Shape said, Shape real) {
        if (!real.isKnown()) {
            return true;
        }
        if (said.rank() != real.rank()) {
            return false;
        }
        for (int i = 0; i < real.rank(); i++) {
            if (said.dimension(i) != real.dimension(i)
                    && said.dimension(i) != Shape.FREE
                    && real.dimension(i) != Shape.FREE) {
                return false;
            }
        }
        return true;
    }

    /** The inputs as the JSON that an {@code MLmodel} file holds as text. */
    public String inputsJson() {
        return SignatureJson.write(inputs);
    }

    /** The outputs as the JSON that an {@code MLmodel} file holds as text. */
    public String outputsJson() {
        return SignatureJson.write(outputs);
    }
}
