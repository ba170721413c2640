package io.mlops4j.evaluation;

import io.mlops4j.QualityGateFailed;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a {@link Gate} found. Immutable.
 *
 * @param findings one for each condition, in the gate's order; a condition on every slice has one for each slice
 */
public record GateResult(List<Finding> findings) {
    /** Copies the findings. */
    public GateResult {
        findings = List.copyOf(findings);
    }

    /** Whether every condition holds. */
    public boolean passed() {
        return findings.stream().allMatch(Finding::passed);
    }

    /** Those that do not hold. */
    public List<Finding> failures() {
        return findings.stream().filter(finding -> !finding.passed()).toList();
    }

    /**
     * Answers itself if every condition holds.
     *
     * @throws QualityGateFailed otherwise; the message names each broken condition with its slice, value and bound
     */
    public GateResult orThrow() {
        List<Finding> failures = failures();
        if (!failures.isEmpty()) {
            String broken = failures.stream().map(Finding::explanation).collect(Collectors.joining(" "));
            throw new QualityGateFailed("The quality gate is not passed, " + failures.size() + " of " + findings.size()
                    + " checks failed: " + broken);
        }
        return this;
    }
}
