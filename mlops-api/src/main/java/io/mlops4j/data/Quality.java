package io.mlops4j.data;

import java.util.List;

/**
 * The results of all expectations of a version, in the order in which they were given. Immutable. A committed version's passed.
 *
 * @param results one result an expectation that was checked; none if nothing was expected
 * @param unchecked the expectations of the dataset that were not checked: custom predicates that were not given again, since code is not stored, and rules that only a
 *     newer release knows
 */
public record Quality(List<ExpectationResult> results, List<Expectation> unchecked) {
    /** Copies the lists. */
    public Quality {
        results = List.copyOf(results);
        unchecked = List.copyOf(unchecked);
    }

    /** Results of expectations all of which were checked. */
    public Quality(List<ExpectationResult> results) {
        this(results, List.of());
    }

    /** Whether every expectation that was checked is kept, those that only warn apart; true if nothing was expected. */
    public boolean passed() {
        return broken().isEmpty();
    }

    /** The results of the expectations of severity {@link Expectation.Severity#ERROR} that are not kept. */
    public List<ExpectationResult> broken() {
        return notKept(Expectation.Severity.ERROR);
    }

    /** The results of the expectations of severity {@link Expectation.Severity#WARNING} that are not kept. */
    public List<ExpectationResult> warnings() {
        return notKept(Expectation.Severity.WARNING);
    }

    private List<ExpectationResult> notKept(Expectation.Severity severity) {
        return results.stream()
                .filter(result -> !result.passed() && result.expectation().severity() == severity)
                .toList();
    }
}
