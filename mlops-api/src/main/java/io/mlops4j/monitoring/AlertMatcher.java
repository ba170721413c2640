package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which findings an {@link AlertRule} or a {@link Silence} is about: {@code AlertMatcher.columns("income", "age_*")}. A finding matches if it matches
 * each part; a part that is empty matches everything.
 *
 * @param topics kinds of trouble; empty for all
 * @param subjects columns, outputs or metrics, where {@code *} stands for any characters; empty for all
 * @param tests names of tests; empty for all
 * @param wheres segments or references, as {@code country=DE}, where {@code *} stands for any characters; empty for all
 */
public record AlertMatcher(Set<AlertTopic> topics, Set<String> subjects, Set<String> tests, Set<String> wheres) {
    private static final int MOST = 1_000;
    private static final AlertMatcher ALL = new AlertMatcher(Set.of(), Set.of(), Set.of(), Set.of());

    /** Copies the sets, in order, and refuses more than 1000 entries and blank ones. */
    public AlertMatcher {
        topics = Set.copyOf(topics);
        subjects = sorted("subjects", subjects);
        tests = sorted("tests", tests);
        wheres = sorted("segments", wheres);
    }

    /** Every finding. */
    public static AlertMatcher all() {
        return ALL;
    }

    /** Findings on these columns, outputs or metrics; {@code *} stands for any characters. */
    public static AlertMatcher subjects(String... subjects) {
        return new AlertMatcher(Set.of(), Set.of(subjects), Set.of(), Set.of());
    }

    /** Findings of these kinds. */
    public static AlertMatcher topics(AlertTopic... topics) {
        return new AlertMatcher(Set.of(topics), Set.of(), Set.of(), Set.of());
    }

    /** Findings of these tests. */
    public static AlertMatcher tests(String... tests) {
        return new AlertMatcher(Set.of(), Set.of(), Set.of(tests), Set.of());
    }

    /** The same, of these kinds only. */
    public AlertMatcher andTopics(AlertTopic... topics) {
        return new AlertMatcher(Set.of(topics), subjects, tests, wheres);
    }

    /** The same, on these columns, outputs or metrics only. */
    public AlertMatcher andSubjects(String... subjects) {
        return new AlertMatcher(topics, Set.of(subjects), tests, wheres);
    }

    /** The same, of these tests only. */
    public AlertMatcher andTests(String... tests) {
        return new AlertMatcher(topics, subjects, Set.of(tests), wheres);
    }

    /** The same, in these segments or against these references only. */
    public AlertMatcher andWheres(String... wheres) {
        return new AlertMatcher(topics, subjects, tests, Set.of(wheres));
    }

    /** Whether a finding is among those that are meant. */
    public boolean matches(AlertTopic topic, String where, AlertFinding finding) {
        return (topics.isEmpty() || topics.contains(topic))
                && (tests.isEmpty() || tests.contains(finding.test()))
                && any(subjects, finding.subject())
                && any(wheres, where);
    }

    private static boolean any(Set<String> patterns, String text) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, text));
    }

    /** Greedy with one point of return, so the time is at most the product of the lengths, whatever the pattern. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static Set<String> sorted(String what, Set<String> entries) {
        if (entries.size() > MOST || entries.stream().anyMatch(String::isBlank)) {
            throw new InvalidInput("A matcher of alerts cannot have " + entries.size() + " " + what
                    + " or blank ones; give at most " + MOST + ", none of them blank, and '*' for any characters.");
        }
        return Collections.unmodifiableSet(new TreeSet<>(entries));
    }
}
