package io.mlops4j.core.experiment;

import io.mlops4j.experiment.RunCondition.Comparison;

/** A comparison with a number. */
record NumberTest(Comparison comparison, double value) {
    /** Takes the rows away whose number it does not hold for; what is no number meets none. */
    void narrow(RealColumn column, Rows rows) {
        if (!column.isOrdered() || !possible(column)) {
            rows.clear();
            return;
        }
        double[] values = column.values();
        for (int w = 0; w < rows.words(); w++) {
            long before = rows.word(w);
            if (before != 0) {
                rows.word(w, before & held(values, w << 6));
            }
        }
    }

    private boolean possible(RealColumn column) {
        double least = column.value(column.least());
        double greatest = column.value(column.greatest());
        return switch (comparison) {
            case EQUAL -> least <= value && value <= greatest;
            case UNEQUAL -> least != value || greatest != value;
            case ABOVE -> greatest > value;
            case AT_LEAST -> greatest >= value;
            case BELOW -> least < value;
            case AT_MOST -> least <= value;
        };
    }

    /** Of the 64 rows from one on, those that it holds for. */
    private long held(double[] values, int from) {
        int to = Math.min(values.length, from + 64);
        long held = 0;
        switch (comparison) {
            case EQUAL -> {
                for (int i = from; i < to; i++) {
                    held |= values[i] == value ? 1L << i : 0;
                }
            }
            case UNEQUAL -> {
                for (int i = from; i < to; i++) {
                    held |= values[i] < value || values[i] > value ? 1L << i : 0;
                }
            }
            case ABOVE -> {
                for (int i = from; i < to; i++) {
                    held |= values[i] > value ? 1L << i : 0;
                }
            }
            case AT_LEAST -> {
                for (int i = from; i < to; i++) {
                    held |= values[i] >= value ? 1L << i : 0;
                }
            }
            case BELOW -> {
                for (int i = from; i < to; i++) {
                    held |= values[i] < value ? 1L << i : 0;
                }
            }
            case AT_MOST -> {
                for (int i = from; i < to; i++) {
                    held |= values[i] <= value ? 1L << i : 0;
                }
            }
        }
        return held;
    }
}
