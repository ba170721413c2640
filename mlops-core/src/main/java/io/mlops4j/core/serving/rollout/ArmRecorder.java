package io.mlops4j.core.serving.rollout;

import io.mlops4j.core.serving.split.SplitSettings;
import io.mlops4j.core.stats.sketch.BucketCounts;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.LabelMetric;
import io.mlops4j.serving.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/** Counts what one version does in one step, in this process. The request path only adds to striped and atomic counters. Thread-safe. */
public final class ArmRecorder {
    /** The longest time that is told from longer ones. */
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final List<LabelMetric> metrics;
    private final Map<String, Guard.Meter> meters;
    private final @Nullable PredictionBins bins;
    private final LongAdder requests = new LongAdder();
    private final LongAdder units = new LongAdder();
    private final LongAdder errors = new LongAdder();

    /** Two digits: a quantile is known to one part in a hundred. */
    private final AtomicHistogram latencies = new AtomicHistogram(LONGEST_NANOS, 2);

    private final AtomicReference<@Nullable SeenKeys> keys = new AtomicReference<>();
    private final Map<String, AtomicReference<Moments>> values = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> classes = new ConcurrentHashMap<>();

    /** Of the meters whose values are kept by their size; each is its own lock. */
    private final Map<String, BucketCounts> spreads;

    private final boolean everything;

    private ArmRecorder(
            List<LabelMetric> metrics,
            Map<String, Guard.Meter> meters,
            @Nullable PredictionBins bins,
            Set<String> spread,
            boolean everything) {
        Map<String, BucketCounts> counts = new HashMap<>();
        spread.forEach(name -> counts.put(name, new BucketCounts()));
        this.spreads = Map.copyOf(counts);
        this.metrics = metrics;
        this.meters = meters;
        this.bins = bins;
        this.everything = everything;
    }

    /** One for versions that share requests: it takes every metric and meter, and counts every request. */
    public static ArmRecorder ofEverything(Optional<SplitSettings.Reward> reward) {
        Map<String, Guard.Meter> ranges = reward.map(
                        r -> Map.of(r.name(), new Guard.Meter(r.name(), r.lowest(), r.highest(), true, 0)))
                .orElse(Map.of());
        return new ArmRecorder(List.of(LabelMetric.values()), ranges, null, Set.of(), true);
    }

    /** One for what guards watch, which counts a key once. */
    static ArmRecorder of(List<Guard> guards, @Nullable PredictionBins bins) {
        List<LabelMetric> watched = new ArrayList<>();
        Map<String, Guard.Meter> named = new HashMap<>();
        Set<String> spread = new HashSet<>();
        for (Guard guard : guards) {
            if (guard instanceof Guard.Metric metric) {
                watched.add(metric.metric());
            } else if (guard instanceof Guard.Meter meter) {
                named.put(meter.name(), meter);
            } else if (guard instanceof Guard.Kayenta kayenta) {
                kayenta.findMeter().ifPresent(spread::add);
            }
        }
        return new ArmRecorder(List.copyOf(watched), Map.copyOf(named), bins, spread, false);
    }

    /** Whether anything is wanted of a prediction that only its label or a meter will tell. */
    public boolean joinsLater() {
        return everything || !metrics.isEmpty() || !meters.isEmpty() || !spreads.isEmpty();
    }

    /** Whether a request counts: one without a key, or the first of its key. */
    public boolean counts(boolean keyed, long keyHash) {
        return everything || !keyed || seen().add(keyHash);
    }

    private SeenKeys seen() {
        SeenKeys known = keys.get();
        if (known == null) {
            keys.compareAndSet(null, new SeenKeys());
            known = Objects.requireNonNull(keys.get());
        }
        return known;
    }

    /** A request was answered. */
    public void answered(boolean counts, long nanos, Tensors outputs) {
        requests.increment();
        if (!counts) {
            return;
        }
        units.increment();
        latencies.recordValue(Math.min(nanos, LONGEST_NANOS));
        if (bins != null) {
            classes.computeIfAbsent(bins.of(Predicted.of(outputs)), name -> new LongAdder())
                    .increment();
        }
    }

    /** A request failed. */
    public void failed(boolean counts) {
        requests.increment();
        if (counts) {
            units.increment();
            errors.increment();
        }
    }

    /** A label came for a prediction that counts. */
    public void labelled(Predicted predicted, String label, double labelNumber) {
        for (LabelMetric metric : metrics) {
            predicted.value(metric, label, labelNumber).ifPresent(value -> add(metric.title(), value));
        }
    }

    /** A value of a meter came for a prediction that counts. */
    public void measured(String name, double value) {
        BucketCounts counts = spreads.get(name);
        if (counts != null && Double.isFinite(value)) {
            synchronized (counts) {
                counts.add(value);
            }
        }
        Guard.Meter meter = meters.get(name);
        if (meter != null) {
            add("meter " + name, Math.min(meter.highest(), Math.max(meter.lowest(), value)));
        } else if (everything) {
            add("meter " + name, value);
        }
    }

    private void add(String name, double value) {
        Moments one = new Moments(1, value, value * value);
        values.computeIfAbsent(name, n -> new AtomicReference<>(Moments.NONE))
                .updateAndGet(moments -> moments.plus(one));
    }

    /** What was seen until now. */
    public ArmEvidence evidence() {
        Map<Long, Long> times = new HashMap<>();
        // A copy, since requests go on recording.
        for (HistogramIterationValue bucket : latencies.copy().recordedValues()) {
            times.put(bucket.getValueIteratedTo(), bucket.getCountAddedInThisIterationStep());
        }
        Map<String, Moments> means = new HashMap<>();
        values.forEach((name, moments) -> means.put(name, moments.get()));
        Map<String, Long> shares = new HashMap<>();
        classes.forEach((name, count) -> shares.put(name, count.sum()));
        Map<String, Map<Integer, Long>> sizes = new HashMap<>();
        spreads.forEach((name, counts) -> {
            Map<Integer, Long> copy = new HashMap<>();
            synchronized (counts) {
                counts.addTo(copy);
            }
            sizes.put(name, Map.copyOf(copy));
        });
        // Errors before units, so that they are never more than those.
        long failed = errors.sum();
        return new ArmEvidence(requests.sum(), units.sum(), failed, times, means, shares, sizes);
    }

    /** How many requests came until now. */
    public long requests() {
        return requests.sum();
    }
}
