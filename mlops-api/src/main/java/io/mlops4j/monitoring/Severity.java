package io.mlops4j.monitoring;

/** How bad it is, from mild to bad: the order of the constants is the order of severity. */
public enum Severity {
    /** Worth knowing. */
    INFO,
    /** To be looked at during the day; what a finding is unless an {@link AlertRule} says otherwise. */
    WARNING,
    /** To be looked at now. */
    CRITICAL
}
