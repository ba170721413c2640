package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.serving.rows.RecordClass.Component;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.RowTransformer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A component for each column that goes into a feature pipeline. */
final class PipelineFiller implements RowFiller {
    private final FeaturePipeline pipeline;
    private final String[] names;
    private final Kind[] kinds;
    private final MethodHandle[] getters;
    private final int width;

    /** The transformer of the last row, for the next: empty while a row is under way. */
    private final AtomicReference<@Nullable RowTransformer> spare = new AtomicReference<>();

    /** What a column of the pipeline takes. */
    private enum Kind {
        NUMBER("a number or truth value"),
        TEXT("a text or enum constant"),
        DATE("a LocalDate"),
        INSTANT("an Instant");

        private final String phrase;

        Kind(String phrase) {
            this.phrase = phrase;
        }

        static Kind of(ColumnType type) {
            return switch (type) {
                case REAL, INTEGER, BOOLEAN -> NUMBER;
                case DATE -> DATE;
                case INSTANT -> INSTANT;
                // Bytes go into no pipeline.
                case STRING, CATEGORY, BINARY -> TEXT;
            };
        }

        boolean admits(Class<?> type) {
            return switch (this) {
                case NUMBER -> false;
                case TEXT -> CharSequence.class.isAssignableFrom(type) || type.isEnum();
                case DATE -> type == LocalDate.class;
                case INSTANT -> type == Instant.class;
            };
        }
    }

    PipelineFiller(RecordClass record, String version, FeaturePipeline pipeline) {
        this.pipeline = pipeline;
        List<ColumnSchema> columns = pipeline.inputs().columns();
        this.names = pipeline.inputs().names().toArray(new String[0]);
        List<Component> components = Components.of(record, version, "column", List.of(names));
        this.kinds = new Kind[names.length];
        this.getters = new MethodHandle[names.length];
        for (int i = 0; i < names.length; i++) {
            kinds[i] = Kind.of(columns.get(i).type());
            getters[i] = getter(record, version, components.get(i), columns.get(i), kinds[i]);
        }
        RowTransformer transformer = pipeline.rows();
        this.width = transformer.width();
        spare.set(transformer);
    }

    private static MethodHandle getter(
            RecordClass record, String version, Component component, ColumnSchema column, Kind kind) {
        MethodHandle getter = kind == Kind.NUMBER
                ? NumberGetter.of(component).orElse(null)
                : kind.admits(component.type())
                        ? component.getter().asType(MethodType.methodType(Object.class, Object.class))
                        : null;
        if (getter == null) {
            throw new InvalidInput("Component '" + component.name() + "' of "
                    + record.type().getName() + " is a "
                    + component.genericType().getTypeName()
                    + ", but the feature pipeline of " + version + " takes " + kind.phrase + " there (" + column.type()
                    + "); change the component's type.");
        }
        return getter;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void fill(Record row, double[] target) {
        RowTransformer transformer = spare.getAndSet(null);
        if (transformer == null) {
            transformer = pipeline.rows();
        }
        try {
            for (int i = 0; i < getters.length; i++) {
                if (kinds[i] == Kind.NUMBER) {
                    transformer.set(i, (double) getters[i].invokeExact((Object) row));
                } else {
                    set(transformer, i, (Object) getters[i].invokeExact((Object) row));
                }
            }
        } catch (Throwable e) {
            throw RecordClass.thrown(e);
        }
        transformer.transform(target);
        // A row that is refused half-way is not kept, so nothing of it gets into another.
        spare.set(transformer);
    }

    private void set(RowTransformer transformer, int column, @Nullable Object value) {
        if (value == null) {
            transformer.setMissing(names[column]);
        } else if (value instanceof LocalDate date) {
            transformer.set(names[column], date);
        } else if (value instanceof Instant instant) {
            transformer.set(names[column], instant);
        } else {
            transformer.set(column, value instanceof Enum<?> constant ? constant.name() : value.toString());
        }
    }
}
