package io.mlops4j.core.monitoring.performance;

import com.google.common.base.Suppliers;
import com.google.common.hash.Hashing;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.monitoring.performance.PerformanceEvent.Kept;
import io.mlops4j.core.monitoring.performance.PerformanceEvent.Measured;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.monitoring.Performance;
import io.mlops4j.monitoring.PerformanceFigures;
import io.mlops4j.monitoring.PerformanceSettings;
import io.mlops4j.monitoring.PerformanceTask;
import io.mlops4j.monitoring.PerformanceWindow;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensors;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

/**
 * Keeps the predictions of a monitor until their labels have come, and measures its windows by them. Predictions of an endpoint are handed over without waiting; all else takes a lock.
 * Thread-safe.
 */
public final class PerformanceKeeper {
    private static final int LONGEST_ID = 200;

    /** When there are so many parts, they are made one. */
    private static final int MOST_PARTS = 32;

    /** As many windows are measured at once, so that the thread of the monitor is not held up for long. */
    private static final int MEASURED_AT_ONCE = 8;

    private final PerformanceSettings settings;
    private final PerformanceLedger ledger;
    private final InstantSource clock;
    private final Figures figures;
    private final Reference reference;
    private final Supplier<Estimates> estimates;
    private final boolean needInputs;
    private final Measurer measurer;
    private final AnswerQueue queue;
    private final LongSupplier now = this::now;
    private final LongAdder unjoinable = new LongAdder();

    /** Held while predictions are taken out of the queue, and while what is new is written; neither of them under {@link #lock}. */
    private final ReentrantLock draining = new ReentrantLock();

    private final ReentrantLock keeping = new ReentrantLock();

    /** Of the store; never held while anything is read or written outside memory. */
    private final ReentrantLock lock = new ReentrantLock();

    private final JoinStore store;
    private final Set<String> absorbed = ConcurrentHashMap.newKeySet();

    /**
     * A keeper.
     *
     * @param reference what the reference tells
     * @param ledger where all is kept
     */
    public PerformanceKeeper(
            PerformanceSettings settings, Reference reference, PerformanceLedger ledger, InstantSource clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.clock = clock;
        this.figures = new Figures(settings, reference);
        this.reference = reference;
        // Learning can take seconds, which whoever starts a monitor does not wait for.
        this.estimates = Suppliers.memoize(() -> new Estimates(settings, figures, reference));
        this.needInputs = Estimates.areOfErrors(figures, reference);
        this.measurer = new Measurer(figures, estimates);
        this.queue = new AnswerQueue();
        this.store = new JoinStore(settings.keep(), settings.labelsWithin().toSeconds() * 1_000_000L);
    }

    /** An endpoint has answered; called on the thread of the request. */
    public void answered(Object input, Prediction prediction, int rows) {
        if (rows == 1) {
            queue.offer(needInputs ? input : null, prediction, now);
        } else {
            unjoinable.increment();
        }
    }

    /** Something was predicted elsewhere. */
    public void predicted(String id, double number) {
        check(id);
        if (!Double.isFinite(number)) {
            throw new InvalidInput("The number " + number + " that was predicted for '" + id + "' is not finite.");
        }
        add(Answer.of(id, now(), number));
    }

    /** Something was predicted elsewhere. */
    public void predicted(String id, double[] probabilities) {
        check(id);
        if (probabilities.length < 2 || !Answer.areProbabilities(probabilities)) {
            throw new InvalidInput("What was predicted for '" + id + "' are no probabilities: give "
                    + "one in [0, 1] for each of two or more classes, with the sum 1.");
        }
        add(Answer.of(id, now(), probabilities.clone()));
    }

    private void add(Answer answer) {
        lock.lock();
        try {
            if (sampled(answer.id())) {
                store.add(answer);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What was true. */
    public void label(String id, double truth) {
        check(id);
        if (Double.isNaN(truth)) {
            throw new InvalidInput("The label of prediction '" + id + "' is NaN; leave out what is not known.");
        }
        label(id, Truth.of(now(), truth));
    }

    /** What was true. */
    public void label(String id, String truth) {
        check(id);
        label(id, Truth.of(now(), truth));
    }

    private void label(String id, Truth truth) {
        lock.lock();
        try {
            if (sampled(id)) {
                store.label(id, truth);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void check(String id) {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new InvalidInput("The id of a prediction has 1 to " + LONGEST_ID + " characters, and '"
                    + (id.length() > LONGEST_ID ? id.substring(0, 40) + "…" : id) + "' has " + id.length() + ".");
        }
    }

    private boolean sampled(String id) {
        return settings.sample() >= 1
                || (Hashing.murmur3_32_fixed().hashUnencodedChars(id).asInt() >>> 1) < settings.sample() * 0x1p31;
    }

    private long now() {
        return micros(clock.instant());
    }

    /** An instant as microseconds since the epoch. */
    public static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Takes over what the threads of requests have handed on. */
    public void takeOver() {
        List<Answer> taken = new ArrayList<>();
        draining.lock();
        try {
            queue.drain((input, prediction, micros) -> {
                String id = prediction.id();
                if (sampled(id)) {
                    Answer answer = Answer.of(id, micros, name(prediction.version()), prediction.outputs(), 0, 1);
                    taken.add(expecting(answer, input, prediction.version()));
                }
            });
            lock.lock();
            try {
                taken.forEach(store::add);
            } finally {
                lock.unlock();
            }
        } finally {
            draining.unlock();
        }
    }

    /** With the error to expect, if what was asked tells it. */
    private Answer expecting(Answer answer, @Nullable Object input, ModelVersion version) {
        if (input == null || !Double.isFinite(answer.number())) {
            return answer;
        }
        FeatureCoder coder = reference.coder().orElseThrow();
        return estimates
                .get()
                .dle(answer.version())
                .map(model -> answer.expecting(model.expect(
                        input instanceof Tensors tensors
                                ? coder.of(tensors, version.features())
                                : coder.of((Map<?, ?>) input),
                        answer.number())))
                .orElse(answer);
    }

    /** The name of a version, as answers have it. */
    public static String name(ModelVersion version) {
        return version.model() + " " + version.number();
    }

    /** Writes what is new, so that it outlives this process and others see it. Labels that come meanwhile do not wait for that. */
    public void keep() {
        takeOver();
        keeping.lock();
        try {
            PVector<Kept> parts = absorb();
            boolean all = parts.size() >= MOST_PARTS;
            Segment fresh;
            Segment segment;
            lock.lock();
            try {
                store.expire(now());
                fresh = store.segment(false);
                if (fresh.isEmpty()) {
                    return;
                }
                segment = all ? store.segment(true) : fresh;
                store.kept();
            } finally {
                lock.unlock();
            }
            try {
                Instant at = clock.instant();
                write(
                        segment,
                        parts.stream()
                                .filter(part -> all || part.until().isBefore(at))
                                .map(Kept::blob)
                                .toList());
            } catch (RuntimeException e) {
                lock.lock();
                try {
                    store.lost(fresh);
                } finally {
                    lock.unlock();
                }
                throw e;
            }
        } finally {
            keeping.unlock();
        }
    }

    private void write(Segment segment, List<String> replaces) {
        Kept kept = new Kept(
                segment.answers().size(),
                segment.labels().size(),
                instant(segment.lastMicros()).plus(settings.labelsWithin()),
                ledger.put(segment.write()),
                replaces);
        ledger.write(book -> List.of(kept));
        absorbed.add(kept.blob());
    }

    /** Takes in what others have kept, or this monitor before its restart. What two threads take in at once is the same. */
    private PVector<Kept> absorb() {
        PVector<Kept> parts = ledger.read().kept();
        for (Kept part : parts) {
            if (!part.until().isBefore(clock.instant()) && !absorbed.contains(part.blob())) {
                Segment segment = Segment.read(ledger.read(part.blob()));
                lock.lock();
                try {
                    store.absorb(segment);
                } finally {
                    lock.unlock();
                }
                absorbed.add(part.blob());
            }
        }
        return parts;
    }

    /**
     * Writes the measurements of windows that have changed enough since they were last written, so that they outlive the predictions.
     *
     * @return the newest that was written, if any
     */
    public Optional<PerformanceWindow> measure(List<Span> spans) {
        List<JoinedRow> rows = rows();
        Optional<PerformanceTask> task = figures.task(rows);
        if (task.isEmpty()) {
            return Optional.empty();
        }
        measurer.forgetAllBut(spans);
        PerformanceBook book = ledger.read();
        List<PerformanceEvent> events = new ArrayList<>();
        for (int i = spans.size() - 1; i >= 0 && events.size() < MEASURED_AT_ONCE; i--) {
            Span span = spans.get(i);
            List<JoinedRow> own = Measurer.within(rows, span);
            if (span.open() || own.isEmpty()) {
                continue;
            }
            long labelled = own.stream().filter(row -> row.truth() != null).count();
            PerformanceFigures before =
                    book.measured(span.number()).map(PerformanceWindow::all).orElse(null);
            if (before == null || labelled > before.labelled() + before.labelled() / 10) {
                PerformanceWindow window = measurer.window(task.get(), span, own);
                if (before != null
                        || !window.all().realised().isEmpty()
                        || !window.all().estimated().isEmpty()) {
                    events.add(new Measured(window));
                }
            }
        }
        if (!events.isEmpty()) {
            ledger.write(newest -> List.copyOf(events));
        }
        return events.stream().findFirst().map(event -> ((Measured) event).window());
    }

    /** The rows by their time. */
    private List<JoinedRow> rows() {
        takeOver();
        PVector<Kept> unused = absorb();
        lock.lock();
        try {
            store.expire(now());
            return Measurer.sorted(store.rows());
        } finally {
            lock.unlock();
        }
    }

    /** The measurements that were written last, at most so many, in the order of their windows. */
    public List<PerformanceWindow> written(int most) {
        PVector<PerformanceWindow> all = ledger.read().measured();
        return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }

    /** How good the predictions of windows were, as far as is known now. */
    public Performance performance(List<Span> spans) {
        List<JoinedRow> rows = rows();
        measurer.forgetAllBut(spans);
        Optional<PerformanceTask> task = figures.task(rows);
        Map<Long, PerformanceWindow> windows = new TreeMap<>();
        ledger.read().measured().forEach(window -> windows.put(window.number(), window));
        for (Span span : spans) {
            List<JoinedRow> own = Measurer.within(rows, span);
            if (!own.isEmpty() && task.isPresent()) {
                windows.merge(
                        span.number(), measurer.window(task.get(), span, own), PerformanceKeeper::theOneThatKnowsMore);
            }
        }
        lock.lock();
        try {
            return new Performance(
                    task, List.copyOf(windows.values()), store.counts(queue.dropped(), unjoinable.sum()));
        } finally {
            lock.unlock();
        }
    }

    /** Rows go after their time, and what was measured by them stays. */
    private static PerformanceWindow theOneThatKnowsMore(PerformanceWindow written, PerformanceWindow now) {
        return written.all().labelled() > now.all().labelled()
                        || written.all().predictions() > now.all().predictions()
                ? written
                : now;
    }
}
