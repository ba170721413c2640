package io.mlops4j.core.serving;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.names.Ulids;
import io.mlops4j.core.serving.rollout.ArmRecorder;
import io.mlops4j.core.serving.rollout.Predicted;
import io.mlops4j.serving.Tensors;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The latest predictions that labels or meters are waited for, by id; the oldest makes room for the newest. Thread-safe. */
final class RecentPredictions {
    /** How many are remembered. */
    static final int CAPACITY = 1 << 17;

    /** Made when the first one is remembered: most endpoints never wait for labels. */
    private final AtomicReference<@Nullable AtomicReferenceArray<@Nullable Id>> ring = new AtomicReference<>();

    private final AtomicInteger next = new AtomicInteger();
    private final Map<Id, Entry> entries = new ConcurrentHashMap<>();

    private record Id(long high, long low) {}

    private record Entry(ArmRecorder recorder, Predicted predicted, AtomicBoolean labelled) {}

    /** Remembers a prediction of one row. */
    void remember(ServedPrediction prediction, ArmRecorder recorder, Tensors outputs) {
        Id id = new Id(prediction.idHigh(), prediction.idLow());
        entries.put(id, new Entry(recorder, Predicted.of(outputs), new AtomicBoolean()));
        Id oldest = ring().getAndSet(next.getAndIncrement() & (CAPACITY - 1), id);
        if (oldest != null) {
            entries.remove(oldest);
        }
    }

    private AtomicReferenceArray<@Nullable Id> ring() {
        AtomicReferenceArray<@Nullable Id> made = ring.get();
        if (made == null) {
            ring.compareAndSet(null, new AtomicReferenceArray<>(CAPACITY));
            made = Objects.requireNonNull(ring.get());
        }
        return made;
    }

    /** A label came; the first one of a prediction counts. */
    void label(String predictionId, String label, double labelNumber) {
        Entry entry = find(predictionId);
        if (entry != null && entry.labelled().compareAndSet(false, true)) {
            entry.recorder().labelled(entry.predicted(), label, labelNumber);
        }
    }

    /** The value of a meter came. */
    void measure(String predictionId, String meter, double value) {
        Entry entry = find(predictionId);
        if (entry != null) {
            entry.recorder().measured(meter, value);
        }
    }

    private @Nullable Entry find(String predictionId) {
        long[] id = Ulids.parse(predictionId)
                .orElseThrow(() -> new InvalidInput("'" + predictionId
                        + "' is no id of a prediction: those have 26 characters. Take it from Prediction.id()."));
        return entries.get(new Id(id[0], id[1]));
    }
}
