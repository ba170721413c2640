package io.mlops4j.core.serving.batch;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.core.serving.batch.BatchSettings.Failures;
import io.mlops4j.core.serving.batch.Scored.Segment;
import io.mlops4j.serving.BatchResult.FailedRow;
import io.mlops4j.serving.Tensors;
import java.util.ArrayList;
import java.util.List;

/** Predicts for parts. Where the model fails on one, its halves are tried, down to the row that it fails on. Thread-safe. */
final class PartScorer {
    private static final int LONGEST_REASON = 500;

    private final String data;
    private final BatchModel model;
    private final String[] outputs;
    private final Failures treatment;

    PartScorer(String data, BatchModel model, List<String> outputs, Failures treatment) {
        this.data = data;
        this.model = model;
        this.outputs = outputs.toArray(new String[0]);
        this.treatment = treatment;
    }

    Scored score(BatchData.Part part) {
        List<Segment> segments = new ArrayList<>();
        List<FailedRow> failures = new ArrayList<>();
        score(part, part.from(), part.to(), segments, failures);
        return new Scored(segments, failures);
    }

    private void score(BatchData.Part part, int from, int to, List<Segment> segments, List<FailedRow> failures) {
        try {
            Tensors inputs = model.rows().of(part.table(), from, to);
            Tensors given = outputs.length == 0
                    ? model.model().run(inputs)
                    : model.model().run(inputs, outputs);
            segments.add(new Segment(part.table(), from, to, part.number(from), given));
        } catch (InvalidInput | InferenceFailure e) {
            if (to - from > 1) {
                int middle = (from + to) >>> 1;
                score(part, from, middle, segments, failures);
                score(part, middle, to, segments, failures);
            } else if (treatment == Failures.SKIP) {
                failures.add(new FailedRow(part.number(from) + 1, reason(e)));
            } else {
                throw failed(part.number(from) + 1, e);
            }
        }
    }

    private static String reason(MlopsException failure) {
        String reason = String.valueOf(failure.getMessage());
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
    }

    private MlopsException failed(long row, MlopsException cause) {
        String message = model.version() + " fails on row " + row + " of " + data + ": " + cause.getMessage()
                + " Correct the row, or run again with skipFailures() to leave such rows out.";
        return cause instanceof InvalidInput ? new InvalidInput(message, cause) : new InferenceFailure(message, cause);
    }
}
