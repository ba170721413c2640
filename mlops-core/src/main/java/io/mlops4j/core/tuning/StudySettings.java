package io.mlops4j.core.tuning;

import io.mlops4j.Progress;
import io.mlops4j.experiment.Pruner;
import io.mlops4j.experiment.RunOptions;
import io.mlops4j.experiment.Sampler;
import java.time.Duration;

/** How a session of a study is run. */
record StudySettings(
        Sampler sampler,
        Pruner pruner,
        int trials,
        Duration timeout,
        int parallelism,
        int toleratedFailures,
        RunOptions options,
        Progress progress) {}
