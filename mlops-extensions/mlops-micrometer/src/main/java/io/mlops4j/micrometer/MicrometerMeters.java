package io.mlops4j.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.mlops4j.InvalidInput;
import io.mlops4j.spi.Meters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Meters in a registry of Micrometer: {@code Mlops.builder().meters(MicrometerMeters.of(registry))}. Names and tags are those of docs/serving.md and docs/monitoring.md; the registry writes them by the
 * convention of its system, as {@code mlops4j_endpoint_requests_seconds_bucket} for Prometheus. Times are kept as histograms, so that quantiles can be told over several processes.
 *
 * <p>Thread-safe. A counter or timer that is known is found without an allocation and without a lock. Counters and timers are kept as long as the registry, and gauges until what they ask has gone; those beyond the most that are kept, as of endpoints that are named by users, are left out and counted in
 * {@code mlops4j.meters.dropped}.
 */
public final class MicrometerMeters implements Meters {
    private static final int MOST_METERS = 10_000;
    private static final Duration SHORTEST = Duration.ofNanos(1_000);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final int most;
    private final boolean histograms;
    private final AtomicInteger meters = new AtomicInteger();
    private final Counter dropped;
    private final Map<String, Map<Map<String, String>, Counter>> counters = new ConcurrentHashMap<>();
    private final Map<String, Map<Map<String, String>, Timer>> timers = new ConcurrentHashMap<>();
    private final Map<String, Map<Map<String, String>, Latest>> gauges = new ConcurrentHashMap<>();

    private MicrometerMeters(MeterRegistry registry, int most, boolean histograms) {
        this.registry = registry;
        this.most = most;
        this.histograms = histograms;
        this.dropped = Counter.builder("mlops4j.meters.dropped")
                .description("Values of meters that were too many to be kept")
                .register(registry);
    }

    /** Meters in a registry; times as histograms, and at most 10 000 meters. */
    public static MicrometerMeters of(MeterRegistry registry) {
        return new MicrometerMeters(registry, MOST_METERS, true);
    }

    /**
     * The same with another number of meters.
     *
     * @param meters how many are kept at most
     * @throws InvalidInput if it is not above 0
     */
    public MicrometerMeters atMost(int meters) {
        if (meters < 1) {
            throw new InvalidInput("At most " + meters + " meters are none; give 1 or more.");
        }
        return new MicrometerMeters(registry, meters, histograms);
    }

    /** The same without histograms of times: their number, sum and maximum only, for a registry whose buckets are dear. */
    public MicrometerMeters withoutHistograms() {
        return new MicrometerMeters(registry, most, false);
    }

    @Override
    public void count(String name, Map<String, String> tags, long amount) {
        Counter counter = known(counters, name, tags);
        if (counter == null) {
            counter = madeCounter(name, tags);
        }
        if (counter != null) {
            counter.increment((double) amount);
        }
    }

    // Apart from the method above, where the function would be made on every call.
    private @Nullable Counter madeCounter(String name, Map<String, String> tags) {
        return meter(
                counters,
                name,
                tags,
                () -> Counter.builder(name).tags(tags(tags)).register(registry));
    }

    @Override
    public void time(String name, Map<String, String> tags, long nanos) {
        Timer timer = known(timers, name, tags);
        if (timer == null) {
            timer = madeTimer(name, tags);
        }
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private @Nullable Timer madeTimer(String name, Map<String, String> tags) {
        return meter(timers, name, tags, () -> timer(name, tags));
    }

    private Timer timer(String name, Map<String, String> tags) {
        Timer.Builder builder = Timer.builder(name).tags(tags(tags));
        if (histograms) {
            builder.publishPercentileHistogram().minimumExpectedValue(SHORTEST).maximumExpectedValue(LONGEST);
        }
        return builder.register(registry);
    }

    @Override
    public void gauge(String name, Map<String, String> tags, DoubleSupplier value) {
        Latest latest = meter(gauges, name, tags, () -> {
            Latest made = new Latest(value);
            made.gauge = Gauge.builder(name, made, Latest::value)
                    .strongReference(true)
                    .tags(tags(tags))
                    .register(registry);
            return made;
        });
        if (latest != null) {
            latest.supplier = value;
        }
    }

    @Override
    public void removeGauge(String name, Map<String, String> tags) {
        Map<Map<String, String>, Latest> named = gauges.get(name);
        if (named == null) {
            return;
        }
        named.computeIfPresent(tags, (t, latest) -> {
            if (latest.gauge != null) {
                Meter unused = registry.remove(latest.gauge);
            }
            meters.decrementAndGet();
            return null;
        });
    }

    /** What a gauge asks, which may be replaced. */
    private static final class Latest {
        private volatile DoubleSupplier supplier;
        private volatile @Nullable Gauge gauge;

        Latest(DoubleSupplier supplier) {
            this.supplier = supplier;
        }

        double value() {
            return supplier.getAsDouble();
        }
    }

    private static <M> @Nullable M known(
            Map<String, Map<Map<String, String>, M>> all, String name, Map<String, String> tags) {
        Map<Map<String, String>, M> named = all.get(name);
        return named == null ? null : named.get(tags);
    }

    /** The meter of a name and tags, made if there is room for another; null if there is none. */
    private <M> @Nullable M meter(
            Map<String, Map<Map<String, String>, M>> all, String name, Map<String, String> tags, Supplier<M> maker) {
        Map<Map<String, String>, M> named = all.computeIfAbsent(name, n -> new ConcurrentHashMap<>());
        Function<Map<String, String>, @Nullable M> making = t -> {
            if (meters.get() >= most) {
                return null;
            }
            meters.incrementAndGet();
            return maker.get();
        };
        M meter = named.computeIfAbsent(tags, making);
        if (meter == null) {
            dropped.increment();
        }
        return meter;
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList();
    }
}
