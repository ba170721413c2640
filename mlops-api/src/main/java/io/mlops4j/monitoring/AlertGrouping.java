package io.mlops4j.monitoring;

/** Which findings share an alert. Those of different topics and of different segments or references never do. */
public enum AlertGrouping {
    /** All columns together: one alert says which have drifted. */
    TOGETHER,
    /** Each column, output or metric by itself. */
    EACH_SUBJECT
}
