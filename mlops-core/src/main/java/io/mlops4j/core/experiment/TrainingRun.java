package io.mlops4j.core.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.experiment.ActiveRun;
import io.mlops4j.experiment.Experiment.Body;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunOptions;
import io.mlops4j.experiment.Trainer;
import io.mlops4j.experiment.Training;
import io.mlops4j.experiment.TrainingDraft;
import io.mlops4j.internal.NearNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run of a registered trainer. */
final class TrainingRun implements TrainingDraft {
    /** How a run with a recipe takes place. */
    @FunctionalInterface
    interface Recording {
        Run run(String name, RunOptions options, Run.Recipe recipe, Body<Exception> body) throws Exception;
    }

    private final String trainer;
    private final Trainers trainers;
    private final Recording recording;
    private final Map<String, DatasetVersion> inputs = new LinkedHashMap<>();
    private final Map<String, String> params = new LinkedHashMap<>();
    private RunOptions options = RunOptions.defaults();
    private long seed;

    TrainingRun(String trainer, Trainers trainers, Recording recording) {
        this.trainer = trainer;
        this.trainers = trainers;
        this.recording = recording;
    }

    @Override
    public TrainingDraft input(DatasetVersion version) {
        DatasetVersion before = inputs.putIfAbsent(version.dataset(), version);
        if (before != null && before.number() != version.number()) {
            throw new InvalidInput("Trainer '" + trainer + "' was given version " + before.number() + " of dataset '"
                    + version.dataset() + "' already and cannot have version " + version.number()
                    + " too; join them in one version.");
        }
        return this;
    }

    @Override
    public TrainingDraft param(String name, Object value) {
        String text = String.valueOf(value);
        String before = params.putIfAbsent(name, text);
        if (before != null && !before.equals(text)) {
            throw new InvalidInput("Parameter '" + name + "' of trainer '" + trainer + "' is '" + before
                    + "' already and cannot be '" + text + "' too.");
        }
        return this;
    }

    @Override
    public TrainingDraft params(Map<String, ?> params) {
        params.forEach(this::param);
        return this;
    }

    @Override
    public TrainingDraft seed(long seed) {
        this.seed = seed;
        return this;
    }

    @Override
    public TrainingDraft options(RunOptions options) {
        this.options = options;
        return this;
    }

    @Override
    public Run run(String name) throws Exception {
        Trainer body = trainers.named(trainer);
        return recording.run(name, options, new Run.Recipe(trainer, seed), run -> {
            run.params(params);
            inputs.values().forEach(run::input);
            body.train(new Given(run));
        });
    }

    private final class Given implements Training {
        private final ActiveRun run;

        Given(ActiveRun run) {
            this.run = run;
        }

        @Override
        public ActiveRun run() {
            return run;
        }

        @Override
        public Map<String, String> params() {
            return Collections.unmodifiableMap(params);
        }

        @Override
        public String param(String name) {
            String value = params.get(name);
            if (value == null) {
                throw new NotFound("Trainer '" + trainer + "' was given no parameter '" + name + "'."
                        + NearNames.sentence(name, params.keySet()));
            }
            return value;
        }

        @Override
        public double real(String name) {
            String value = param(name);
            try {
                return Double.parseDouble(value);
            } catch (NumberFormatException e) {
                throw new InvalidInput(
                        "Parameter '" + name + "' of trainer '" + trainer + "' is '" + value + "', which is no number.",
                        e);
            }
        }

        @Override
        public int integer(String name) {
            String value = param(name);
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new InvalidInput(
                        "Parameter '" + name + "' of trainer '" + trainer + "' is '" + value
                                + "', which is no whole number in the range of int.",
                        e);
            }
        }

        @Override
        public DatasetVersion input(String dataset) {
            DatasetVersion version = inputs.get(dataset);
            if (version == null) {
                throw new NotFound("Trainer '" + trainer + "' was given no version of dataset '" + dataset + "'."
                        + NearNames.sentence(dataset, inputs.keySet()));
            }
            return version;
        }

        @Override
        public long seed() {
            return seed;
        }
    }
}
