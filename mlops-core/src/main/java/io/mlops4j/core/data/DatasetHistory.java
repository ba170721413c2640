package io.mlops4j.core.data;

import io.mlops4j.core.content.ContentRef;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.data.Expectation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The versions of a dataset, oldest first, its rules, and the saved splits.
 *
 * @param since by rule, in order, the number of the version that was the latest when the rule came
 */
record DatasetHistory(PVector<Committed> versions, Map<Expectation, Integer> since, PMap<SplitId, SplitSaved> splits) {
    static final DatasetHistory NONE = new DatasetHistory(TreePVector.empty(), Map.of(), HashTreePMap.empty());

    /** A version, and who committed it when and why. */
    record Committed(VersionCommitted version, Stamp stamp) {}

    /** What a saved split is found by. */
    record SplitId(int version, String name) {}

    /** With one more version, which was held against all rules that the dataset has from then on. */
    DatasetHistory plus(Committed version) {
        return new DatasetHistory(versions.plus(version), since, splits)
                .with(version.version().rules());
    }

    DatasetHistory with(List<Expectation> rules) {
        Map<Expectation, Integer> next = new LinkedHashMap<>();
        rules.forEach(rule -> next.put(rule, since.getOrDefault(rule, versions.size())));
        return new DatasetHistory(versions, Collections.unmodifiableMap(next), splits);
    }

    DatasetHistory with(SplitSaved split) {
        return new DatasetHistory(versions, since, splits.plus(new SplitId(split.version(), split.name()), split));
    }

    /** The split of a version that is saved under a name, if there is one. */
    @Nullable SplitSaved split(int version, String name) {
        return splits.get(new SplitId(version, name));
    }

    /** The names of the splits of a version, sorted. */
    List<String> splits(int version) {
        return splits.keySet().stream()
                .filter(id -> id.version() == version)
                .map(SplitId::name)
                .sorted()
                .toList();
    }

    int size() {
        return versions.size();
    }

    List<Expectation> rules() {
        return List.copyOf(since.keySet());
    }

    /** Whether these are the rules, in any order. */
    boolean hasRules(List<Expectation> rules) {
        return since.keySet().equals(Set.copyOf(rules));
    }

    OptionalInt keptFrom(Expectation rule) {
        Integer version = since.get(rule);
        return version == null ? OptionalInt.empty() : OptionalInt.of(version);
    }

    /** The content of the latest version, or null if there is none. */
    @Nullable ContentRef latestContent() {
        return versions.isEmpty()
                ? null
                : versions.get(versions.size() - 1).version().content();
    }

    /** The files of the latest version, or null if it has none. */
    @Nullable ContentRef latestFiles() {
        return versions.isEmpty()
                ? null
                : versions.get(versions.size() - 1).version().files();
    }

    boolean isLatest(String digest) {
        return !versions.isEmpty()
                && versions.get(versions.size() - 1).version().digest().equals(digest);
    }
}
