package io.mlops4j.core.folds;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.Table;
import io.mlops4j.experiment.CrossValidation;
import io.mlops4j.experiment.Fold;
import io.mlops4j.experiment.FoldMethod.Grouped;
import io.mlops4j.experiment.FoldMethod.KFold;
import io.mlops4j.experiment.FoldMethod.LeaveOneGroupOut;
import io.mlops4j.experiment.FoldMethod.LeaveOneOut;
import io.mlops4j.experiment.FoldMethod.Stratified;
import io.mlops4j.experiment.FoldMethod.StratifiedGrouped;
import io.mlops4j.experiment.FoldMethod.TimeSeries;
import io.mlops4j.experiment.Folds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Divides the rows of a table as a plan says. For one thread, once. */
public final class FoldMaker {
    /** Each fold names all other rows, so their sizes grow with the square. */
    private static final int MOST_LEFT_OUT = 10_000;

    private static final int LONGEST_GROUP = 80;

    private final CrossValidation plan;
    private final Table table;
    private final Optional<Column> label;
    private final List<Fold> folds = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private FoldMaker(CrossValidation plan, Table table, Optional<Column> label) {
        this.plan = plan;
        this.table = table;
        this.label = label;
    }

    /** The folds of a table; see {@link CrossValidation#folds(Table, String)}. */
    public static Folds make(CrossValidation plan, Table table, Optional<String> label) {
        Optional<Column> column = label.map(table::column);
        column.ifPresent(present -> Values.checkComplete(present, "the label"));
        return new FoldMaker(plan, table, column).make();
    }

    private Folds make() {
        for (int repeat = 0; repeat < plan.repeats(); repeat++) {
            make(repeat);
        }
        return new Folds(folds, warnings.stream().distinct().toList());
    }

    private void make(int repeat) {
        if (plan.method() instanceof KFold method) {
            deal(repeat, method.folds(), dealing(repeat, method.folds()).rows(table.rowCount()));
        } else if (plan.method() instanceof Stratified method) {
            int[] dealt = dealing(repeat, method.folds()).stratified(label().name(), classes(), warnings);
            deal(repeat, method.folds(), dealt);
        } else if (plan.method() instanceof Grouped method) {
            int[] dealt = dealing(repeat, method.folds()).grouped(method.column(), groups(method.column()));
            deal(repeat, method.folds(), dealt);
        } else if (plan.method() instanceof StratifiedGrouped method) {
            int[] dealt = dealing(repeat, method.folds())
                    .stratifiedGrouped(method.column(), groups(method.column()), label().name(), classes(), warnings);
            deal(repeat, method.folds(), dealt);
        } else if (plan.method() instanceof LeaveOneGroupOut method) {
            leaveGroupsOut(method.column());
        } else if (plan.method() instanceof LeaveOneOut) {
            leaveRowsOut();
        } else if (plan.method() instanceof TimeSeries method) {
            TimeWindows windows = TimeWindows.of(method, table);
            for (int fold = 0; fold < method.folds(); fold++) {
                add(repeat, fold, name(repeat, fold), windows.train(fold), windows.test(fold));
            }
        }
    }

    private Dealing dealing(int repeat, int count) {
        return new Dealing(
                count,
                plan.dealing() == CrossValidation.Dealing.SHUFFLED
                        ? Optional.of(new Chance(Chance.seed(plan.seed(), repeat)))
                        : Optional.empty());
    }

    private Column label() {
        return label.orElseThrow(() -> new InvalidInput(plan.method()
                + " spreads the classes of a label over the folds; name its column: folds(table, label)."));
    }

    private Values classes() {
        return Values.classes(label());
    }

    private Values groups(String column) {
        return Values.of(table.column(column), "the group");
    }

    private void deal(int repeat, int count, int[] foldOfRow) {
        divide(repeat, count, foldOfRow, fold -> name(repeat, fold));
    }

    private void leaveGroupsOut(String column) {
        Values groups = groups(column);
        if (groups.count() < 2) {
            throw new InvalidInput("Column '" + column + "' has " + groups.count()
                    + " groups; to leave one out there must be at least two.");
        }
        divide(0, groups.count(), groups.ofRows(), fold -> name(0, fold) + " (" + shown(groups.text(fold)) + ")");
    }

    private static String shown(String group) {
        String printable = group.codePoints()
                .limit(LONGEST_GROUP)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return group.codePointCount(0, group.length()) > LONGEST_GROUP ? printable + "…" : printable;
    }

    private void leaveRowsOut() {
        int rows = table.rowCount();
        if (rows < 2 || rows > MOST_LEFT_OUT) {
            throw new InvalidInput("To leave one row out there must be 2 to " + MOST_LEFT_OUT + " rows, and there are "
                    + rows + "; with more use kFold.");
        }
        divide(0, rows, IntStream.range(0, rows).toArray(), fold -> name(0, fold));
    }

    private void divide(int repeat, int count, int[] foldOfRow, IntFunction<String> name) {
        int[] sizes = new int[count];
        for (int fold : foldOfRow) {
            sizes[fold]++;
        }
        for (int fold = 0; fold < count; fold++) {
            int[] test = new int[sizes[fold]];
            int[] train = new int[foldOfRow.length - sizes[fold]];
            int tested = 0;
            int trained = 0;
            for (int row = 0; row < foldOfRow.length; row++) {
                if (foldOfRow[row] == fold) {
                    test[tested++] = row;
                } else {
                    train[trained++] = row;
                }
            }
            add(repeat, fold, name.apply(fold), train, test);
        }
    }

    private void add(int repeat, int fold, String name, int[] train, int[] test) {
        long seed = Chance.seed(Chance.seed(plan.seed(), repeat), fold);
        folds.add(Fold.of(repeat, fold, name, train, test, seed));
    }

    private String name(int repeat, int fold) {
        return (plan.repeats() > 1 ? "repeat " + (repeat + 1) + " " : "") + "fold " + (fold + 1);
    }
}
