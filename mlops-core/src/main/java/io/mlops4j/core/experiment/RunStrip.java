package io.mlops4j.core.experiment;

import io.mlops4j.experiment.RunCondition.Comparison;
import io.mlops4j.experiment.RunOrder.Direction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One field of all runs: its column in each page. Immutable but for orders of pages that are made when they are first asked for. */
final class RunStrip {
    private final List<RunColumn> columns;
    private volatile int @Nullable [] ascending;
    private volatile int @Nullable [] descending;
    private volatile boolean askedBefore;
    private volatile @Nullable PageSketch sketch;

    RunStrip(List<RunColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    RunColumn column(int page) {
        return columns.get(page);
    }

    /**
     * Takes the pages away that are known not to hold a text. The first search for one looks at all pages: while runs change between searches,
     * a sketch would be made for each.
     */
    void narrow(String text, Rows pages) {
        PageSketch known = sketch;
        if (known == null && askedBefore && PageSketch.isWorthIt(columns)) {
            known = PageSketch.of(columns);
            sketch = known;
        }
        askedBefore = true;
        if (known != null) {
            pages.retain(known.pages(text));
        }
    }

    /** Compares two runs as an order has them: what is missing, or no number, comes last. */
    int compare(Direction direction, int page, int row, int otherPage, int otherRow) {
        RunColumn column = columns.get(page);
        RunColumn other = columns.get(otherPage);
        boolean here = column.isOrdered(row);
        boolean there = other.isOrdered(otherRow);
        if (!here || !there) {
            return here ? -1 : there ? 1 : 0;
        }
        int compared = column.compare(row, other, otherRow);
        return direction == Direction.ASCENDING ? compared : -compared;
    }

    /** Compares the best run of a page with a run. */
    int compareBest(Direction direction, int page, int otherPage, int otherRow) {
        RunColumn column = columns.get(page);
        if (!column.isOrdered()) {
            return columns.get(otherPage).isOrdered(otherRow) ? 1 : 0;
        }
        return compare(direction, page, best(column, direction), otherPage, otherRow);
    }

    /** Keeps the rows of a page that may come before a run, or are equal to it in this field. */
    void keepAsGood(Direction direction, int page, Rows rows, int otherPage, int otherRow) {
        RunColumn other = columns.get(otherPage);
        if (!other.isOrdered(otherRow)) {
            return;
        }
        RunColumn column = columns.get(page);
        if (column instanceof RealColumn numbers) {
            double worst = ((RealColumn) other).value(otherRow);
            new NumberTest(direction == Direction.ASCENDING ? Comparison.AT_MOST : Comparison.AT_LEAST, worst)
                    .narrow(numbers, rows);
        } else {
            keepAsGood((CodedColumn<?>) column, direction, rows, (CodedColumn<?>) other, otherRow);
        }
    }

    @SuppressWarnings("unchecked") // columns of one field hold one kind
    private static <T extends Comparable<T>> void keepAsGood(
            CodedColumn<T> column, Direction direction, Rows rows, CodedColumn<?> other, int otherRow) {
        column.keepAsGood(rows, direction, ((CodedColumn<T>) other).values().get(other.code(otherRow)));
    }

    private static int best(RunColumn column, Direction direction) {
        return direction == Direction.ASCENDING ? column.least() : column.greatest();
    }

    /** The pages in the order of their best runs; of equal ones, the newest first. */
    int[] pages(Direction direction) {
        int[] known = direction == Direction.ASCENDING ? ascending : descending;
        if (known == null) {
            known = ordered(direction);
            if (direction == Direction.ASCENDING) {
                ascending = known;
            } else {
                descending = known;
            }
        }
        return known;
    }

    private int[] ordered(Direction direction) {
        Comparator<Integer> byBest = (a, b) -> {
            if (!columns.get(b).isOrdered()) {
                return columns.get(a).isOrdered() ? -1 : 0;
            }
            return compareBest(direction, a, b, best(columns.get(b), direction));
        };
        Integer[] pages = IntStream.range(0, columns.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(pages, byBest.thenComparing(Comparator.reverseOrder()));
        return Arrays.stream(pages).mapToInt(Integer::intValue).toArray();
    }
}
