package io.mlops4j.core.registry;

import io.mlops4j.core.registry.ModelEvent.AliasRemoved;
import io.mlops4j.core.registry.ModelEvent.AliasSet;
import io.mlops4j.core.registry.ModelEvent.ReplacementNamed;
import io.mlops4j.core.registry.ModelEvent.VersionEvaluated;
import io.mlops4j.core.registry.ModelEvent.VersionRegistered;
import io.mlops4j.core.registry.ModelEvent.VersionRetired;
import io.mlops4j.core.stream.Stamp;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/** A model as its stream tells it. */
record ModelState(PSortedMap<Integer, Registered> versions, PSortedMap<String, Integer> aliases) {
    static final ModelState EMPTY = new ModelState(TreePMap.empty(), TreePMap.empty());

    /** A version, who registered it when, its evaluations, those that came later too, and its end if it came. */
    record Registered(
            VersionFacts facts,
            Stamp stamp,
            PVector<StoredEvaluation> evaluations,
            @Nullable Ending ending) {
        Registered evaluated(StoredEvaluation evaluation) {
            return new Registered(facts, stamp, evaluations.plus(evaluation), ending);
        }

        Registered ended(Ending end) {
            return new Registered(facts, stamp, evaluations, end);
        }

        Optional<StoredEvaluation> findEvaluation(String name) {
            return evaluations.stream()
                    .filter(evaluation -> evaluation.name().equals(name))
                    .findFirst();
        }
    }

    /** A retirement; the replacement is 0 if none was named. */
    record Ending(Stamp stamp, int replacement) {}

    int nextNumber() {
        return versions.isEmpty() ? 1 : versions.lastKey() + 1;
    }

    SortedSet<String> aliasesOf(int number) {
        SortedSet<String> names = new TreeSet<>();
        for (Map.Entry<String, Integer> alias : aliases.entrySet()) {
            if (alias.getValue() == number) {
                names.add(alias.getKey());
            }
        }
        return names;
    }

    ModelState apply(Stamp stamp, ModelEvent event) {
        if (event instanceof VersionRegistered registered) {
            VersionFacts facts = registered.facts();
            return new ModelState(
                    versions.plus(
                            facts.number(), new Registered(facts, stamp, TreePVector.from(facts.evaluations()), null)),
                    aliases);
        } else if (event instanceof VersionEvaluated evaluated) {
            return changed(evaluated.number(), version -> version.evaluated(evaluated.evaluation()));
        } else if (event instanceof AliasSet set) {
            return new ModelState(versions, aliases.plus(set.alias(), set.number()));
        } else if (event instanceof AliasRemoved removed) {
            return new ModelState(versions, aliases.minus(removed.alias()));
        } else if (event instanceof VersionRetired retired) {
            return ending(retired.number(), new Ending(stamp, 0));
        }
        ReplacementNamed named = (ReplacementNamed) event;
        Registered version = versions.get(named.number());
        return version == null || version.ending == null
                ? this
                : ending(named.number(), new Ending(version.ending.stamp, named.replacement()));
    }

    private ModelState ending(int number, Ending ending) {
        return changed(number, version -> version.ended(ending));
    }

    private ModelState changed(int number, UnaryOperator<Registered> change) {
        Registered version = versions.get(number);
        return version == null ? this : new ModelState(versions.plus(number, change.apply(version)), aliases);
    }
}
