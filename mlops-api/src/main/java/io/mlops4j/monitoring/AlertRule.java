package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How severe findings are: {@code AlertRule.of(Severity.CRITICAL, AlertMatcher.tests("psi")).reaching(0.5)}. Without a rule that fits a finding is a {@link
 * Severity#WARNING}; of several that fit the most severe holds, unless all of them are milder. Immutable; each setting answers another rule.
 */
public final class AlertRule {
    private final Severity severity;
    private final AlertMatcher matcher;
    private final @Nullable Double limit;
    private final int subjects;

    private AlertRule(Severity severity, AlertMatcher matcher, @Nullable Double limit, int subjects) {
        this.severity = severity;
        this.matcher = matcher;
        this.limit = limit;
        this.subjects = subjects;
    }

    /**
     * Findings that match have this severity.
     *
     * @param severity theirs
     * @param matcher which
     */
    public static AlertRule of(Severity severity, AlertMatcher matcher) {
        return new AlertRule(severity, matcher, null, 1);
    }

    /** The same, only for findings whose value is as bad as this or worse: at or above it where high values are trouble, else at or below. */
    public AlertRule reaching(double limit) {
        if (Double.isNaN(limit)) {
            throw new InvalidInput(
                    "A rule of alerts cannot have the limit NaN; give a number in the unit of the test.");
        }
        return new AlertRule(severity, matcher, limit, subjects);
    }

    /**
     * The same, only if it holds for at least so many columns, outputs or metrics of a window at once.
     *
     * @param subjects at least 1
     */
    public AlertRule atOnce(int subjects) {
        if (subjects < 1) {
            throw new InvalidInput("A rule of alerts cannot ask for " + subjects + " columns; give at least 1.");
        }
        return new AlertRule(severity, matcher, limit, subjects);
    }

    /** The severity that it gives. */
    public Severity severity() {
        return severity;
    }

    /** Which findings it is about. */
    public AlertMatcher matcher() {
        return matcher;
    }

    /** The value from which on it holds, if it asks for one. */
    public Optional<Double> findLimit() {
        return Optional.ofNullable(limit);
    }

    /** For how many subjects at once it must hold. */
    public int subjects() {
        return subjects;
    }

    /** Whether a finding is one of those that it counts. */
    boolean fits(AlertTopic topic, String where, AlertFinding finding) {
        return matcher.matches(topic, where, finding) && (limit == null || finding.reaches(limit));
    }

    /** Whether it holds for findings that make up one alert. */
    boolean holds(AlertTopic topic, String where, List<AlertFinding> findings) {
        return subjects
                <= findings.stream()
                        .filter(finding -> fits(topic, where, finding))
                        .map(AlertFinding::subject)
                        .distinct()
                        .count();
    }

    @Override
    public String toString() {
        return severity + " for " + matcher + (limit == null ? "" : ", reaching " + limit)
                + (subjects == 1 ? "" : ", " + subjects + " at once");
    }
}
