package io.mlops4j.core.monitoring.page;

import io.mlops4j.monitoring.ColumnDistribution;
import io.mlops4j.monitoring.ColumnDrift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Both sides of a column, as they are drawn. Immutable.
 *
 * @param column the column
 * @param before the reference
 * @param now what was held against it
 */
record Pair(ColumnDrift column, Spread before, Spread now) {
    private static final int GROUPS = 10;
    private static final Set<String> BEYOND = Set.of("below", "above");

    static Pair of(ColumnDrift column) {
        return new Pair(column, new Spread(column.reference()), new Spread(column.current()));
    }

    /**
     * A bin, or neighbouring ones together.
     *
     * @param label what it holds
     * @param before the share of the reference's rows
     * @param now that of the current rows
     * @param contribution what it adds to the population stability index
     */
    record Part(String label, double before, double now, double contribution) {}

    /** Whether the bins are intervals of numbers. */
    boolean isContinuous() {
        return !column.reference().edges().isEmpty()
                && before.numbers() > 0
                && now.numbers() > 0
                && column.reference().edges().stream().allMatch(Double::isFinite);
    }

    /**
     * The bins as the population stability index takes them, in their order: numbers in at most ten, what lies beyond them in the outer two, categories each by itself, and what is in no bin.
     */
    List<Part> parts() {
        ColumnDistribution reference = column.reference();
        ColumnDistribution current = column.current();
        boolean intervals = !reference.edges().isEmpty();
        TreeSet<String> others = new TreeSet<>(reference.other().keySet());
        others.addAll(current.other().keySet());
        if (intervals) {
            others.removeAll(BEYOND);
        }
        int size = reference.counts().size();
        boolean merged = intervals && size > GROUPS;
        double inner = reference.counts().stream().mapToLong(Long::longValue).sum();
        List<Counted> counted = new ArrayList<>();
        int from = 0;
        double below = 0;
        long before = intervals ? count(reference, "below") : 0;
        long now = intervals ? count(current, "below") : 0;
        for (int k = 0; k < size; k++) {
            before += reference.counts().get(k);
            now += current.counts().get(k);
            below += reference.counts().get(k);
            boolean last = k + 1 == size;
            if (last && intervals) {
                before += count(reference, "above");
                now += count(current, "above");
            }
            if (!merged || last || below >= inner * (counted.size() + 1) / GROUPS) {
                counted.add(new Counted(label(from, k), before, now));
                from = k + 1;
                before = 0;
                now = 0;
            }
        }
        others.forEach(name -> counted.add(new Counted(name, count(reference, name), count(current, name))));
        return counted.stream()
                .map(each -> part(each, reference.total(), current.total(), counted.size()))
                .toList();
    }

    private record Counted(String label, long before, long now) {}

    private static long count(ColumnDistribution side, String other) {
        return side.other().getOrDefault(other, 0L);
    }

    private String label(int from, int to) {
        List<Double> edges = column.reference().edges();
        List<String> labels = column.reference().labels();
        if (from == to && (edges.isEmpty() || !labels.get(from).startsWith("["))) {
            return labels.get(from);
        }
        boolean first = from == 0;
        boolean last = to + 1 == labels.size();
        return first && last
                ? "all"
                : first
                        ? "below " + Words.number(edges.get(to + 1))
                        : last
                                ? "from " + Words.number(edges.get(from))
                                : Words.number(edges.get(from)) + " to " + Words.number(edges.get(to + 1));
    }

    /** As the engine has it: half a row is added to every count. */
    private static Part part(Counted counted, long m, long n, int size) {
        double bins = size;
        double p = (counted.before() + 0.5) / (m + bins / 2);
        double q = (counted.now() + 0.5) / (n + bins / 2);
        return new Part(
                counted.label(),
                (double) counted.before() / Math.max(1, m),
                (double) counted.now() / Math.max(1, n),
                (q - p) * Math.log(q / p));
    }

    /** The parts that make up most of the change, the greatest first. */
    static List<Part> greatest(List<Part> parts, int most) {
        return parts.stream()
                .sorted(Comparator.comparingDouble(part -> -part.contribution()))
                .filter(part -> part.before() + part.now() > 0)
                .limit(most)
                .toList();
    }

    /** The most frequent on either side, in their order, and the others as one. */
    static List<Part> frequent(List<Part> parts, int most) {
        if (parts.size() <= most) {
            return parts;
        }
        List<Integer> kept = IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        k -> -Math.max(parts.get(k).before(), parts.get(k).now())))
                .limit(most - 1L)
                .sorted()
                .toList();
        List<Part> shown = new ArrayList<>();
        double before = 0;
        double now = 0;
        for (int k = 0; k < parts.size(); k++) {
            Part part = parts.get(k);
            if (kept.contains(k)) {
                shown.add(part);
            } else {
                before += part.before();
                now += part.now();
            }
        }
        shown.add(new Part((parts.size() - kept.size()) + " others", before, now, 0));
        return shown;
    }
}
