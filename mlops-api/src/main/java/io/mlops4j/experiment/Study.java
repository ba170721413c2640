package io.mlops4j.experiment;

import io.mlops4j.NotFound;
import java.util.List;
import java.util.Map;

/** What a search for good parameters has found. A value as of the moment that it was read; thread-safe. */
public interface Study {
    /** The name. */
    String name();

    /**
     * The ids of the runs of its sessions, oldest first: one for each time that it was begun or taken up again. The runs of the trials are their
     * children.
     */
    List<String> runs();

    /** Where it searches. */
    SearchSpace space();

    /** What it looks for; one or several. */
    List<Objective> objectives();

    /** The seed. */
    long seed();

    /** The trials that are over, by number; points that were known before the study come first. */
    List<TrialResult> trials();

    /**
     * The best trial that finished: feasible ahead of infeasible, then by value, then the earliest. Of a study with several objectives, the best in
     * the first.
     *
     * @throws NotFound if none has finished
     */
    TrialResult best();

    /**
     * The trials that no other surpasses in all objectives at once: the Pareto front, by number. Infeasible ones are in it only if there is no
     * feasible one. With one objective these are the best trials.
     */
    List<TrialResult> front();

    /**
     * How much of the variation of an objective each parameter accounts for, as shares that sum to 1, largest first. Needs a few dozen
     * finished trials to mean much.
     *
     * @param objective the name
     * @throws NotFound if there is no such objective, or fewer than four trials have finished
     */
    Map<String, Double> importance(String objective);

    /** The importance for the first objective. */
    default Map<String, Double> importance() {
        return importance(objectives().get(0).name());
    }

    /**
     * What a study looks for.
     *
     * @param name the name of the metric
     * @param goal which way it is better
     */
    record Objective(String name, Goal goal) {}

    /** Which way is better. */
    enum Goal {
        /** Less is better. */
        MINIMIZE,
        /** More is better. */
        MAXIMIZE
    }
}
