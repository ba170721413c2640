package io.mlops4j.core.data.feature;

import java.util.List;

/** A step that has learnt what it needs: a value, and what is stored of a pipeline. Compared by content. */
sealed interface FittedStep permits NumberStep, WordStep, TableStep {
    /** Finds the columns of the step, changes the layout as the step does, and adds what is to be done to a row. */
    void bind(Layout layout, List<Operation> program);
}
