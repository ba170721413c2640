package io.mlops4j.core.serving;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.names.Ulids;
import io.mlops4j.core.serving.rollout.ArmRecorder;
import io.mlops4j.core.serving.rollout.Predicted;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The latest predictions that labels or meters are waited for, by id; the oldest makes room for the newest. The thread of a request puts its prediction into a stripe that is free, which takes a few
 * nanoseconds; they are sorted in together, by the request that fills its stripe or by the label that looks for one of them. None is lost. Thread-safe.
 */
final class RecentPredictions {
    /** How many are remembered. */
    static final int CAPACITY = 1 << 17;

    private static final int STRIPES = 8;
    private static final int PER_STRIPE = 256;

    /** Outputs of more values than these do not wait, as they would be kept from being freed. */
    private static final int SMALL = 256;

    /** What a map of probabilities is taken for. */
    private static final int A_MAP = 16;

    private final AtomicReference<@Nullable Store> store = new AtomicReference<>();

    /** Made when the first one is remembered: most endpoints never wait for labels. */
    private static final class Store {
        private final Stripe[] stripes = new Stripe[STRIPES];
        private final ReentrantLock sorting = new ReentrantLock();
        private final PredictionTable table = new PredictionTable(CAPACITY);

        Store() {
            for (int i = 0; i < STRIPES; i++) {
                stripes[i] = new Stripe();
            }
        }
    }

    /** Some that wait to be sorted in; one thread at a time writes to them or takes them out. */
    private static final class Stripe {
        private final AtomicBoolean taken = new AtomicBoolean();
        private final ServedPrediction[] predictions = new ServedPrediction[PER_STRIPE];
        private final ArmRecorder[] recorders = new ArmRecorder[PER_STRIPE];
        private int size;
    }

    private record Found(ArmRecorder recorder, Predicted predicted, boolean first) {}

    /** Remembers a prediction of one row. */
    void remember(ServedPrediction prediction, ArmRecorder recorder) {
        Store into = store();
        if (!isSmall(prediction.outputs())) {
            into.sorting.lock();
            try {
                add(into.table, prediction, recorder);
            } finally {
                into.sorting.unlock();
            }
            return;
        }
        int at = (int) Thread.currentThread().getId();
        while (true) {
            for (int i = 0; i < STRIPES; i++) {
                Stripe stripe = into.stripes[(at + i) & (STRIPES - 1)];
                if (stripe.taken.getPlain() || !stripe.taken.compareAndSet(false, true)) {
                    continue;
                }
                int size = stripe.size;
                boolean room = size < PER_STRIPE;
                if (room) {
                    stripe.predictions[size] = prediction;
                    stripe.recorders[size] = recorder;
                    stripe.size = size + 1;
                }
                stripe.taken.setRelease(false);
                if (room) {
                    if (size + 1 == PER_STRIPE) {
                        sortIn(into);
                    }
                    return;
                }
            }
            sortIn(into);
        }
    }

    private static boolean isSmall(Tensors outputs) {
        int values = 0;
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.value(i) instanceof Tensor tensor) {
                values += tensor.size();
            } else if (outputs.value(i) instanceof Value.SequenceValue sequence) {
                values += A_MAP * sequence.elements().size();
            } else {
                values += A_MAP;
            }
        }
        return values <= SMALL;
    }

    private static void add(PredictionTable table, ServedPrediction prediction, ArmRecorder recorder) {
        table.add(prediction.idHigh(), prediction.idLow(), Predicted.of(prediction.outputs()), recorder);
    }

    private Store store() {
        Store made = store.get();
        if (made == null) {
            store.compareAndSet(null, new Store());
            made = Objects.requireNonNull(store.get());
        }
        return made;
    }

    private static void sortIn(Store into) {
        into.sorting.lock();
        try {
            for (Stripe stripe : into.stripes) {
                while (!stripe.taken.compareAndSet(false, true)) {
                    // A request's thread holds a stripe for a few nanoseconds, unless it was just put aside.
                    LockSupport.parkNanos(1_000);
                }
                try {
                    for (int i = 0; i < stripe.size; i++) {
                        add(into.table, stripe.predictions[i], stripe.recorders[i]);
                    }
                } finally {
                    Arrays.fill(stripe.predictions, 0, stripe.size, null);
                    Arrays.fill(stripe.recorders, 0, stripe.size, null);
                    stripe.size = 0;
                    stripe.taken.setRelease(false);
                }
            }
        } finally {
            into.sorting.unlock();
        }
    }

    /** A label came; the first one of a prediction counts. */
    void label(String predictionId, String label, double labelNumber) {
        Found found = find(predictionId, true);
        if (found != null && found.first()) {
            found.recorder().labelled(found.predicted(), label, labelNumber);
        }
    }

    /** The value of a meter came. */
    void measure(String predictionId, String meter, double value) {
        Found found = find(predictionId, false);
        if (found != null) {
            found.recorder().measured(meter, value);
        }
    }

    private @Nullable Found find(String predictionId, boolean label) {
        long[] id = Ulids.parse(predictionId)
                .orElseThrow(() -> new InvalidInput("'" + predictionId
                        + "' is no id of a prediction: those have 26 characters. Take it from Prediction.id()."));
        Store from = store.get();
        if (from == null) {
            return null;
        }
        from.sorting.lock();
        try {
            PredictionTable table = from.table;
            int place = table.find(id[0], id[1]);
            if (place < 0) {
                sortIn(from);
                place = table.find(id[0], id[1]);
            }
            return place < 0
                    ? null
                    : new Found(table.recorder(place), table.predicted(place), !label || table.label(place));
        } finally {
            from.sorting.unlock();
        }
    }
}
