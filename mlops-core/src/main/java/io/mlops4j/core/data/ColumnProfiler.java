package io.mlops4j.core.data;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnSchema;

/** Profiles one column while its cells go by, in at most about 5 MB whatever the number of rows. */
final class ColumnProfiler {
    private final String typeReason;
    private final ValueCounter values = new ValueCounter();
    private final NumberSummary numbers = new NumberSummary();
    private long present;
    private long missing;

    ColumnProfiler(String typeReason) {
        this.typeReason = typeReason;
    }

    void accept(CellVector cells) {
        boolean number = cells.type().hasNumberForm();
        for (int row = 0; row < cells.size(); row++) {
            if (cells.isMissing(row)) {
                missing++;
                continue;
            }
            present++;
            int at = row;
            values.add(cells.identityHigh(row), cells.identityLow(row), () -> cells.text(at));
            if (number) {
                numbers.add(cells.numbers()[row]);
            }
        }
    }

    ColumnProfile profile(ColumnSchema column) {
        ColumnProfile.Builder profile = ColumnProfile.builder(column.name(), column.type())
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
