package io.mlops4j.core.serving.rows;

import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.serving.Tensors;
import java.util.List;
import java.util.Optional;

/**
 * Records of one class as inputs of one version: through its feature pipeline, or by the names of its features, or, where it has neither, a component for each input of the
 * model. All that can be wrong with the class is found when this is made. Thread-safe.
 */
public abstract sealed class RecordInputs permits ColumnInputs, TensorInputs {
    /**
     * How records of a class become inputs.
     *
     * @throws io.mlops4j.InvalidInput if they cannot: a component is missing or of another type
     */
    public static RecordInputs of(Class<?> type, RowInputs rows) {
        RecordClass record = RecordClass.of(type);
        if (rows.features().isEmpty()) {
            return new TensorInputs(record, rows.version(), rows.inputs());
        }
        FeaturePipeline pipeline = rows.findPipeline().orElse(null);
        RowFiller filler = pipeline == null
                ? new FeatureFiller(record, rows.version(), rows.features())
                : new PipelineFiller(record, rows.version(), pipeline);
        return new ColumnInputs(rows, filler);
    }

    /** One record. */
    public abstract Tensors one(Record row);

    /**
     * Many records for one call of the model.
     *
     * @return empty if the model has to be asked for each
     */
    public abstract Optional<Tensors> all(List<? extends Record> rows);
}
