package io.mlops4j.core.data.rules;

import io.mlops4j.NotFound;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.data.Expectation;
import java.time.Instant;
import java.util.OptionalInt;

/** What rules need to know besides the rows that they are held against. */
public interface RuleContext {
    /** The time by which data are fresh or old. */
    Instant now();

    /**
     * One column of a version of a dataset: batches of the one vector.
     *
     * @throws NotFound if there is no such dataset, version or column
     */
    CellBatches values(String dataset, int version, String column);

    /** The number of the version that a rule is kept from, if it was not given with the rows at hand. */
    default OptionalInt keptFrom(Expectation rule) {
        return OptionalInt.empty();
    }
}
