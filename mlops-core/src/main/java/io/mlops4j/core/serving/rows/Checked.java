package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Expectation.Severity;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.RowCheck.Violation;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Scorer;
import java.util.List;
import java.util.stream.Collectors;

/** A scorer that refuses rows which break rules. */
public final class Checked<I, O> implements Scorer<I, O> {
    private final Scorer<I, O> scorer;
    private final RowCheck check;

    /** Of a scorer whose inputs are records. */
    public Checked(Scorer<I, O> scorer, RowCheck check) {
        this.scorer = scorer;
        this.check = check;
    }

    @Override
    public O score(I input, PredictOptions options) {
        refuse("The row", check.check((Record) input));
        return scorer.score(input, options);
    }

    @Override
    public List<O> scoreAll(List<? extends I> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            refuse("Row " + (i + 1) + " of " + inputs.size(), check.check((Record) inputs.get(i)));
        }
        return scorer.scoreAll(inputs);
    }

    @Override
    public Scorer<I, O> checkedBy(RowCheck another) {
        return new Checked<>(this, another);
    }

    /** Refuses a row that breaks a rule which is more than a warning; the message names all of these. */
    private static void refuse(String what, List<Violation> violations) {
        if (violations.isEmpty()) {
            return;
        }
        List<Violation> broken = violations.stream()
                .filter(violation -> violation.expectation().severity() != Severity.WARNING)
                .toList();
        if (!broken.isEmpty()) {
            throw new InvalidInput(what + " breaks " + (broken.size() == 1 ? "a rule" : broken.size() + " rules")
                    + " of the data: "
                    + broken.stream().map(Violation::describe).collect(Collectors.joining("; "))
                    + ". Nothing was predicted.");
        }
    }
}
