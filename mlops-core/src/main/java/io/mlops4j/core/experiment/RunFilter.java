package io.mlops4j.core.experiment;

import io.mlops4j.data.DatasetRef;
import io.mlops4j.experiment.RunCondition;
import io.mlops4j.experiment.RunCondition.Comparison;
import io.mlops4j.experiment.RunCondition.Input;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** A condition over a table: which of some rows of a page it holds for. For one search. */
@FunctionalInterface
interface RunFilter {
    /** Takes the rows away that the condition does not hold for. */
    void narrow(int page, Rows rows);

    /** Takes pages away that are known to have no row that the condition holds for. */
    default void narrowPages(Rows pages) {}

    /** The filter of a condition. */
    static RunFilter of(RunCondition condition, RunTable table, Liveness liveness) {
        if (condition instanceof RunCondition.OnNumber number) {
            RunStrip strip = table.strip(number.field(), liveness);
            NumberTest test = new NumberTest(number.comparison(), number.value());
            return (page, rows) -> test.narrow((RealColumn) strip.column(page), rows);
        } else if (condition instanceof RunCondition.OnTime time) {
            RunStrip strip = table.strip(time.field(), liveness);
            return (page, rows) -> narrow(coded(strip, page), time.comparison(), time.instant(), rows);
        } else if (condition instanceof RunCondition.OnText text) {
            return of(text, table.strip(text.field(), liveness));
        } else if (condition instanceof RunCondition.In in) {
            RunStrip strip = table.strip(in.field(), liveness);
            Set<String> values = new HashSet<>(in.values());
            return (page, rows) -> RunFilter.<String>coded(strip, page).keep(rows, values::contains);
        } else if (condition instanceof RunCondition.Exists exists) {
            RunStrip strip = table.strip(exists.field(), liveness);
            return (page, rows) -> keep(rows, strip.column(page)::has);
        } else if (condition instanceof Input input) {
            Predicate<DatasetRef> test = test(input);
            return (page, rows) -> keep(
                    rows,
                    row -> table.pages().get(page).run(row).facts().inputs().stream()
                            .anyMatch(test));
        } else if (condition instanceof RunCondition.All all) {
            return all(filters(all.conditions(), table, liveness));
        } else if (condition instanceof RunCondition.Any any) {
            return any(filters(any.conditions(), table, liveness));
        }
        RunFilter opposite = of(((RunCondition.Not) condition).condition(), table, liveness);
        return (page, rows) -> {
            Rows held = rows.copy();
            opposite.narrow(page, held);
            rows.remove(held);
        };
    }

    private static List<RunFilter> filters(List<RunCondition> conditions, RunTable table, Liveness liveness) {
        return conditions.stream().map(part -> of(part, table, liveness)).toList();
    }

    private static RunFilter of(RunCondition.OnText condition, RunStrip strip) {
        String value = condition.value();
        return switch (condition.match()) {
            case IS -> new TextIs(strip, value);
            case IS_NOT ->
                (page, rows) -> RunFilter.<String>coded(strip, page).keep(rows, other -> !other.equals(value));
            case LIKE -> {
                LikePattern pattern = LikePattern.caseSensitive(value);
                yield (page, rows) -> RunFilter.<String>coded(strip, page).keep(rows, pattern::matches);
            }
            case ILIKE -> {
                LikePattern pattern = LikePattern.ignoringCase(value);
                yield (page, rows) -> RunFilter.<String>coded(strip, page).keep(rows, pattern::matches);
            }
        };
    }

    /** Rows that all of the filters keep. */
    static RunFilter all(List<RunFilter> filters) {
        return new All(filters);
    }

    /** A text is this one. */
    record TextIs(RunStrip strip, String value) implements RunFilter {
        @Override
        public void narrow(int page, Rows rows) {
            RunFilter.<String>coded(strip, page).keep(rows, value);
        }

        @Override
        public void narrowPages(Rows pages) {
            strip.narrow(value, pages);
        }
    }

    /** All hold. */
    record All(List<RunFilter> filters) implements RunFilter {
        @Override
        public void narrow(int page, Rows rows) {
            for (RunFilter filter : filters) {
                if (rows.isEmpty()) {
                    return;
                }
                filter.narrow(page, rows);
            }
        }

        @Override
        public void narrowPages(Rows pages) {
            filters.forEach(filter -> filter.narrowPages(pages));
        }
    }

    private static RunFilter any(List<RunFilter> filters) {
        return (page, rows) -> {
            Rows left = rows.copy();
            for (RunFilter filter : filters) {
                Rows held = left.copy();
                filter.narrow(page, held);
                left.remove(held);
            }
            rows.remove(left);
        };
    }

    @SuppressWarnings("unchecked") // what is no number is coded
    private static <T extends Comparable<T>> CodedColumn<T> coded(RunStrip strip, int page) {
        return (CodedColumn<T>) strip.column(page);
    }

    private static <T extends Comparable<T>> void narrow(
            CodedColumn<T> column, Comparison comparison, T value, Rows rows) {
        int found = column.find(value);
        int from = found < 0 ? -found - 1 : found;
        int to = found < 0 ? from : found + 1;
        int end = column.values().size();
        switch (comparison) {
            case EQUAL -> column.keepCodes(rows, from, to);
            case UNEQUAL -> column.keep(rows, other -> !other.equals(value));
            case ABOVE -> column.keepCodes(rows, to, end);
            case AT_LEAST -> column.keepCodes(rows, from, end);
            case BELOW -> column.keepCodes(rows, 0, from);
            case AT_MOST -> column.keepCodes(rows, 0, to);
        }
    }

    private static void keep(Rows rows, IntPredicate test) {
        Rows failed = rows.copy();
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            if (test.test(row)) {
                failed.remove(row);
            }
        }
        rows.remove(failed);
    }

    private static Predicate<DatasetRef> test(Input input) {
        String value = input.value();
        return switch (input.part()) {
            case NAME -> ref -> ref.name().equals(value);
            case DIGEST -> ref -> ref.digest().equals(value);
            case VERSION -> {
                int slash = value.lastIndexOf('/');
                int number = Integer.parseInt(value.substring(slash + 1));
                yield ref -> ref.number() == number && ref.name().length() == slash && value.startsWith(ref.name());
            }
        };
    }
}
