package io.mlops4j.core.tuning;

import io.mlops4j.NotFound;
import io.mlops4j.core.tuning.StudyEvent.Opened;
import io.mlops4j.core.tuning.importance.Importance;
import io.mlops4j.core.tuning.sampling.Observation;
import io.mlops4j.experiment.SearchSpace;
import io.mlops4j.experiment.Study;
import io.mlops4j.experiment.TrialResult;
import io.mlops4j.internal.NearNames;
import java.util.List;
import java.util.Map;

/** A study as its stream told it. */
record RecordedStudy(String name, Opened opened, StudyState state) implements Study {
    private static final int FEWEST_FOR_IMPORTANCE = 4;

    @Override
    public List<String> runs() {
        return List.copyOf(state.sessions());
    }

    @Override
    public SearchSpace space() {
        return opened.space();
    }

    @Override
    public List<Objective> objectives() {
        return opened.objectives();
    }

    @Override
    public long seed() {
        return opened.seed();
    }

    @Override
    public List<TrialResult> trials() {
        return List.copyOf(state.ended().values());
    }

    @Override
    public TrialResult best() {
        return ranking()
                .best(state.ended().values())
                .orElseThrow(() -> new NotFound("No trial of study '" + name + "' has finished, of "
                        + state.ended().size() + " in all; there is no best one."));
    }

    @Override
    public List<TrialResult> front() {
        return ranking().front(state.ended().values());
    }

    @Override
    public Map<String, Double> importance(String objective) {
        List<String> names = opened.objectives().stream().map(Objective::name).toList();
        int index = names.indexOf(objective);
        if (index < 0) {
            throw new NotFound("Study '" + name + "' has no objective '" + objective + "'."
                    + NearNames.sentence(objective, names));
        }
        List<Observation> finished = state.ended().values().stream()
                .map(trial -> Knowledge.observation(ranking(), trial))
                .filter(trial -> trial.state() == Observation.State.COMPLETE)
                .toList();
        if (finished.size() < FEWEST_FOR_IMPORTANCE) {
            throw new NotFound("Study '" + name + "' has " + finished.size() + " finished trials; the importance of"
                    + " parameters needs at least " + FEWEST_FOR_IMPORTANCE + ".");
        }
        return Importance.of(opened.space(), finished, index, opened.seed());
    }

    private Ranking ranking() {
        return new Ranking(opened.objectives());
    }

    @Override
    public String toString() {
        return "Study '" + name + "' with " + state.ended().size() + " trials";
    }
}
