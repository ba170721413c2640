package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.Table;
import io.mlops4j.internal.NearNames;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Named columns as the {@code [n, k]} input of a version, through its feature pipeline if it has one. Thread-safe. */
public final class RowInputs {
    /** As many rows are turned from columns at a time, so that the part of the matrix that is written stays in the nearest cache. */
    private static final int TILE = 64;

    private final String version;
    private final List<TensorSpec> inputs;
    private final List<String> features;
    private final @Nullable FeaturePipeline pipeline;

    private RowInputs(
            String version, List<TensorSpec> inputs, List<String> features, @Nullable FeaturePipeline pipeline) {
        this.version = version;
        this.inputs = inputs;
        this.features = features;
        this.pipeline = pipeline;
    }

    /** As the version was registered; its pipeline is read now, so that a broken one is never deployed. */
    public static RowInputs of(ModelVersion version) {
        return new RowInputs(
                version.toString(),
                version.signature().inputs(),
                version.features(),
                version.findPipeline().orElse(null));
    }

    /**
     * Of a model without a version.
     *
     * @param name what messages call it
     * @param features the names of its columns, or none; with a pipeline, what comes out of that
     */
    public static RowInputs of(
            String name, Signature signature, List<String> features, @Nullable FeaturePipeline pipeline) {
        return new RowInputs(name, signature.inputs(), List.copyOf(features), pipeline);
    }

    /** What messages call the version. */
    String version() {
        return version;
    }

    /** What the model takes. */
    List<TensorSpec> inputs() {
        return inputs;
    }

    /** The names of the columns of its input, or none. */
    List<String> features() {
        return features;
    }

    /** What named columns go through. */
    Optional<FeaturePipeline> findPipeline() {
        return Optional.ofNullable(pipeline);
    }

    /** One row. */
    public Tensors of(Map<String, ? extends @Nullable Object> row) {
        // Asked first: a version that takes no named columns says so before it looks at them.
        TensorSpec input = input();
        double[] values = pipeline == null ? assemble(row) : pipeline.transform(row);
        return tensors(input, values, 1);
    }

    /** All rows of a table. */
    public Tensors of(Table rows) {
        if (rows.rowCount() == 0) {
            input();
            throw new InvalidInput("There is no row to predict for in " + rows + ".");
        }
        return of(rows, 0, rows.rowCount());
    }

    /** Some rows of a table: from one up to, and without, another. */
    public Tensors of(Table rows, int from, int to) {
        TensorSpec input = input();
        if (pipeline != null) {
            boolean whole = from == 0 && to == rows.rowCount();
            Table part = whole ? rows : rows.select(IntStream.range(from, to).toArray());
            return of(input, pipeline.transform(part), 0, to - from);
        }
        return of(input, rows, from, to);
    }

    /**
     * Refuses tables that cannot be predicted for, whatever their rows hold.
     *
     * @param rows a table of the sort, of which the rows are not looked at
     */
    public void check(Table rows) {
        input();
        Table none = rows.select();
        columns(pipeline == null ? none : pipeline.transform(none));
    }

    private Column[] columns(Table ready) {
        List<String> missing = features.stream()
                .filter(name -> ready.findColumn(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw missing(missing, ready.names());
        }
        Column[] columns = features.stream().map(ready::column).toArray(Column[]::new);
        for (Column column : columns) {
            if (!column.type().isNumber() && column.type() != ColumnType.BOOLEAN) {
                throw new InvalidInput(
                        "Column '" + column.name() + "' is " + column.type() + ", and " + version
                                + " takes numbers and truth values; register it with a feature pipeline if that is to be encoded.");
            }
        }
        return columns;
    }

    private Tensors of(TensorSpec input, Table ready, int from, int to) {
        Column[] columns = columns(ready);
        int rows = to - from;
        int width = columns.length;
        if ((long) rows * width > Integer.MAX_VALUE - 8) {
            throw new InvalidInput(rows + " rows of " + width + " columns are too many for one call of " + version
                    + "; predict for a part of them at a time.");
        }
        if (input.type() == ElementType.DOUBLE) {
            double[] values = new double[rows * width];
            for (int tile = 0; tile < rows; tile += TILE) {
                int end = Math.min(rows, tile + TILE);
                for (int i = 0; i < width; i++) {
                    columns[i].copy(from + tile, from + end, values, tile * width + i, width);
                }
            }
            return Tensors.of(input.name(), Tensor.of(values, rows, width));
        }
        float[] values = new float[rows * width];
        for (int tile = 0; tile < rows; tile += TILE) {
            int end = Math.min(rows, tile + TILE);
            for (int i = 0; i < width; i++) {
                columns[i].copy(from + tile, from + end, values, tile * width + i, width);
            }
        }
        return Tensors.of(input.name(), Tensor.of(values, rows, width));
    }

    /** The input that rows go to. */
    TensorSpec input() {
        if (features.isEmpty()) {
            throw new InvalidInput("Named columns mean nothing to " + version
                    + ": it was registered with neither a feature pipeline nor feature names. Register it with pipeline(…) or"
                    + " features(…), or predict with Tensors.");
        }
        // With features it has one input of two dimensions, or could not have been registered.
        TensorSpec input = inputs.get(0);
        if (input.type() != ElementType.FLOAT && input.type() != ElementType.DOUBLE) {
            throw new InvalidInput("Named columns become floats or doubles, but " + version + " takes " + input
                    + "; predict with Tensors.");
        }
        return input;
    }

    private double[] assemble(Map<String, ? extends @Nullable Object> row) {
        double[] values = new double[features.size()];
        for (int i = 0; i < values.length; i++) {
            String name = features.get(i);
            Object value = row.get(name);
            if (value instanceof Number number) {
                values[i] = number.doubleValue();
            } else if (value instanceof Boolean truth) {
                values[i] = truth ? 1 : 0;
            } else if (value != null) {
                throw new InvalidInput(
                        "The value of column '" + name + "' is a "
                                + value.getClass().getName() + ", and " + version
                                + " takes numbers and truth values; register it with a feature pipeline if that is to be encoded.");
            } else if (row.containsKey(name)) {
                values[i] = Double.NaN;
            } else {
                throw missing(features.stream().filter(f -> !row.containsKey(f)).toList(), row.keySet());
            }
        }
        return values;
    }

    private InvalidInput missing(List<String> names, Collection<String> present) {
        String listed = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return new InvalidInput(version + " needs " + (names.size() == 1 ? "column " : "the columns ") + listed
                + ", which the row lacks." + NearNames.sentence(names.get(0), present));
    }

    /** Rows of features, one after the other, as inputs. */
    Tensors tensors(double[] values, int rows) {
        return tensors(input(), values, rows);
    }

    private static Tensors tensors(TensorSpec input, double[] values, int rows) {
        int width = values.length / rows;
        if (input.type() == ElementType.DOUBLE) {
            return Tensors.of(input.name(), Tensor.of(values, rows, width));
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return Tensors.of(input.name(), Tensor.of(floats, rows, width));
    }
}
