package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.serving.rows.RecordClass.Component;
import io.mlops4j.internal.NearNames;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensors;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outputs of one version as records of one class, a component an output. All that can be wrong is found when this is made. Thread-safe. */
public final class RecordOutputs<O> {
    private final Class<O> type;

    /** Of type {@code (OutputRow) -> Object}. */
    private final MethodHandle maker;

    private RecordOutputs(Class<O> type, MethodHandle maker) {
        this.type = type;
        this.maker = maker;
    }

    /**
     * How outputs become records of a class.
     *
     * @param version what messages call the version
     * @param predictions whether there will be predictions for a component that wants the whole of one
     * @throws InvalidInput if they cannot: a component is for no output, or of another type
     */
    public static <O> RecordOutputs<O> of(Class<O> type, String version, Signature signature, Predictions predictions) {
        RecordClass record = RecordClass.of(type);
        List<String> names = signature.outputs().stream().map(TensorSpec::name).toList();
        List<MethodHandle> readers = new ArrayList<>();
        for (Component component : record.components()) {
            if (component.type() == Prediction.class && predictions == Predictions.GIVEN) {
                readers.add(OutputReaders.prediction());
                continue;
            }
            String name = Matching.find(component.name(), names)
                    .orElseThrow(() -> new InvalidInput("Component '" + component.name() + "' of " + type.getName()
                            + " is for no output of " + version + "."
                            + NearNames.sentence(component.name(), names)));
            TensorSpec spec = signature.outputs().get(names.indexOf(name));
            readers.add(OutputReaders.of(spec, component).orElseThrow(() -> misfit(record, component, spec, version)));
        }
        MethodHandle maker =
                MethodHandles.filterArguments(record.constructor(), 0, readers.toArray(new MethodHandle[0]));
        MethodHandle single = MethodHandles.permuteArguments(
                maker, MethodType.methodType(type, OutputRow.class), new int[readers.size()]);
        return new RecordOutputs<>(type, single.asType(MethodType.methodType(Object.class, OutputRow.class)));
    }

    /** Whether there are predictions, or just outputs. */
    public enum Predictions {
        /** A component may hold the whole prediction. */
        GIVEN,
        /** There is none. */
        ABSENT
    }

    private static InvalidInput misfit(RecordClass record, Component component, TensorSpec spec, String version) {
        String remedy = spec.kind() != TensorSpec.Kind.TENSOR
                ? "a Map or a Value"
                : switch (spec.type()) {
                    case FLOAT, FLOAT16, BFLOAT16 -> "float, double, float[], double[], List<Float> or Tensor";
                    case DOUBLE -> "double, double[], List<Double> or Tensor";
                    case BOOL -> "boolean, boolean[], List<Boolean> or Tensor";
                    case STRING -> "String, an enum, String[], List<String> or Tensor";
                    case UINT64 -> "long, long[], List<Long> or Tensor";
                    case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 ->
                        "long, int, double, long[], double[], List<Long> or Tensor";
                };
        return new InvalidInput("Component '" + component.name() + "' of "
                + record.type().getName() + " is a " + component.genericType().getTypeName() + ", but " + version
                + " gives " + spec + "; make it " + remedy + ".");
    }

    /** The only row. */
    public O one(Tensors outputs, @Nullable Prediction prediction) {
        return make(new OutputRow(outputs, 0, 1, prediction));
    }

    /** All rows. */
    public List<O> all(Tensors outputs, @Nullable Prediction prediction, int rows) {
        List<O> all = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            all.add(make(new OutputRow(outputs, row, rows, prediction)));
        }
        return List.copyOf(all);
    }

    private O make(OutputRow row) {
        try {
            return type.cast((Object) maker.invokeExact(row));
        } catch (Throwable e) {
            throw RecordClass.thrown(e);
        }
    }
}
