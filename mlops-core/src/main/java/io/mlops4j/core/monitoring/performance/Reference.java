package io.mlops4j.core.monitoring.performance;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Table;
import io.mlops4j.internal.ClassNames;
import io.mlops4j.internal.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * What the reference tells of predictions: rows whose truth is known.
 *
 * @param classes the classes of the label, numbers by their size and others by the alphabet; empty if the label is a number or there is none
 * @param version the version that predicted its rows, as {@code scoring 3}; empty if they came with their predictions
 * @param rows its rows with what was predicted and what was true; empty if that is not known
 * @param coder makes rows numbers, if errors can be told from them
 * @param features the same rows as numbers; empty if errors are not to be told from them
 * @param caution what is to be said of every estimate, if anything
 * @param whyNot why nothing can be estimated by it, if so
 */
public record Reference(
        List<String> classes,
        String version,
        List<JoinedRow> rows,
        Optional<FeatureCoder> coder,
        List<double[]> features,
        Optional<String> caution,
        Optional<String> whyNot) {
    private static final int MOST_CLASSES = 1_000;

    /** As many rows tell what scores mean; of more only each so many is looked at. */
    private static final int MOST_ROWS = 20_000;

    /** Copies the list. */
    public Reference {
        classes = List.copyOf(classes);
        rows = List.copyOf(rows);
        features = List.copyOf(features);
    }

    /** A reference of which only the classes of its label are known. */
    public static Reference of(List<String> classes, String whyNot) {
        return new Reference(
                classes, "", List.of(), Optional.empty(), List.of(), Optional.empty(), Optional.of(whyNot));
    }

    /** A reference whose rows came with what was predicted for them, in a column. */
    public static Reference predicted(Table rows, String label, String column) {
        Column scores = column(rows, column, "score");
        return answered(rows, label, Set.of(), "", row -> Answer.of("", 0, scores.doubleAt(row)));
    }

    /**
     * A reference whose rows were predicted.
     *
     * @param columns what the version is asked with
     * @param answers what was predicted for a row
     */
    public static Reference answered(
            Table rows, String label, Set<String> columns, String version, IntFunction<Answer> answers) {
        Column truth = column(rows, label, "label");
        List<JoinedRow> joined = new ArrayList<>();
        List<double[]> features = new ArrayList<>();
        FeatureCoder coder = new FeatureCoder(rows, columns);
        int step = Math.max(1, rows.rowCount() / MOST_ROWS);
        for (int row = 0; row < rows.rowCount(); row += step) {
            if (!truth.isMissing(row)) {
                JoinedRow one = new JoinedRow(answers.apply(row), true);
                one.truth(truth(truth, row), true);
                joined.add(one);
                features.add(coder.of(rows, row));
            }
        }
        return new Reference(
                classes(rows, label),
                version,
                joined,
                Optional.of(coder),
                features,
                Optional.empty(),
                Optional.empty());
    }

    /** The same with something to be said of every estimate. */
    public Reference cautiously(String said) {
        return new Reference(classes, version, rows, coder, features, Optional.of(said), whyNot);
    }

    private static Column column(Table rows, String name, String what) {
        return rows.findColumn(name)
                .orElseThrow(() -> new InvalidInput("The " + what + " '" + name + "' is no column of the reference."
                        + NearNames.sentence(name, rows.names())));
    }

    private static Truth truth(Column column, int row) {
        return column.type().isNumber() || column.type() == ColumnType.BOOLEAN
                ? Truth.of(0, column.doubleAt(row))
                : Truth.of(0, column.stringAt(row));
    }

    /**
     * The classes of a label; none if it is a number.
     *
     * @param label the column that has it
     * @throws InvalidInput if there is no such column
     */
    public static List<String> classes(Table rows, String label) {
        Column column = column(rows, label, "label");
        Set<String> words = new TreeSet<>();
        Set<Double> numbers = new TreeSet<>();
        for (int row = 0; row < column.rowCount() && words.size() <= MOST_CLASSES; row++) {
            if (column.isMissing(row)) {
                continue;
            }
            Truth truth = truth(column, row);
            words.add(truth.className());
            numbers.add(truth.number());
        }
        if (words.size() > MOST_CLASSES
                || (column.type() == ColumnType.REAL && numbers.stream().anyMatch(each -> each != Math.rint(each)))) {
            return List.of();
        }
        return numbers.stream().anyMatch(each -> each.isNaN())
                ? List.copyOf(words)
                : numbers.stream().map(ClassNames::of).toList();
    }
}
