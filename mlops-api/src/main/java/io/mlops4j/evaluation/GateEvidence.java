package io.mlops4j.evaluation;

import io.mlops4j.data.Quality;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All that a {@link Gate} can be checked against: a version's evaluations, the champion's, the quality of its data, its latency and its size.
 * When a version is registered or deployed, this is put together from what is known of it; by hand it is for checks elsewhere. Immutable: each
 * setting answers a new one.
 */
public final class GateEvidence {
    private final Evaluation evaluation;
    private final Map<String, Evaluation> others;
    private final Map<String, Evaluation> champion;
    private final Map<String, Quality> qualities;
    private final @Nullable LatencySample latency;
    private final @Nullable Long sizeBytes;

    private GateEvidence(
            Evaluation evaluation,
            Map<String, Evaluation> others,
            Map<String, Evaluation> champion,
            Map<String, Quality> qualities,
            @Nullable LatencySample latency,
            @Nullable Long sizeBytes) {
        this.evaluation = evaluation;
        this.others = Collections.unmodifiableMap(others);
        this.champion = Collections.unmodifiableMap(champion);
        this.qualities = Collections.unmodifiableMap(qualities);
        this.latency = latency;
        this.sizeBytes = sizeBytes;
    }

    /** Of an evaluation, which conditions are about that name no other. */
    public static GateEvidence of(Evaluation evaluation) {
        return new GateEvidence(evaluation, Map.of(), Map.of(), Map.of(), null, null);
    }

    /** With an evaluation by another strategy, such as {@code backtest}. */
    public GateEvidence evaluation(String name, Evaluation other) {
        return new GateEvidence(evaluation, with(others, name, other), champion, qualities, latency, sizeBytes);
    }

    /** With the champion's evaluation. */
    public GateEvidence champion(Evaluation other) {
        return champion(Evaluation.HOLD_OUT, other);
    }

    /** With the champion's evaluation by another strategy. */
    public GateEvidence champion(String name, Evaluation other) {
        return new GateEvidence(evaluation, others, with(champion, name, other), qualities, latency, sizeBytes);
    }

    /** With what was checked of a dataset version that the model was made from. */
    public GateEvidence quality(String dataset, Quality quality) {
        return new GateEvidence(evaluation, others, champion, with(qualities, dataset, quality), latency, sizeBytes);
    }

    /** With the durations of predictions for one row. */
    public GateEvidence latency(LatencySample sample) {
        return new GateEvidence(evaluation, others, champion, qualities, sample, sizeBytes);
    }

    /** With the size of the model file. */
    public GateEvidence sizeBytes(long bytes) {
        return new GateEvidence(evaluation, others, champion, qualities, latency, bytes);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String name, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    /** The evaluation. */
    public Evaluation evaluation() {
        return evaluation;
    }

    /** The evaluations by other strategies, by name. */
    public Map<String, Evaluation> others() {
        return others;
    }

    /** The champion's evaluations by name; {@link Evaluation#HOLD_OUT} is the one without a name. Empty without a champion. */
    public Map<String, Evaluation> champion() {
        return champion;
    }

    /** What was checked of the data, by dataset version. */
    public Map<String, Quality> qualities() {
        return qualities;
    }

    /** The durations of predictions, if they were measured. */
    public Optional<LatencySample> findLatency() {
        return Optional.ofNullable(latency);
    }

    /** The size of the model file, if there is one. */
    public OptionalLong findSizeBytes() {
        return sizeBytes == null ? OptionalLong.empty() : OptionalLong.of(sizeBytes);
    }
}
