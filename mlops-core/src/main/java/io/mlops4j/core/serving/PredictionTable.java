package io.mlops4j.core.serving;

import io.mlops4j.core.serving.rollout.ArmRecorder;
import io.mlops4j.core.serving.rollout.Predicted;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Predictions by their ids, the latest of them: the oldest makes room for the newest. In arrays, so that a prediction takes some 40 bytes and none of them is an object of its own. They lie in a
 * ring in the order of their coming; an index of open addresses says where. For one thread at a time.
 */
final class PredictionTable {
    private static final int SMALLEST = 1 << 10;

    private final int capacity;
    private long[] high;
    private long[] low;
    private @Nullable String[] classes;
    private double[] numbers;
    private ArmRecorder[] recorders;
    private boolean[] labelled;

    /** The place in the ring and one, or 0: twice as many as there are places. */
    private int[] index;

    private int next;
    private int size;

    /**
     * A table.
     *
     * @param capacity how many it holds, a power of two and at least 1 024
     */
    PredictionTable(int capacity) {
        this.capacity = capacity;
        this.high = new long[SMALLEST];
        this.low = new long[SMALLEST];
        this.classes = new String[SMALLEST];
        this.numbers = new double[SMALLEST];
        this.recorders = new ArmRecorder[SMALLEST];
        this.labelled = new boolean[SMALLEST];
        this.index = new int[2 * SMALLEST];
    }

    int size() {
        return size;
    }

    /** Adds a prediction of an id that is not in it. */
    void add(long idHigh, long idLow, Predicted predicted, ArmRecorder recorder) {
        if (size == high.length) {
            if (size < capacity) {
                grow();
            } else {
                removeOldest();
            }
        }
        int place = next;
        high[place] = idHigh;
        low[place] = idLow;
        classes[place] = predicted.className();
        numbers[place] = predicted.number();
        recorders[place] = recorder;
        labelled[place] = false;
        next = (place + 1) & (high.length - 1);
        size++;
        enter(place);
    }

    private void enter(int place) {
        int mask = index.length - 1;
        int at = home(high[place], low[place]);
        while (index[at] != 0) {
            at = (at + 1) & mask;
        }
        index[at] = place + 1;
    }

    /** The bits of an id below its time are random; those of an id that somebody made up are mixed well enough. */
    private int home(long idHigh, long idLow) {
        return (int) (((idLow ^ idHigh) * 0x9E3779B97F4A7C15L) >>> 32) & (index.length - 1);
    }

    /** Before the ring has gone round: places stay what they are. */
    private void grow() {
        int larger = 2 * high.length;
        high = Arrays.copyOf(high, larger);
        low = Arrays.copyOf(low, larger);
        classes = Arrays.copyOf(classes, larger);
        numbers = Arrays.copyOf(numbers, larger);
        recorders = Arrays.copyOf(recorders, larger);
        labelled = Arrays.copyOf(labelled, larger);
        index = new int[2 * larger];
        next = size;
        for (int place = 0; place < size; place++) {
            enter(place);
        }
    }

    /** Takes the oldest out of the index, and moves back those that lie behind it for want of their own place. */
    private void removeOldest() {
        int mask = index.length - 1;
        int hole = slot(high[next], low[next]);
        for (int at = (hole + 1) & mask; index[at] != 0; at = (at + 1) & mask) {
            int place = index[at] - 1;
            int home = home(high[place], low[place]);
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                index[hole] = index[at];
                hole = at;
            }
        }
        index[hole] = 0;
        size--;
    }

    /** Where in the index an id is, or the free slot where it would be. */
    private int slot(long idHigh, long idLow) {
        int mask = index.length - 1;
        int at = home(idHigh, idLow);
        while (index[at] != 0 && (low[index[at] - 1] != idLow || high[index[at] - 1] != idHigh)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** The place of an id, or -1 if it is not there. */
    int find(long idHigh, long idLow) {
        return index[slot(idHigh, idLow)] - 1;
    }

    /** Whether it is the first label of a place. */
    boolean label(int place) {
        boolean first = !labelled[place];
        labelled[place] = true;
        return first;
    }

    ArmRecorder recorder(int place) {
        return recorders[place];
    }

    Predicted predicted(int place) {
        return new Predicted(classes[place], numbers[place]);
    }
}
