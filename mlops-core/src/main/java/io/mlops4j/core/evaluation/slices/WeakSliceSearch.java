package io.mlops4j.core.evaluation.slices;

import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.CodedColumn;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Slice;
import io.mlops4j.evaluation.SliceSearch;
import io.mlops4j.evaluation.SliceSearchResult;
import io.mlops4j.evaluation.WeakSlice;
import io.mlops4j.spi.EvaluationOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Looks for rows whose losses are greater than those of the others, by the values of columns alone and together. */
public final class WeakSliceSearch {
    private final SliceSearch search;
    private final List<CodedColumn> columns;
    private final double[] losses;
    private final double[] weights;
    private final LossSums all = new LossSums();
    private final double overall;
    private final List<Candidate> candidates = new ArrayList<>();

    /** A slice that has enough rows. */
    private record Candidate(List<Slice> terms, LossSums own, LossSums rest, double pValue) {
        double effect() {
            return own.effect(rest);
        }
    }

    private WeakSliceSearch(SliceSearch search, List<CodedColumn> columns, double[] losses, double[] weights) {
        this.search = search;
        this.columns = columns;
        this.weights = weights;
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < losses.length; i++) {
            sum += weights[i] * losses[i];
            weight += weights[i];
        }
        this.overall = sum / weight;
        this.losses = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            this.losses[i] = losses[i] - overall;
            all.add(this.losses[i], weights[i]);
        }
    }

    /**
     * The evaluation with what is found, if it was asked to search.
     *
     * @param loss what the losses are called
     * @param losses of each row, finite; asked for only if there is something to search
     */
    public static Evaluation added(
            Evaluation evaluation, EvaluationOptions options, String loss, Supplier<double[]> losses) {
        return options.findSearch()
                .map(search -> {
                    double[] ofRows = losses.get();
                    return find(search, options.slices(), loss, ofRows, Checks.weights(options, ofRows.length));
                })
                .map(found -> evaluation.toBuilder().weakSlices(found).build())
                .orElse(evaluation);
    }

    /**
     * Searches.
     *
     * @param columns the value of each row, by column; columns that were crossed from others are passed over
     * @param loss what the losses are called
     * @param losses of each row, finite
     * @param weights of each row
     */
    static SliceSearchResult find(
            SliceSearch search, Map<String, List<String>> columns, String loss, double[] losses, double[] weights) {
        List<CodedColumn> coded = new ArrayList<>();
        columns.forEach((name, values) -> {
            if (!isCrossed(name, columns.keySet())) {
                coded.add(new CodedColumn(name, values));
            }
        });
        return new WeakSliceSearch(search, coded, losses, weights).find(loss);
    }

    private static boolean isCrossed(String name, Set<String> names) {
        String[] parts = name.split(" × ", -1);
        return parts.length > 1 && names.containsAll(List.of(parts));
    }

    private SliceSearchResult find(String loss) {
        combine(0, new ArrayList<>());
        List<Candidate> order = new ArrayList<>(candidates);
        order.sort(Comparator.comparingDouble(Candidate::pValue));
        // Holm: the smallest of m p-values counts m times, the next m − 1 times, and none less than one before it.
        Map<Candidate, Double> corrected = new LinkedHashMap<>();
        double greatest = 0;
        for (int i = 0; i < order.size(); i++) {
            greatest = Math.max(
                    greatest, Math.min(1, (order.size() - i) * order.get(i).pValue()));
            corrected.put(order.get(i), greatest);
        }
        List<Candidate> weak = new ArrayList<>(order);
        weak.removeIf(candidate ->
                corrected.getOrDefault(candidate, 1.0) > search.level() || candidate.effect() < search.leastEffect());
        weak.sort(Comparator.comparingInt(
                        (Candidate candidate) -> candidate.terms().size())
                .thenComparing(Comparator.comparingDouble(Candidate::effect).reversed()));
        List<Candidate> reported = new ArrayList<>();
        for (Candidate candidate : weak) {
            if (reported.stream().noneMatch(wider -> covers(wider, candidate))) {
                reported.add(candidate);
            }
        }
        reported.sort(Comparator.comparingDouble(Candidate::effect).reversed());
        return new SliceSearchResult(
                loss,
                overall,
                candidates.size(),
                reported.stream()
                        .limit(search.most())
                        .map(candidate -> new WeakSlice(
                                candidate.terms(),
                                candidate.own().rows(),
                                overall + candidate.own().mean(),
                                overall + candidate.rest().mean(),
                                candidate.effect(),
                                corrected.getOrDefault(candidate, 1.0)))
                        .toList());
    }

    /** Whether a slice lies within a wider one and is hardly worse than that. */
    private boolean covers(Candidate wider, Candidate candidate) {
        return new HashSet<>(candidate.terms()).containsAll(wider.terms())
                && candidate.effect() < wider.effect() + search.leastEffect();
    }

    private void combine(int next, List<CodedColumn> chosen) {
        if (!chosen.isEmpty()) {
            examine(chosen);
        }
        if (chosen.size() < search.depth()) {
            for (int c = next; c < columns.size(); c++) {
                chosen.add(columns.get(c));
                combine(c + 1, chosen);
                chosen.remove(chosen.size() - 1);
            }
        }
    }

    private void examine(List<CodedColumn> chosen) {
        Map<Long, LossSums> slices = new LinkedHashMap<>();
        for (int row = 0; row < losses.length; row++) {
            long key = 0;
            for (CodedColumn column : chosen) {
                key = key * column.size() + column.code(row);
            }
            slices.computeIfAbsent(key, k -> new LossSums()).add(losses[row], weights[row]);
        }
        slices.forEach((key, own) -> {
            LossSums rest = all.without(own);
            if (own.rows() >= search.leastRows() && rest.rows() >= search.leastRows()) {
                candidates.add(new Candidate(terms(chosen, key), own, rest, own.pValue(rest)));
            }
        });
    }

    private static List<Slice> terms(List<CodedColumn> chosen, long key) {
        List<Slice> terms = new ArrayList<>();
        long left = key;
        for (int c = chosen.size() - 1; c >= 0; c--) {
            CodedColumn column = chosen.get(c);
            terms.add(0, new Slice(column.name(), column.value((int) (left % column.size()))));
            left /= column.size();
        }
        return terms;
    }
}
