package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePlan;
import io.mlops4j.data.FittedFeatures;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import io.mlops4j.data.TableFeature;
import io.mlops4j.data.WordFeature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of a plan, learnt one after the other from a table. Single-use. */
public final class FeatureFitting {
    private final FeaturePlan plan;
    private final Table table;
    private final Optional<String> label;
    private final Schema inputs;
    private final Layout layout;
    private final TrainingFrame frame;
    private final StepLearning learning;
    private final List<FittedStep> fitted = new ArrayList<>();

    private FeatureFitting(FeaturePlan plan, Table whole, Optional<String> label) {
        label.ifPresent(whole::column);
        this.plan = plan;
        this.table = plan.steps().get(0) instanceof TableFeature.DropDuplicates duplicates
                ? Duplicates.drop(whole, duplicates.columns())
                : whole;
        this.label = label;
        if (table.rowCount() == 0) {
            throw new InvalidInput("A feature pipeline cannot be fitted on a table without rows.");
        }
        this.inputs = inputs();
        this.layout = new Layout(inputs);
        this.frame =
                new TrainingFrame(inputs.names().stream().map(table::column).toList(), table.rowCount());
        this.learning = new StepLearning(layout, frame);
    }

    /** Fits a plan, and transforms the table that it was fitted on. */
    public static FittedFeatures fit(FeaturePlan plan, Table table, Optional<String> label) {
        return new FeatureFitting(plan, table, label).fit();
    }

    /** The columns of the table that a step works on, in the order in which they are named. */
    private Schema inputs() {
        Set<String> names = new LinkedHashSet<>();
        for (Feature step : plan.steps()) {
            if (step instanceof TableFeature.DropDuplicates) {
                continue;
            }
            for (String name : step.columns()) {
                if (step instanceof TableFeature.Drop) {
                    continue;
                }
                if (label.filter(name::equals).isPresent()) {
                    throw new InvalidInput("A feature pipeline cannot " + step.describe() + ": '" + name
                            + "' is the label, which is not there when a model is asked.");
                }
                if (table.findColumn(name).isPresent()) {
                    names.add(name);
                }
            }
        }
        if (names.isEmpty()) {
            throw new InvalidInput("No step of the feature pipeline works on a column of the table, which has "
                    + table.names() + "; name some, in Feature.select if they are to stay as they are.");
        }
        return new Schema(names.stream()
                .map(name -> ColumnSchema.of(name, table.column(name).type()))
                .toList());
    }

    private FittedFeatures fit() {
        for (Feature step : plan.steps()) {
            if (step instanceof WordFeature.TargetEncode encode) {
                encode(encode);
            } else {
                learning.learn(step).forEach(this::add);
            }
        }
        FittedPipeline pipeline = new FittedPipeline(inputs, label, fitted);
        return new FittedFeatures(pipeline, trainingTable(pipeline));
    }

    /** The steps after it learn from what it makes of the training rows. */
    private void add(FittedStep step) {
        List<Operation> operations = new ArrayList<>();
        step.bind(layout, operations);
        operations.forEach(operation -> frame.run(operation, layout));
        fitted.add(step);
    }

    private void encode(WordFeature.TargetEncode encode) {
        Column target = label.map(table::column)
                .orElseThrow(() -> new InvalidInput("A feature pipeline cannot " + encode.describe()
                        + " without a label; fit it with fit(table, label), or on a version whose schema has one."));
        if (!target.type().isNumber() && target.type() != ColumnType.BOOLEAN) {
            throw new InvalidInput("A feature pipeline cannot " + encode.describe() + " by the label '" + target.name()
                    + "', which is " + target.type() + "; it takes numbers and truth values.");
        }
        String column = encode.column();
        Levels levels = learning.levels(column, Levels.MOST);
        TargetMeans means = new TargetMeans(encode, learning.codes(column, levels), levels.size(), target.doubles());
        TargetMeans.Estimate all = means.fromAll();
        double[] outOfFold = means.outOfFold();
        add(new WordStep.Means(column, levels, all.means(), all.prior()));
        frame.replace(layout.slot(column), outOfFold);
    }

    private Table trainingTable(FittedPipeline pipeline) {
        Table.Builder builder = Table.builder();
        for (String name : pipeline.outputs()) {
            Slot slot = layout.slot(name);
            switch (slot.kind()) {
                case NUMBER -> builder.doubles(name, frame.numbers(slot));
                case TEXT -> builder.strings(name, frame.texts(slot));
                case DATE, INSTANT -> builder.column(table.column(name));
            }
        }
        label.filter(name -> !pipeline.outputs().contains(name))
                .map(table::column)
                .ifPresent(builder::column);
        return builder.build();
    }
}
