package io.mlops4j.core.monitoring.peers;

/** Decides whether a window has drifted from a reference. */
interface Rule {
    /** What the tables call it. */
    String title();

    /** Whether it alarms; both have the same columns. */
    boolean alarms(Sample reference, Sample window);
}
