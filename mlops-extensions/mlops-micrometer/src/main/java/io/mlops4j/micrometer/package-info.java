/**
 * Reports what endpoints and monitors do to a registry of Micrometer, and through it to Prometheus, Datadog, CloudWatch and others. Start at {@link io.mlops4j.micrometer.MicrometerMeters}.
 *
 * <pre>{@code
 * PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
 * Mlops ml = Mlops.builder().directory(directory).meters(MicrometerMeters.of(registry)).build();
 * }</pre>
 */
@NullMarked
package io.mlops4j.micrometer;

import org.jspecify.annotations.NullMarked;
