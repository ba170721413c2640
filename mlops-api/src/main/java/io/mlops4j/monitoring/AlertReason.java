package io.mlops4j.monitoring;

/** Why an alert is sent to the sinks. */
public enum AlertReason {
    /** It has just begun. */
    OPENED,
    /** It takes in a column or metric that it did not before. */
    GREW,
    /** It is more severe than it was. */
    ESCALATED,
    /** It is still there, and nobody has acknowledged it. */
    REMINDER,
    /** It is over; sent if {@link AlertPolicy#announceResolved} asks for it. */
    RESOLVED
}
