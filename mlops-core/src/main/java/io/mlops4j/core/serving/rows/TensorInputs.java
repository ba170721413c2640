package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.serving.rows.RecordClass.Component;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records with a component for each input of a model: a record is one row of each. */
final class TensorInputs extends RecordInputs {
    private final String record;
    private final List<Input> inputs = new ArrayList<>();
    private final boolean rowWise;

    /** An input, and what reads its component: of type {@code (Object) -> Object}. */
    private record Input(TensorSpec spec, Component component, MethodHandle getter) {
        /** The component of a row: a tensor, or an array of the elements. */
        Object value(Object row) {
            Object value;
            try {
                value = (Object) getter.invokeExact(row);
            } catch (Throwable e) {
                throw RecordClass.thrown(e);
            }
            if (value == null) {
                throw new InvalidInput("Component '" + component.name() + "' is null, but the model needs a value for"
                        + " its input " + spec + ".");
            }
            return value instanceof Tensor ? value : Elements.array(spec.type(), value);
        }
    }

    TensorInputs(RecordClass record, String version, List<TensorSpec> specs) {
        this.record = record.type().getName();
        List<Component> components;
        try {
            components = Components.of(
                    record,
                    version,
                    "input",
                    specs.stream().map(TensorSpec::name).toList());
        } catch (InvalidInput e) {
            throw new InvalidInput(
                    e.getMessage()
                            + " If the components are columns, give the model feature names or a feature pipeline.",
                    e);
        }
        boolean everyRow = true;
        for (int i = 0; i < specs.size(); i++) {
            TensorSpec spec = specs.get(i);
            Component component = components.get(i);
            if (component.type() != Tensor.class) {
                check(version, spec, component);
            }
            everyRow &= component.type() != Tensor.class && isRowWise(spec.shape(), component.type());
            inputs.add(new Input(
                    spec, component, component.getter().asType(MethodType.methodType(Object.class, Object.class))));
        }
        this.rowWise = everyRow;
    }

    private void check(String version, TensorSpec spec, Component component) {
        String what = "Component '" + component.name() + "' of " + record + " is a "
                + component.genericType().getTypeName() + ", but " + version + " takes " + spec;
        if (spec.kind() != TensorSpec.Kind.TENSOR || !Elements.admits(spec.type(), component.type())) {
            throw new InvalidInput(
                    what + "; make it " + Elements.admitted(spec.type()) + ", an array of that, or a Tensor.");
        }
        if (freeInRow(spec.shape()) > 1) {
            throw new InvalidInput(what + ", whose dimensions an array does not tell; make it a Tensor.");
        }
        long row = rowElements(spec.shape());
        if (!component.type().isArray() && freeInRow(spec.shape()) == 0 && row != 1) {
            throw new InvalidInput(what + ", which is " + row + " elements a row; make it an array.");
        }
    }

    /** Whether rows lie one after the other along the first dimension. */
    private static boolean isRowWise(Shape shape, Class<?> component) {
        return shape.rank() > 0 && shape.dimension(0) == Shape.FREE && (shape.rank() > 1 || !component.isArray());
    }

    private static int freeInRow(Shape shape) {
        int free = 0;
        for (int i = 1; i < shape.rank(); i++) {
            if (shape.dimension(i) == Shape.FREE) {
                free++;
            }
        }
        return free;
    }

    /** How many elements a row has, not counting a free dimension. */
    private static long rowElements(Shape shape) {
        long elements = shape.rank() > 0 && shape.dimension(0) != Shape.FREE ? shape.dimension(0) : 1;
        for (int i = 1; i < shape.rank(); i++) {
            if (shape.dimension(i) != Shape.FREE) {
                elements *= shape.dimension(i);
            }
        }
        return elements;
    }

    @Override
    public Tensors one(Record row) {
        Input first = inputs.get(0);
        Tensors tensors = Tensors.of(first.spec().name(), tensor(first, first.value(row), 1));
        for (int i = 1; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            tensors = tensors.and(input.spec().name(), tensor(input, input.value(row), 1));
        }
        return tensors;
    }

    private Tensor tensor(Input input, Object value, int rows) {
        return value instanceof Tensor tensor
                ? tensor
                : Elements.tensor(input.spec().type(), value, shape(input, Array.getLength(value), rows));
    }

    /** The shape of so many elements in so many rows. */
    private long[] shape(Input input, int length, int rows) {
        Shape shape = input.spec().shape();
        if (!shape.isKnown()) {
            return new long[] {rows, length / rows};
        }
        long fixed = rowElements(shape) * rows;
        boolean wholeVector = shape.rank() == 1 && shape.dimension(0) == Shape.FREE;
        boolean fits = wholeVector || (freeInRow(shape) == 0 ? length == fixed : fixed > 0 && length % fixed == 0);
        if (!fits) {
            throw new InvalidInput("Component '" + input.component().name() + "' of " + record + " has " + length / rows
                    + " elements, which do not make a row of the model's input " + input.spec() + ".");
        }
        long[] dimensions = shape.dimensions();
        for (int i = 0; i < dimensions.length; i++) {
            if (dimensions[i] == Shape.FREE) {
                dimensions[i] = i > 0 ? length / fixed : wholeVector ? length : rows;
            }
        }
        return dimensions;
    }

    @Override
    public Optional<Tensors> all(List<? extends Record> rows) {
        if (!rowWise) {
            return Optional.empty();
        }
        Tensors tensors = null;
        for (Input input : inputs) {
            List<Object> arrays = new ArrayList<>(rows.size());
            for (Record row : rows) {
                Object array = input.value(row);
                if (!arrays.isEmpty() && Array.getLength(arrays.get(0)) != Array.getLength(array)) {
                    return Optional.empty();
                }
                // Refuses a row that does not fit, which together with another might.
                shape(input, Array.getLength(array), 1);
                arrays.add(array);
            }
            Tensor tensor = tensor(input, Elements.joined(arrays), rows.size());
            tensors = tensors == null
                    ? Tensors.of(input.spec().name(), tensor)
                    : tensors.and(input.spec().name(), tensor);
        }
        return Optional.ofNullable(tensors);
    }
}
