package io.mlops4j.core.serving.batch;

import io.mlops4j.Progress;
import java.time.Duration;
import java.util.List;

/**
 * How a batch is run.
 *
 * @param keep columns of the data that go to the output
 * @param outputs the outputs that are wanted; empty for all
 * @param rowsPerCall how many rows go to the model at once
 * @param parallelism how many calls run at once
 * @param interval between two marks
 * @param failures what a row that the model fails on does
 * @param progress who is told
 */
record BatchSettings(
        List<String> keep,
        List<String> outputs,
        int rowsPerCall,
        int parallelism,
        Duration interval,
        Failures failures,
        Progress progress) {
    /** What a row that the model fails on does. */
    enum Failures {
        /** It ends the run. */
        END,
        /** It is left out. */
        SKIP
    }

    static final BatchSettings DEFAULTS = new BatchSettings(
            List.of(),
            List.of(),
            1_024,
            Runtime.getRuntime().availableProcessors(),
            Duration.ofSeconds(1),
            Failures.END,
            Progress.none());

    BatchSettings keep(List<String> columns) {
        return new BatchSettings(columns, outputs, rowsPerCall, parallelism, interval, failures, progress);
    }

    BatchSettings outputs(List<String> names) {
        return new BatchSettings(keep, names, rowsPerCall, parallelism, interval, failures, progress);
    }

    BatchSettings rowsPerCall(int rows) {
        return new BatchSettings(keep, outputs, rows, parallelism, interval, failures, progress);
    }

    BatchSettings parallelism(int threads) {
        return new BatchSettings(keep, outputs, rowsPerCall, threads, interval, failures, progress);
    }

    BatchSettings interval(Duration between) {
        return new BatchSettings(keep, outputs, rowsPerCall, parallelism, between, failures, progress);
    }

    BatchSettings failures(Failures treatment) {
        return new BatchSettings(keep, outputs, rowsPerCall, parallelism, interval, treatment, progress);
    }

    BatchSettings progress(Progress told) {
        return new BatchSettings(keep, outputs, rowsPerCall, parallelism, interval, failures, told);
    }
}
