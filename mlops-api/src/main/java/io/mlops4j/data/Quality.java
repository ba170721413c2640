package io.mlops4j.data;

import java.util.List;

/**
 * The results of all expectations of a version, in the order in which they were given. Immutable. A committed version's passed.
 *
 * @param results one result an expectation; none if nothing was expected
 */
public record Quality(List<ExpectationResult> results) {
    /** Copies the results. */
    public Quality {
        results = List.copyOf(results);
    }

    /** Whether every expectation is kept; true if nothing was expected. */
    public boolean passed() {
        return results.stream().allMatch(ExpectationResult::passed);
    }

    /** The results of the expectations that are not kept. */
    public List<ExpectationResult> broken() {
        return results.stream().filter(result -> !result.passed()).toList();
    }
}
