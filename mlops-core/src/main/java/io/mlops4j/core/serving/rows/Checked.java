package io.mlops4j.core.serving.rows;

import io.mlops4j.data.RowCheck;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Scorer;
import java.util.List;

/** A scorer that refuses rows which break rules. */
public final class Checked<I extends Record, O> implements Scorer<I, O> {
    private final Scorer<I, O> scorer;
    private final RowRules rules;

    /** Of a scorer whose inputs are records. */
    public Checked(Scorer<I, O> scorer, RowCheck check) {
        this.scorer = scorer;
        this.rules = new RowRules(check);
    }

    @Override
    public O score(I input, PredictOptions options) {
        rules.hold(input);
        return scorer.score(input, options);
    }

    @Override
    public List<O> scoreAll(List<? extends I> inputs) {
        rules.hold(inputs);
        return scorer.scoreAll(inputs);
    }

    @Override
    public Scorer<I, O> checkedBy(RowCheck another) {
        return new Checked<>(this, another);
    }
}
