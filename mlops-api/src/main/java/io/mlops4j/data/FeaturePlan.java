package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.spi.DataEngine;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a pipeline before it has seen data; made by {@link FeaturePipeline#of}. Immutable.
 *
 * <p>Fitting runs the steps one after the other over the table, each learning from what those before it made. What is not fit for learning,
 * such as a column without a present cell, is refused with {@link InvalidInput}; a column that a step names and nobody has, with {@link NotFound}.
 *
 * @param steps the steps in the order in which they run, at least one
 */
public record FeaturePlan(List<Feature> steps) {
    /** Copies the steps; refuses none, and {@code dropDuplicates} anywhere but in front, with {@link InvalidInput}. */
    public FeaturePlan {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new InvalidInput("A feature pipeline has no steps; give it at least one, such as Feature.select.");
        }
        if (steps.stream().skip(1).anyMatch(TableFeature.DropDuplicates.class::isInstance)) {
            throw new InvalidInput(
                    "dropDuplicates() compares the rows as they came, so it has to be the first step of a feature pipeline.");
        }
    }

    /** Fits on a table in which no column is the label. */
    public FeaturePipeline fit(Table table) {
        return DataEngine.installed().fitFeatures(this, table, Optional.empty()).pipeline();
    }

    /** Fits on a table of which one column is the label: no step may name it, and target encoding learns from it. */
    public FeaturePipeline fit(Table table, String label) {
        return fitTransform(table, label).pipeline();
    }

    /** Fits on all rows of a version, whose schema says which column is the label. */
    public FeaturePipeline fit(DatasetVersion version) {
        return DataEngine.installed()
                .fitFeatures(this, version.read(), version.schema().label())
                .pipeline();
    }

    /** Fits, and gives the table to train on besides; see {@link FittedFeatures}. */
    public FittedFeatures fitTransform(Table table) {
        return DataEngine.installed().fitFeatures(this, table, Optional.empty());
    }

    /** Fits with a label, and gives the table to train on besides; see {@link FittedFeatures}. */
    public FittedFeatures fitTransform(Table table, String label) {
        return DataEngine.installed().fitFeatures(this, table, Optional.of(label));
    }
}
