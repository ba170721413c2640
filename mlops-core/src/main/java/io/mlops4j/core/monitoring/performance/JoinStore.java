package io.mlops4j.core.monitoring.performance;

import io.mlops4j.monitoring.LabelCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predictions that wait for their label, and labels that wait for their prediction, at most so many of each: the oldest make room. Adding the same twice changes nothing, so what several
 * processes have kept can be added in any order. For one thread at a time.
 */
public final class JoinStore {
    private final int most;
    private final long waitMicros;
    private final LinkedHashMap<String, JoinedRow> rows = new LinkedHashMap<>();
    private final LinkedHashMap<String, Early> early = new LinkedHashMap<>();
    private long predictions;
    private long joined;
    private long labels;
    private long repeated;
    private long expired;
    private long evicted;

    private record Early(Truth truth, boolean kept) {}

    /** A store. */
    public JoinStore(int most, long waitMicros) {
        this.most = most;
        this.waitMicros = waitMicros;
    }

    /** Takes a prediction of this process. */
    public void add(Answer answer) {
        if (add(answer, false)) {
            predictions++;
        }
    }

    /** Takes a label of this process. */
    public void label(String id, Truth truth) {
        labels++;
        if (!label(id, truth, false)) {
            repeated++;
        }
    }

    /** Takes what was kept before, by this process or another. */
    void absorb(Segment segment) {
        segment.answers().forEach(answer -> {
            boolean unused = add(answer, true);
        });
        segment.labels().forEach((id, truth) -> {
            boolean unused = label(id, truth, true);
        });
    }

    private boolean add(Answer answer, boolean kept) {
        JoinedRow known = rows.get(answer.id());
        if (known != null) {
            if (kept && !known.isKept()) {
                known.answerKept();
            }
            return false;
        }
        JoinedRow row = new JoinedRow(answer, kept);
        rows.put(answer.id(), row);
        Early waited = early.remove(answer.id());
        if (waited != null) {
            row.truth(waited.truth(), waited.kept());
            joined += kept && waited.kept() ? 0 : 1;
        }
        if (rows.size() > most) {
            Iterator<JoinedRow> oldest = rows.values().iterator();
            if (oldest.next().truth() == null) {
                evicted++;
            }
            oldest.remove();
        }
        return true;
    }

    /** False if there was a label that counts, as the earlier one, or is the same. */
    private boolean label(String id, Truth truth, boolean kept) {
        JoinedRow row = rows.get(id);
        if (row != null) {
            Truth said = row.truth();
            if (said == null) {
                joined += kept && row.isKept() ? 0 : 1;
                row.truth(truth, kept);
                return true;
            }
            if (truth.isBefore(said)) {
                row.truth(truth, kept);
            } else if (kept && truth.equals(said)) {
                row.truth(said, true);
            }
            return false;
        }
        Early said = early.get(id);
        if (said != null) {
            boolean first = truth.isBefore(said.truth());
            if (first || (kept && truth.equals(said.truth()))) {
                early.put(id, new Early(truth, kept));
            }
            return false;
        }
        early.put(id, new Early(truth, kept));
        if (early.size() > most) {
            Iterator<Early> oldest = early.values().iterator();
            oldest.next();
            oldest.remove();
            evicted++;
        }
        return true;
    }

    /** Lets go of what has waited long enough. */
    public void expire(long nowMicros) {
        long before = nowMicros - waitMicros;
        Iterator<JoinedRow> oldest = rows.values().iterator();
        while (oldest.hasNext()) {
            JoinedRow row = oldest.next();
            if (row.answer().micros() >= before) {
                break;
            }
            if (row.truth() == null) {
                expired++;
            }
            oldest.remove();
        }
        Iterator<Early> waiting = early.values().iterator();
        while (waiting.hasNext() && waiting.next().truth().micros() < before) {
            waiting.remove();
            expired++;
        }
    }

    /** The predictions, in the order in which they came, with the labels that they have. */
    public Collection<JoinedRow> rows() {
        return rows.values();
    }

    /** What is not kept yet, or all. */
    Segment segment(boolean all) {
        List<Answer> answers = new ArrayList<>();
        Map<String, Truth> truths = new LinkedHashMap<>();
        for (JoinedRow row : rows.values()) {
            if (all || !row.isKept()) {
                answers.add(row.answer());
            }
            Truth truth = row.truth();
            if (truth != null && (all || !row.isTruthKept())) {
                truths.put(row.answer().id(), truth);
            }
        }
        early.forEach((id, waiting) -> {
            if (all || !waiting.kept()) {
                truths.put(id, waiting.truth());
            }
        });
        return new Segment(answers, truths);
    }

    /** Everything is kept now. */
    void kept() {
        rows.values().forEach(JoinedRow::kept);
        early.replaceAll((id, waiting) -> new Early(waiting.truth(), true));
    }

    /** What was said to be kept is not: it could not be written. */
    void lost(Segment segment) {
        segment.answers().forEach(answer -> {
            JoinedRow row = rows.get(answer.id());
            if (row != null) {
                row.answerLost();
            }
        });
        segment.labels().forEach((id, truth) -> {
            JoinedRow row = rows.get(id);
            if (row != null) {
                row.truthLost(truth);
            }
            early.computeIfPresent(
                    id, (same, waiting) -> waiting.truth().equals(truth) ? new Early(waiting.truth(), false) : waiting);
        });
    }

    /**
     * What became of them.
     *
     * @param dropped the predictions that never got here
     * @param unjoinable those of several rows
     */
    LabelCounts counts(long dropped, long unjoinable) {
        long waiting = rows.values().stream().filter(row -> row.truth() == null).count();
        return new LabelCounts(
                predictions, joined, waiting, labels, early.size(), repeated, expired, evicted, dropped, unjoinable);
    }
}
