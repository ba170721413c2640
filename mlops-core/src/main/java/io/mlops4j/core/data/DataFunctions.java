package io.mlops4j.core.data;

import io.mlops4j.core.data.page.DiffPage;
import io.mlops4j.core.data.rules.SingleRowCheck;
import io.mlops4j.core.data.split.PartingDraft;
import io.mlops4j.core.data.split.SplitSource;
import io.mlops4j.data.DatasetDiff;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.Schema;
import io.mlops4j.data.SplitDraft;
import io.mlops4j.data.Table;
import io.mlops4j.spi.DataEngine;
import java.util.List;

/** Where the values of {@code io.mlops4j.data} find what is behind them. */
public final class DataFunctions implements DataEngine {
    /** For {@link java.util.ServiceLoader}. */
    public DataFunctions() {}

    @Override
    public RowCheck rowCheck(Schema schema, List<Expectation> rules) {
        return SingleRowCheck.of(rules, schema);
    }

    @Override
    public String page(DatasetDiff diff) {
        return DiffPage.of(diff);
    }

    @Override
    public SplitDraft split(Table table) {
        return new PartingDraft(SplitSource.of(table));
    }
}
