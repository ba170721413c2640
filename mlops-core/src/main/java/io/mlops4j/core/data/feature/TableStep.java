package io.mlops4j.core.data.feature;

import java.util.List;

/** Fitted steps that choose columns: they do nothing to a row. */
sealed interface TableStep extends FittedStep {
    /** Leaves columns out. */
    record Drop(List<String> columns) implements TableStep {
        public Drop {
            columns = List.copyOf(columns);
        }

        @Override
        public void bind(Layout layout, List<Operation> program) {
            layout.drop(columns);
        }
    }

    /** Leaves all others out, and orders these. */
    record Select(List<String> columns) implements TableStep {
        public Select {
            columns = List.copyOf(columns);
        }

        @Override
        public void bind(Layout layout, List<Operation> program) {
            layout.select(columns);
        }
    }
}
