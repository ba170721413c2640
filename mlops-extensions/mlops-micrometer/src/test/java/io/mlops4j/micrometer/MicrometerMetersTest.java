package io.mlops4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.PerformanceSettings;
import io.mlops4j.monitoring.Window;
import io.mlops4j.spi.Meters;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MicrometerMetersTest {
    private static final Map<String, String> TAGS = Map.of("endpoint", "scoring", "version", "3");

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void countersAreScraped() {
        Meters meters = MicrometerMeters.of(prometheus);
        meters.count("mlops4j.endpoint.retries", TAGS, 2);
        meters.count("mlops4j.endpoint.retries", TAGS, 3);
        assertThat(prometheus.scrape())
                .contains("mlops4j_endpoint_retries_total{endpoint=\"scoring\",version=\"3\"} 5.0");
    }

    @Test
    void timesAreScrapedAsHistograms() {
        Meters meters = MicrometerMeters.of(prometheus);
        meters.time("mlops4j.endpoint.requests", TAGS, 2_000_000);
        assertThat(prometheus.scrape())
                .contains("mlops4j_endpoint_requests_seconds_count{endpoint=\"scoring\",version=\"3\"} 1")
                .contains("mlops4j_endpoint_requests_seconds_sum{endpoint=\"scoring\",version=\"3\"} 0.002")
                .contains("mlops4j_endpoint_requests_seconds_bucket{endpoint=\"scoring\",version=\"3\",le=\"+Inf\"} 1");
    }

    @Test
    void timesWithoutHistogramsHaveNoBuckets() {
        Meters meters = MicrometerMeters.of(prometheus).withoutHistograms();
        meters.time("mlops4j.endpoint.requests", TAGS, 2_000_000);
        assertThat(prometheus.scrape()).contains("_count{").doesNotContain("_bucket{");
    }

    @Test
    void aGaugeIsReplacedByTheSameNameAndTags() {
        Meters meters = MicrometerMeters.of(prometheus);
        meters.gauge("mlops4j.endpoint.queued", TAGS, () -> 1);
        meters.gauge("mlops4j.endpoint.queued", TAGS, () -> 7);
        assertThat(prometheus.scrape()).contains("mlops4j_endpoint_queued{endpoint=\"scoring\",version=\"3\"} 7.0");
    }

    @Test
    void aGaugeThatWasRemovedIsNotScrapedAndMakesRoomForAnother() {
        Meters meters = MicrometerMeters.of(prometheus).atMost(1);
        meters.gauge("mlops4j.endpoint.queued", TAGS, () -> 1);
        meters.removeGauge("mlops4j.endpoint.queued", TAGS);
        assertThat(prometheus.scrape()).doesNotContain("mlops4j_endpoint_queued");
        meters.gauge("mlops4j.endpoint.queued", TAGS, () -> 7);
        assertThat(prometheus.scrape()).contains("mlops4j_endpoint_queued{endpoint=\"scoring\",version=\"3\"} 7.0");
    }

    @Test
    void removingAGaugeThatIsNotThereChangesNothing() {
        Meters meters = MicrometerMeters.of(prometheus);
        meters.removeGauge("mlops4j.endpoint.queued", TAGS);
        meters.count("mlops4j.endpoint.retries", TAGS, 2);
        assertThat(prometheus.scrape()).contains("mlops4j_endpoint_retries_total");
    }

    @Test
    void aGaugeIsNotForgottenByACollectionOfGarbage() {
        Meters meters = MicrometerMeters.of(prometheus);
        double[] held = {4};
        meters.gauge("mlops4j.endpoint.queued", TAGS, () -> held[0]);
        System.gc();
        assertThat(prometheus.scrape()).contains("mlops4j_endpoint_queued{endpoint=\"scoring\",version=\"3\"} 4.0");
    }

    @Test
    void metersBeyondTheMostAreLeftOutAndCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meters meters = MicrometerMeters.of(registry).atMost(2);
        for (int i = 0; i < 5; i++) {
            meters.count("c", Map.of("endpoint", "e" + i), 1);
        }
        meters.count("c", Map.of("endpoint", "e0"), 1);
        assertThat(registry.find("c").counters()).hasSize(2);
        assertThat(registry.get("c").tag("endpoint", "e0").counter().count()).isEqualTo(2);
        assertThat(registry.get("mlops4j.meters.dropped").counter().count()).isEqualTo(3);
    }

    @Test
    void noMetersAtAllAreRefused() {
        assertThatThrownBy(() -> MicrometerMeters.of(prometheus).atMost(0))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("0");
    }

    @Test
    void manyThreadsCountIntoOneMeter() throws InterruptedException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Meters meters = MicrometerMeters.of(registry);
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                for (int i = 0; i < 10_000; i++) {
                    meters.count("c", Map.of("i", String.valueOf(i % 7)), 1);
                }
            });
            threads[t].start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(registry.find("c").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .isEqualTo(40_000);
    }

    @Test
    void whatAMonitorSeesIsScraped(@TempDir Path directory) {
        Random random = new Random(3);
        try (Mlops ml = Mlops.builder()
                .directory(directory)
                .meters(MicrometerMeters.of(prometheus))
                .build()) {
            Monitor monitor = ml.monitor("scoring")
                    .reference(Table.builder()
                            .doubles("income", random.doubles(2_000).toArray())
                            .build())
                    .window(Window.ofCount(500))
                    .performance(PerformanceSettings.defaults())
                    .start();
            for (int i = 0; i < 500; i++) {
                monitor.predicted("p" + i, 0.9);
                monitor.label("p" + i, i % 4 == 0 ? 0 : 1);
                monitor.observe(Map.of("income", 0.5 + random.nextDouble()));
            }
            monitor.flush();
            assertThat(prometheus.scrape())
                    .contains("mlops4j_monitor_rows_total{monitor=\"scoring\"} 500.0")
                    .contains("mlops4j_monitor_windows_total{monitor=\"scoring\"} 1.0")
                    .contains("mlops4j_monitor_drifted_columns{monitor=\"scoring\"} 1.0")
                    .contains("mlops4j_monitor_alerts_open{monitor=\"scoring\"}")
                    .containsPattern("mlops4j_monitor_effect\\{column=\"income\",monitor=\"scoring\"} [0-9.]+")
                    .contains(
                            "mlops4j_monitor_performance{kind=\"realised\",metric=\"accuracy\",monitor=\"scoring\"} 0.75");
        }
    }
}
