package io.mlops4j.core.experiment;

import io.mlops4j.experiment.RunField;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs in pages, sorted by id. The pages and their columns are shared with the tables that were before and come after, so a table costs an
 * array. Immutable but for what it keeps of the fields that were asked for. Thread-safe.
 */
final class RunTable {
    static final RunTable EMPTY = new RunTable(List.of());

    /** Fields that are kept; a program asks for few, but may make up any. */
    private static final int MOST_STRIPS = 1_024;

    private final List<RunPage> pages;
    private final int size;
    private final ConcurrentHashMap<RunField, RunStrip> strips = new ConcurrentHashMap<>();

    private RunTable(List<RunPage> pages) {
        this.pages = List.copyOf(pages);
        this.size = pages.stream().mapToInt(RunPage::size).sum();
    }

    static RunTable of(List<RunSummary> sorted) {
        List<RunPage> pages = new ArrayList<>();
        addFull(pages, sorted);
        return new RunTable(pages);
    }

    List<RunPage> pages() {
        return pages;
    }

    int size() {
        return size;
    }

    @Nullable RunSummary get(String id) {
        int page = pageOf(id);
        if (page < 0) {
            return null;
        }
        List<RunSummary> runs = pages.get(page).runs();
        int low = 0;
        int high = runs.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = runs.get(middle).id().compareTo(id);
            if (compared == 0) {
                return runs.get(middle);
            } else if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** The page in which an id is, if it is anywhere; negative if it comes before all. */
    private int pageOf(String id) {
        int low = 0;
        int high = pages.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (pages.get(middle).firstId().compareTo(id) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** With runs, sorted by id, that are new or replace those of their ids. */
    RunTable with(List<RunSummary> changed) {
        if (pages.isEmpty()) {
            return of(changed);
        }
        List<RunPage> next = new ArrayList<>(pages.size() + 1);
        int from = 0;
        for (int i = 0; i < pages.size(); i++) {
            int to = i + 1 == pages.size()
                    ? changed.size()
                    : firstAtLeast(changed, from, pages.get(i + 1).firstId());
            if (from == to) {
                next.add(pages.get(i));
            } else {
                List<RunSummary> runs = merged(pages.get(i).runs(), changed.subList(from, to));
                if (i + 1 == pages.size()) {
                    addFull(next, runs);
                } else {
                    addEven(next, runs);
                }
            }
            from = to;
        }
        return new RunTable(next);
    }

    private static int firstAtLeast(List<RunSummary> sorted, int from, String id) {
        int at = from;
        while (at < sorted.size() && sorted.get(at).id().compareTo(id) < 0) {
            at++;
        }
        return at;
    }

    private static List<RunSummary> merged(List<RunSummary> before, List<RunSummary> changed) {
        List<RunSummary> merged = new ArrayList<>(before.size() + changed.size());
        int at = 0;
        for (RunSummary run : changed) {
            int compared = -1;
            while (at < before.size() && (compared = before.get(at).id().compareTo(run.id())) < 0) {
                merged.add(before.get(at++));
            }
            if (at < before.size() && compared == 0) {
                at++;
            }
            merged.add(run);
        }
        merged.addAll(before.subList(at, before.size()));
        return merged;
    }

    /** Full pages and a rest: where runs come at the end. */
    private static void addFull(List<RunPage> pages, List<RunSummary> runs) {
        add(pages, runs, RunPage.MOST_RUNS);
    }

    /** Pages of one size, with room for more. */
    private static void addEven(List<RunPage> pages, List<RunSummary> runs) {
        int count = (runs.size() + RunPage.MOST_RUNS - 1) / RunPage.MOST_RUNS;
        add(pages, runs, (runs.size() + count - 1) / count);
    }

    private static void add(List<RunPage> pages, List<RunSummary> runs, int each) {
        for (int from = 0; from < runs.size(); from += each) {
            pages.add(new RunPage(runs.subList(from, Math.min(runs.size(), from + each))));
        }
    }

    /** A field of all runs; the status as a reader sees it now. */
    RunStrip strip(RunField field, Liveness liveness) {
        if (field instanceof RunField.Status) {
            return new RunStrip(
                    pages.stream().map(page -> page.statuses(liveness)).toList());
        }
        RunStrip known = strips.get(field);
        if (known != null) {
            return known;
        }
        RunStrip made =
                new RunStrip(pages.stream().map(page -> page.column(field)).toList());
        if (strips.size() < MOST_STRIPS) {
            strips.put(field, made);
        }
        return made;
    }
}
