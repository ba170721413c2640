package io.mlops4j.core.data;

import io.mlops4j.data.Expectation;
import java.util.List;

/** What happens in the stream of a dataset. */
sealed interface DatasetEvent permits VersionCommitted, DatasetEvent.RulesSet, SplitSaved {
    /** The latest version was held against other rules and kept them: they are the dataset's from now on. */
    record RulesSet(List<Expectation> rules) implements DatasetEvent {
        public RulesSet {
            rules = List.copyOf(rules);
        }

        /** The rules as reading gives them back: custom ones are without their code, in this process too. */
        static RulesSet stored(List<Expectation> rules) {
            return new RulesSet(rules.stream()
                    .map(rule -> ExpectationJson.read(ExpectationJson.write(rule)))
                    .toList());
        }
    }
}
