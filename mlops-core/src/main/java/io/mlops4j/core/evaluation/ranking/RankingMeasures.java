package io.mlops4j.core.evaluation.ranking;

import io.mlops4j.core.evaluation.assess.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What is measured of rankings, by name. */
final class RankingMeasures {
    private static final int ALL = Integer.MAX_VALUE;

    private final List<Measure> measures = new ArrayList<>();
    private final Map<String, ToDoubleFunction<TiedRanking>> functions = new LinkedHashMap<>();

    /** All measures, down to some places. */
    RankingMeasures(List<Integer> cutoffs) {
        add("ndcg", ranking -> ranking.ndcg(ALL));
        add("dcg", ranking -> ranking.dcg(ALL));
        add("map", ranking -> ranking.averagePrecision(ALL));
        add("mrr", TiedRanking::reciprocalRank);
        for (int cutoff : cutoffs) {
            add("ndcg_at_" + cutoff, ranking -> ranking.ndcg(cutoff));
            add("map_at_" + cutoff, ranking -> ranking.averagePrecision(cutoff));
            add("precision_at_" + cutoff, ranking -> ranking.precision(cutoff));
            add("recall_at_" + cutoff, ranking -> ranking.recall(cutoff));
            add("hit_rate_at_" + cutoff, ranking -> ranking.hitRate(cutoff));
        }
    }

    private void add(String name, ToDoubleFunction<TiedRanking> function) {
        measures.add(Measure.score(name));
        functions.put(name, function);
    }

    List<Measure> measures() {
        return measures;
    }

    double of(Measure measure, TiedRanking ranking) {
        return Objects.requireNonNull(functions.get(measure.name())).applyAsDouble(ranking);
    }
}
