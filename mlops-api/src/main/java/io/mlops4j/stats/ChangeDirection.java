package io.mlops4j.stats;

/** Which changes of the mean count. */
public enum ChangeDirection {
    /** The mean has risen. */
    UP,
    /** The mean has fallen. */
    DOWN,
    /** The mean has risen or fallen. */
    EITHER
}
