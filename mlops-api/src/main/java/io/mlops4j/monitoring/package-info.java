/**
 * Watching what a model is asked and what it answers. {@link io.mlops4j.monitoring.Monitor} follows an endpoint, or rows that it is given, in windows, and holds each against a
 * reference; {@link io.mlops4j.monitoring.DriftReport} is what it finds, {@link io.mlops4j.monitoring.AlertSink} is told. {@link io.mlops4j.monitoring.Drift} compares two datasets.
 */
@NullMarked
package io.mlops4j.monitoring;

import org.jspecify.annotations.NullMarked;
