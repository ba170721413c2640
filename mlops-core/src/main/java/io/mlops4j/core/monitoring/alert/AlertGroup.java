package io.mlops4j.core.monitoring.alert;

import io.mlops4j.monitoring.AlertTopic;

/**
 * What shares an alert.
 *
 * @param topic the kind of trouble
 * @param where the segment or reference; empty for all rows
 * @param subject the column, output or metric; empty for all of them together
 */
public record AlertGroup(AlertTopic topic, String where, String subject) {
    boolean isOf(Verdict verdict) {
        return topic == verdict.topic() && where.equals(verdict.where());
    }
}
