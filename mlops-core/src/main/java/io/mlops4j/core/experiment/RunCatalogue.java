package io.mlops4j.core.experiment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * The runs of an experiment by id, which is by the time of their start. An immutable value.
 *
 * <p>Nearly all runs lie in pages, sorted, each an array that knows its columns once they were asked for. Runs that changed since are in a small
 * sorted map beside them, so an event costs little; the first search after it moves them into the pages, of which those that hold none of the
 * changed runs stay as they are, columns and all.
 */
final class RunCatalogue {
    static final RunCatalogue EMPTY = new RunCatalogue(RunTable.EMPTY, TreePMap.empty());

    /** So many changed runs are moved into the pages without a search too. */
    private static final int MOST_CHANGED = 1_024;

    private final RunTable base;
    private final PSortedMap<String, RunSummary> changed;

    /** All runs in pages, once it was asked for. */
    private volatile @Nullable RunTable table;

    private RunCatalogue(RunTable base, PSortedMap<String, RunSummary> changed) {
        this.base = base;
        this.changed = changed;
    }

    /** A catalogue of runs that are sorted by id. */
    static RunCatalogue of(List<RunSummary> sorted) {
        return new RunCatalogue(RunTable.of(sorted), TreePMap.empty());
    }

    @Nullable RunSummary get(String id) {
        RunSummary found = changed.get(id);
        return found == null ? base.get(id) : found;
    }

    boolean contains(String id) {
        return get(id) != null;
    }

    /** With a run that is new or replaces the one of its id. */
    RunCatalogue with(RunSummary run) {
        RunTable known = table;
        if (known == null && changed.size() >= MOST_CHANGED) {
            known = table();
        }
        return known == null
                ? new RunCatalogue(base, changed.plus(run.id(), run))
                : new RunCatalogue(known, TreePMap.<String, RunSummary>empty().plus(run.id(), run));
    }

    /** All runs in pages. Two threads may come to make it at once, each the same. */
    RunTable table() {
        RunTable known = table;
        if (known == null) {
            known = changed.isEmpty() ? base : base.with(List.copyOf(changed.values()));
            table = known;
        }
        return known;
    }

    /** All runs, oldest first. */
    List<RunSummary> all() {
        List<RunSummary> all = new ArrayList<>();
        table().pages().forEach(page -> all.addAll(page.runs()));
        return all;
    }
}
