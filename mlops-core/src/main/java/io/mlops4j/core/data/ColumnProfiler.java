package io.mlops4j.core.data;

import io.mlops4j.data.ColumnProfile;

/** Profiles one column while its cells go by, in at most about 5 MB whatever the number of rows. */
final class ColumnProfiler {
    private final TypedCell cell;
    private final String typeReason;
    private final ValueCounter values = new ValueCounter();
    private final NumberSummary numbers = new NumberSummary();
    private final long[] identity = new long[2];
    private long present;
    private long missing;

    ColumnProfiler(TypedCell cell, String typeReason) {
        this.cell = cell;
        this.typeReason = typeReason;
    }

    /** Takes what the cell holds now. */
    void accept() {
        if (cell.missing()) {
            missing++;
            return;
        }
        present++;
        cell.identify(identity);
        values.add(identity[0], identity[1], cell::text);
        if (cell.type().hasNumberForm()) {
            numbers.add(cell.number());
        }
    }

    ColumnProfile profile() {
        ColumnProfile.Builder profile = ColumnProfile.builder(cell.column().name(), cell.type())
                .typeReason(typeReason)
                .counts(present, missing)
                .topValues(values.top());
        if (values.isExact()) {
            profile.distinct(values.distinct());
        } else {
            profile.distinctEstimate(values.distinct());
        }
        numbers.describe(profile);
        return profile.build();
    }
}
