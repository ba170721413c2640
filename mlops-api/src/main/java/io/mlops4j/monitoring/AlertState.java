package io.mlops4j.monitoring;

/** Where an alert is in its life. */
public enum AlertState {
    /** It is there, and nobody has said that they look into it. */
    OPEN,
    /** Somebody looks into it: no reminders are sent. It is open again if it becomes more severe. */
    ACKNOWLEDGED,
    /** It is over. The same trouble later is a new alert. */
    RESOLVED
}
