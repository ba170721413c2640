package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.evaluation.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What was found about one column. Immutable. */
public final class ColumnDrift {
    private final String name;
    private final Kind kind;
    private final Verdict verdict;
    private final String test;
    private final double statistic;
    private final double pValue;
    private final double adjustedPValue;
    private final double logEvidence;
    private final double threshold;
    private final boolean evident;
    private final boolean relevant;
    private final boolean alarming;
    private final @Nullable Effect effect;
    private final OptionalDouble detectable;
    private final ColumnDistribution reference;
    private final ColumnDistribution current;
    private final List<String> unseen;
    private final @Nullable Instant since;
    private final List<String> notes;

    private ColumnDrift(Builder builder) {
        name = builder.name;
        kind = builder.kind;
        verdict = builder.verdict;
        test = builder.test;
        statistic = builder.statistic;
        pValue = builder.pValue;
        adjustedPValue = builder.adjustedPValue;
        logEvidence = builder.logEvidence;
        threshold = builder.threshold;
        evident = builder.evident;
        relevant = builder.relevant;
        alarming = builder.alarming;
        effect = builder.effect;
        detectable = builder.detectable;
        reference = Objects.requireNonNull(builder.reference, "reference");
        current = Objects.requireNonNull(builder.current, "current");
        unseen = List.copyOf(builder.unseen);
        since = builder.since;
        notes = List.copyOf(builder.notes);
    }

    /** What a column holds, as far as it matters here. */
    public enum Kind {
        /** Numbers. */
        NUMBER,
        /** Words of a set, yes and no, or numbers of few values. */
        CATEGORY,
        /** What names a row: a key, unique words. */
        IDENTIFIER,
        /** Text that is not of a set. */
        TEXT,
        /** Dates and instants, which run on by themselves. */
        TIME
    }

    /**
     * The size of the change.
     *
     * @param measure how it is measured
     * @param value the size; 0 or more
     * @param interval where the true size lies
     */
    public record Effect(EffectMeasure measure, double value, Optional<Interval> interval) {}

    /** Makes one, for the engine and for tests. */
    public static Builder builder(String name, Kind kind, Verdict verdict) {
        return new Builder(name, kind, verdict);
    }

    /** The column; of a segment {@code column [segment column=value]}. */
    public String name() {
        return name;
    }

    /** What it holds. */
    public Kind kind() {
        return kind;
    }

    /** What was found. */
    public Verdict verdict() {
        return verdict;
    }

    /** Whether it has drifted. Not having drifted may also be for too little data: see {@link #verdict}. */
    public boolean drifted() {
        return verdict == Verdict.DRIFTED;
    }

    /** The test that was made, for a person; empty if none was. */
    public String test() {
        return test;
    }

    /**
     * The test's statistic.
     *
     * @throws NotFound if there is none: the column was not tested, or had too little data
     */
    public double statistic() {
        return findStatistic().orElseThrow(() -> absent("statistic"));
    }

    /** The test's statistic, if there is one. */
    public OptionalDouble findStatistic() {
        return optional(statistic);
    }

    /**
     * The p-value, before it is corrected over the columns. In a stream it holds at every look: the least of 1 / E so far.
     *
     * @throws NotFound if there is none: the column was not tested, had too little data, or the test is a distance
     */
    public double pValue() {
        return findPValue().orElseThrow(() -> absent("p-value"));
    }

    /** The p-value, if there is one. */
    public OptionalDouble findPValue() {
        return optional(pValue);
    }

    /** The p-value, corrected over the columns; empty in a stream, where e-values are corrected instead, and for tests that are not corrected. */
    public OptionalDouble findAdjustedPValue() {
        return optional(adjustedPValue);
    }

    /** The natural logarithm of the evidence for a change, the e-value; only in a stream. */
    public OptionalDouble findLogEvidence() {
        return optional(logEvidence);
    }

    /** What the test's number was held against: a p-value's level, the least log evidence, or a distance; empty if not tested. */
    public OptionalDouble findThreshold() {
        return optional(threshold);
    }

    /** Whether the change is more than chance, by the test. */
    public boolean evident() {
        return evident;
    }

    /** Whether the change is large enough to report. */
    public boolean relevant() {
        return relevant;
    }

    /** Whether it has drifted so far that an alert is sent. */
    public boolean alarming() {
        return alarming;
    }

    /** The size of the change, if it was measured. */
    public Optional<Effect> effect() {
        return Optional.ofNullable(effect);
    }

    /** The size of change that would have been found, about one time in two, with as many rows; empty where nothing was tested. */
    public OptionalDouble detectable() {
        return detectable;
    }

    /** The reference's values. */
    public ColumnDistribution reference() {
        return reference;
    }

    /** The values that were held against it. */
    public ColumnDistribution current() {
        return current;
    }

    /** Categories that the reference does not have, the most frequent first, at most twenty. */
    public List<String> unseen() {
        return unseen;
    }

    /** Since when it has drifted, window after window; empty if it has not, and for two datasets. */
    public Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    /** What to know when reading this. */
    public List<String> notes() {
        return notes;
    }

    private NotFound absent(String what) {
        return new NotFound("Column '" + name + "' has no " + what + ": "
                + (verdict == Verdict.NOT_TESTED
                        ? "it was not tested."
                        : verdict == Verdict.INSUFFICIENT_DATA
                                ? "it has too few rows."
                                : "its test is '" + test + "'."));
    }

    private static OptionalDouble optional(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The column, what was found, and why. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append(": ").append(verdict);
        if (effect != null) {
            text.append(", ").append(effect.measure().title()).append(' ').append(effect.value());
        }
        findPValue().ifPresent(p -> text.append(", p ").append(p));
        return text.toString();
    }

    /** Collects what was found. Single-use, not thread-safe. */
    public static final class Builder {
        private final String name;
        private final Kind kind;
        private final Verdict verdict;
        private String test = "";
        private double statistic = Double.NaN;
        private double pValue = Double.NaN;
        private double adjustedPValue = Double.NaN;
        private double logEvidence = Double.NaN;
        private double threshold = Double.NaN;
        private boolean evident;
        private boolean relevant;
        private boolean alarming;
        private @Nullable Effect effect;
        private OptionalDouble detectable = OptionalDouble.empty();
        private @Nullable ColumnDistribution reference;
        private @Nullable ColumnDistribution current;
        private List<String> unseen = List.of();
        private @Nullable Instant since;
        private List<String> notes = List.of();

        private Builder(String name, Kind kind, Verdict verdict) {
            if (name.isEmpty()) {
                throw new InvalidInput("A column needs a name.");
            }
            this.name = name;
            this.kind = Objects.requireNonNull(kind, "kind");
            this.verdict = Objects.requireNonNull(verdict, "verdict");
        }

        /** Both distributions; needed. */
        public Builder distributions(ColumnDistribution ofReference, ColumnDistribution ofCurrent) {
            this.reference = ofReference;
            this.current = ofCurrent;
            return this;
        }

        /** The test, its statistic, and what its deciding number is held against. */
        public Builder test(String title, double value, double heldAgainst) {
            this.test = title;
            this.statistic = value;
            this.threshold = heldAgainst;
            return this;
        }

        /** The p-value. */
        public Builder pValue(double p) {
            this.pValue = p;
            return this;
        }

        /** The p-value, corrected over the columns. */
        public Builder adjustedPValue(double p) {
            this.adjustedPValue = p;
            return this;
        }

        /** The logarithm of the e-value. */
        public Builder logEvidence(double logE) {
            this.logEvidence = logE;
            return this;
        }

        /** The change is more than chance. */
        public Builder evident() {
            this.evident = true;
            return this;
        }

        /** The change is large enough to report. */
        public Builder relevant() {
            this.relevant = true;
            return this;
        }

        /** The change is large enough for an alert. */
        public Builder alarming() {
            this.alarming = true;
            return this;
        }

        /** The size of the change. */
        public Builder effect(Effect size) {
            this.effect = size;
            return this;
        }

        /** The size that would have been found one time in two. */
        public Builder detectable(double size) {
            this.detectable = optional(size);
            return this;
        }

        /** Categories that the reference does not have. */
        public Builder unseen(List<String> names) {
            this.unseen = names;
            return this;
        }

        /** Since when it has drifted. */
        public Builder since(Instant first) {
            this.since = first;
            return this;
        }

        /** What to know when reading this. */
        public Builder notes(List<String> sentences) {
            this.notes = sentences;
            return this;
        }

        /** The finding. */
        public ColumnDrift build() {
            return new ColumnDrift(this);
        }
    }
}
