package io.mlops4j.core.experiment;

import io.mlops4j.experiment.RunOrder;
import io.mlops4j.experiment.RunOrder.Direction;
import java.util.Arrays;
import java.util.List;

/**
 * The first runs of a table by some orders, among those that a filter keeps. For one search; not thread-safe.
 *
 * <p>Without an order, pages are read from the newest on until enough was found. With one, the pages come in the order of their best runs and
 * the best runs so far stand in a heap, the worst on top: once the best of a page cannot come before that one, nor can any of the pages after it.
 * Most pages are never looked at, unless most runs are wanted.
 *
 * <p>A run is a number: its page in the upper half, its row in the lower.
 */
final class RunRanking {
    private final RunTable table;
    private final RunFilter filter;
    private final List<RunOrder> orders;
    private final RunStrip[] strips;

    RunRanking(RunTable table, RunFilter filter, List<RunOrder> orders, Liveness liveness) {
        this.table = table;
        this.filter = filter;
        this.orders = orders;
        this.strips = orders.stream()
                .map(order -> table.strip(order.field(), liveness))
                .toArray(RunStrip[]::new);
    }

    /** How many runs the filter keeps. */
    long count() {
        long count = 0;
        Rows pages = pages();
        for (int page = pages.next(0); page >= 0; page = pages.next(page + 1)) {
            count += kept(page).count();
        }
        return count;
    }

    /** The first so many runs in order, or all if there are fewer. */
    long[] first(long most) {
        if (most == 0) {
            return new long[0];
        }
        return orders.isEmpty() ? newest(most) : best(most);
    }

    /** The pages that may hold a run that the filter keeps. */
    private Rows pages() {
        Rows pages = Rows.all(table.pages().size());
        filter.narrowPages(pages);
        return pages;
    }

    private Rows kept(int page) {
        Rows rows = Rows.all(table.pages().get(page).size());
        filter.narrow(page, rows);
        return rows;
    }

    private long[] newest(long most) {
        long[] found = new long[(int) Math.min(most, 64)];
        int size = 0;
        Rows pages = pages();
        for (int page = pages.previous(table.pages().size() - 1);
                page >= 0 && size < most;
                page = pages.previous(page - 1)) {
            Rows rows = kept(page);
            for (int row = rows.previous(table.pages().get(page).size() - 1);
                    row >= 0 && size < most;
                    row = rows.previous(row - 1)) {
                if (size == found.length) {
                    found = Arrays.copyOf(found, size * 2);
                }
                found[size++] = (long) page << 32 | row;
            }
        }
        return Arrays.copyOf(found, size);
    }

    private long[] best(long most) {
        Heap heap = new Heap(most);
        Direction direction = orders.get(0).direction();
        Rows pages = pages();
        for (int page : strips[0].pages(direction)) {
            if (heap.full() && !mayHoldBetter(direction, page, heap.worst())) {
                break;
            }
            if (!pages.has(page)) {
                continue;
            }
            Rows rows = Rows.all(table.pages().get(page).size());
            if (heap.full()) {
                strips[0].keepAsGood(direction, page, rows, page(heap.worst()), row(heap.worst()));
            }
            filter.narrow(page, rows);
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                heap.offer((long) page << 32 | row);
            }
        }
        return heap.sorted();
    }

    /** Whether a page that comes behind one that was read, in the order of pages, may hold a run that comes before another. */
    private boolean mayHoldBetter(Direction direction, int page, long worst) {
        int compared = strips[0].compareBest(direction, page, page(worst), row(worst));
        return compared < 0 || (compared == 0 && (strips.length > 1 || page > page(worst)));
    }

    /** The run of a number. */
    static RunSummary run(RunTable table, long run) {
        return table.pages().get(page(run)).run(row(run));
    }

    private static int page(long run) {
        return (int) (run >>> 32);
    }

    private static int row(long run) {
        return (int) run;
    }

    private int compare(long a, long b) {
        for (int i = 0; i < strips.length; i++) {
            int compared = strips[i].compare(orders.get(i).direction(), page(a), row(a), page(b), row(b));
            if (compared != 0) {
                return compared;
            }
        }
        return Long.compare(b, a);
    }

    /** The best runs so far, the worst of them first: a binary heap. */
    private final class Heap {
        private final long most;
        private long[] runs;
        private int size;

        Heap(long most) {
            this.most = Math.min(most, table.size());
            this.runs = new long[(int) Math.min(this.most, 64)];
        }

        boolean full() {
            return size == most;
        }

        long worst() {
            return runs[0];
        }

        void offer(long run) {
            if (size < most) {
                if (size == runs.length) {
                    runs = Arrays.copyOf(runs, (int) Math.min(most, size * 2L));
                }
                rise(size++, run);
            } else if (compare(run, runs[0]) < 0) {
                sink(run, size);
            }
        }

        private void rise(int place, long run) {
            int at = place;
            while (at > 0) {
                int parent = (at - 1) >>> 1;
                if (compare(run, runs[parent]) <= 0) {
                    break;
                }
                runs[at] = runs[parent];
                at = parent;
            }
            runs[at] = run;
        }

        /** Puts a run in the place of the first of so many. */
        private void sink(long run, int among) {
            int at = 0;
            for (int child = 1; child < among; child = 2 * at + 1) {
                if (child + 1 < among && compare(runs[child + 1], runs[child]) > 0) {
                    child++;
                }
                if (compare(run, runs[child]) >= 0) {
                    break;
                }
                runs[at] = runs[child];
                at = child;
            }
            runs[at] = run;
        }

        /** Takes the heap apart. */
        long[] sorted() {
            for (int left = size - 1; left > 0; left--) {
                long worst = runs[0];
                sink(runs[left], left);
                runs[left] = worst;
            }
            return Arrays.copyOf(runs, size);
        }
    }
}
