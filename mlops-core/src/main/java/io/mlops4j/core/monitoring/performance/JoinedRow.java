package io.mlops4j.core.monitoring.performance;

import org.jspecify.annotations.Nullable;

/** A prediction with its label, as soon as there is one. For one thread at a time. */
public final class JoinedRow {
    private final Answer answer;
    private @Nullable Truth truth;
    private boolean kept;
    private boolean truthKept;

    JoinedRow(Answer answer, boolean kept) {
        this.answer = answer;
        this.kept = kept;
    }

    /** What was predicted. */
    public Answer answer() {
        return answer;
    }

    /** What was true, or null as long as that is not known. */
    public @Nullable Truth truth() {
        return truth;
    }

    void truth(Truth said, boolean isKept) {
        truth = said;
        truthKept = isKept;
    }

    void answerKept() {
        kept = true;
    }

    boolean isKept() {
        return kept;
    }

    boolean isTruthKept() {
        return truth == null || truthKept;
    }

    /** The answer is not kept after all. */
    void answerLost() {
        kept = false;
    }

    /** A label is not kept after all, if it is this one. */
    void truthLost(Truth said) {
        if (said.equals(truth)) {
            truthKept = false;
        }
    }

    void kept() {
        kept = true;
        truthKept = truth != null;
    }
}
