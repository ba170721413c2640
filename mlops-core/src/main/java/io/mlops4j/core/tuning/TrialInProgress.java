package io.mlops4j.core.tuning;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.tuning.Pruning.Known;
import io.mlops4j.experiment.ActiveRun;
import io.mlops4j.experiment.SearchSpace;
import io.mlops4j.experiment.Study.Objective;
import io.mlops4j.experiment.Trial;
import io.mlops4j.experiment.TrialPruned;
import io.mlops4j.internal.NearNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A trial while its objective works on it. For one thread. */
final class TrialInProgress implements Trial {
    private final int number;
    private final Map<String, Object> params;
    private final long seed;
    private final ActiveRun run;
    private final SearchSpace space;
    private final List<Objective> objectives;
    private final Ranking ranking;
    private final Pruning pruning;
    private final List<Known> known;

    private final Map<Long, Double> reports = new LinkedHashMap<>();
    private final Reports minimized = new Reports();
    private final Map<String, Double> violations = new LinkedHashMap<>();

    TrialInProgress(
            int number,
            Map<String, Object> params,
            long seed,
            ActiveRun run,
            StudyEvent.Opened opened,
            Pruning pruning,
            List<Known> known) {
        this.number = number;
        this.params = params;
        this.seed = seed;
        this.run = run;
        this.space = opened.space();
        this.objectives = opened.objectives();
        this.ranking = new Ranking(objectives);
        this.pruning = pruning;
        this.known = known;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Map<String, Object> params() {
        return params;
    }

    @Override
    public boolean has(String name) {
        return params.containsKey(name);
    }

    @Override
    public double real(String name) {
        if (value(name) instanceof Number value) {
            return value.doubleValue();
        }
        throw wrongType(name, "a number", "choice");
    }

    @Override
    public int integer(String name) {
        Object value = value(name);
        if (value instanceof Long whole) {
            if (whole < Integer.MIN_VALUE || whole > Integer.MAX_VALUE) {
                throw new InvalidInput("Parameter '" + name + "' is " + whole
                        + ", which does not fit into an int; read it from params().");
            }
            return whole.intValue();
        }
        throw wrongType(name, "a whole number", value instanceof Double ? "real" : "choice");
    }

    @Override
    public String choice(String name) {
        Object value = value(name);
        if (value instanceof String option) {
            return option;
        }
        throw wrongType(name, "a choice", value instanceof Long ? "integer" : "real");
    }

    private Object value(String name) {
        Object value = params.get(name);
        if (value == null) {
            String why = space.names().contains(name)
                    ? " It is in the search space, but not active here; ask has(\"" + name + "\") first."
                    : NearNames.sentence(name, params.keySet());
            throw new NotFound("Trial " + number + " has no parameter '" + name + "'." + why);
        }
        return value;
    }

    private static InvalidInput wrongType(String name, String wanted, String accessor) {
        return new InvalidInput(
                "Parameter '" + name + "' is not " + wanted + "; read it with " + accessor + "(\"" + name + "\").");
    }

    @Override
    public void report(long step, double value) {
        if (objectives.size() > 1) {
            throw new InvalidInput("A study with several objectives prunes no trials, so there is nothing to report;"
                    + " record it as a metric of run().");
        }
        if (!minimized.isEmpty() && step <= minimized.lastStep()) {
            throw new InvalidInput("Trial " + number + " reports step " + step + " after step " + minimized.lastStep()
                    + "; report steps in increasing order.");
        }
        reports.put(step, value);
        minimized.add(step, ranking.sign(0) * value);
        run.metric(objectives.get(0).name(), value, step);
        if (pruning.prunes(number, minimized, known)) {
            throw new TrialPruned("Trial " + number + " does not promise well at step " + step + ".");
        }
    }

    @Override
    public void constraint(String name, double violation) {
        violations.put(name, violation);
    }

    @Override
    public ActiveRun run() {
        return run;
    }

    @Override
    public long seed() {
        return seed;
    }

    Map<Long, Double> reports() {
        return reports;
    }

    Map<String, Double> violations() {
        return violations;
    }

    /** Why values cannot be those of the objectives, if they cannot. */
    Optional<String> refuse(double[] values) {
        if (values.length != objectives.size()) {
            return Optional.of("Trial " + number + " gave " + values.length + " values for " + objectives.size()
                    + " objectives; give one for each.");
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                return Optional.of("Trial " + number + " gave no number (NaN) for '"
                        + objectives.get(i).name() + "' with " + params + ".");
            }
        }
        return Optional.empty();
    }

    void record(double[] values) {
        for (int i = 0; i < values.length; i++) {
            run.metric(objectives.get(i).name(), values[i]);
        }
    }
}
