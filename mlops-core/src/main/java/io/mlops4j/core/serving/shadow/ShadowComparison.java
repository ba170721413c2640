package io.mlops4j.core.serving.shadow;

import io.mlops4j.MlopsException;
import io.mlops4j.serving.LatencyQuantiles;
import io.mlops4j.serving.ShadowReport;
import io.mlops4j.serving.ShadowReport.Example;
import io.mlops4j.serving.Tensors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Adds up how a shadow compares with what was served. One thread adds; reports may be asked for by any. */
public final class ShadowComparison {
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final String endpoint;
    private final String shadow;
    private final ShadowSettings settings;
    private final Set<String> served = new LinkedHashSet<>();
    private final Map<String, OutputComparator> outputs = new LinkedHashMap<>();
    private final Histogram servedTimes = new Histogram(LONGEST_NANOS, 3);
    private final Histogram shadowTimes = new Histogram(LONGEST_NANOS, 3);
    private final PriorityQueue<Example> worst = new PriorityQueue<>(Comparator.comparingDouble(Example::difference));
    private long compared;
    private long mismatches;
    private long errors;
    private @Nullable String firstError;

    /** For a shadow of an endpoint. */
    public ShadowComparison(String endpoint, String shadow, ShadowSettings settings) {
        this.endpoint = endpoint;
        this.shadow = shadow;
        this.settings = settings;
    }

    /** The shadow failed. */
    public synchronized void failed(RuntimeException failure) {
        errors++;
        if (firstError == null) {
            firstError = failure instanceof MlopsException ? failure.getMessage() : failure.toString();
        }
    }

    /**
     * Both have answered.
     *
     * @param predictionId the prediction that was served
     * @param version the version that served it
     * @param inputs what both were asked
     * @param answer what was served
     * @param servedNanos how long that took
     * @param other what the shadow gave
     * @param shadowNanos how long that took
     */
    public synchronized void add(
            String predictionId,
            String version,
            Tensors inputs,
            Tensors answer,
            long servedNanos,
            Tensors other,
            long shadowNanos) {
        compared++;
        served.add(version);
        servedTimes.recordValue(Math.min(servedNanos, LONGEST_NANOS));
        shadowTimes.recordValue(Math.min(shadowNanos, LONGEST_NANOS));
        double apart = 0;
        for (int i = 0; i < answer.size(); i++) {
            String name = answer.name(i);
            if (other.contains(name)) {
                double difference = outputs.computeIfAbsent(name, n -> new OutputComparator(n, settings))
                        .add(answer.value(i), other.value(name));
                apart = Math.max(apart, difference);
            }
        }
        if (apart > 1) {
            mismatches++;
            keep(new Example(predictionId, apart, inputs, answer, other));
        }
    }

    private void keep(Example example) {
        if (settings.examples() == 0) {
            return;
        }
        if (worst.size() < settings.examples()) {
            worst.add(redacted(example));
        } else if (example.difference() > worst.element().difference()) {
            worst.remove();
            worst.add(redacted(example));
        }
    }

    /** Only what is kept goes through the hook, which may be slow; where the hook fails nothing is kept of the inputs. */
    private Example redacted(Example example) {
        Tensors inputs;
        try {
            inputs = settings.redact().apply(example.inputs());
        } catch (RuntimeException e) {
            inputs = Tensors.of(Map.of());
        }
        return new Example(example.predictionId(), example.difference(), inputs, example.served(), example.shadow());
    }

    /** What was seen until now, with the number of copies that were dropped. */
    public synchronized ShadowReport report(long dropped) {
        List<Example> examples = new ArrayList<>(worst);
        examples.sort(Comparator.comparingDouble(Example::difference).reversed());
        return new ShadowReport(
                endpoint,
                List.copyOf(served),
                shadow,
                compared,
                mismatches,
                errors,
                dropped,
                latency(servedTimes),
                latency(shadowTimes),
                outputs.values().stream().map(OutputComparator::comparison).toList(),
                examples,
                Optional.ofNullable(firstError));
    }

    private static LatencyQuantiles latency(Histogram times) {
        return new LatencyQuantiles(
                Duration.ofNanos(times.getValueAtPercentile(50)),
                Duration.ofNanos(times.getValueAtPercentile(90)),
                Duration.ofNanos(times.getValueAtPercentile(99)),
                Duration.ofNanos(times.getMaxValue()));
    }
}
