package io.mlops4j.core.tuning.sampling;

import io.mlops4j.InvalidInput;
import io.mlops4j.experiment.Parameter;
import io.mlops4j.experiment.Parameter.Real;
import io.mlops4j.experiment.Parameter.Scale;
import io.mlops4j.experiment.SearchSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every combination once, the last parameter changing fastest. */
final class GridProposals implements Proposals {
    /** Nobody tries more, and a list of them would not fit. */
    private static final int MOST = 1_000_000;

    private final SearchSpace space;
    private final int pointsPerReal;
    private final List<Map<String, Object>> points = new ArrayList<>();

    GridProposals(SearchSpace space, int pointsPerReal) {
        this.space = space;
        this.pointsPerReal = pointsPerReal;
        fill(0, new LinkedHashMap<>());
    }

    /** Goes through the values of one dimension, with all that come behind it. */
    private void fill(int at, Map<String, Object> before) {
        if (at == space.dimensions().size()) {
            if (points.size() == MOST) {
                throw new InvalidInput("The grid has more than " + MOST + " points; give fewer places of each real"
                        + " number, steps to the wide ones, or sample at random.");
            }
            points.add(new LinkedHashMap<>(before));
            return;
        }
        SearchSpace.Dimension dimension = space.dimensions().get(at);
        if (!dimension.active(before)) {
            fill(at + 1, before);
            return;
        }
        Parameter parameter = dimension.parameter();
        long count = Unit.count(parameter);
        long places = count == 0 ? pointsPerReal : Math.min(count, MOST + 1L);
        for (long i = 0; i < places; i++) {
            before.put(parameter.name(), value(parameter, i));
            fill(at + 1, before);
            before.remove(parameter.name());
        }
    }

    private Object value(Parameter parameter, long index) {
        if (parameter instanceof Parameter.Choice choice) {
            return choice.options().get((int) index);
        } else if (parameter instanceof Parameter.Whole whole) {
            return whole.low() + index;
        }
        Real real = (Real) parameter;
        if (real.stepped()) {
            return real.at(index);
        }
        if (index == pointsPerReal - 1) {
            return real.high();
        }
        if (index == 0) {
            return real.low();
        }
        double share = (double) index / (pointsPerReal - 1);
        return real.scale() == Scale.LOG
                ? Math.exp(Math.log(real.low()) + share * (Math.log(real.high()) - Math.log(real.low())))
                : real.low() + share * (real.high() - real.low());
    }

    /** The first point that no earlier trial tries: points that were known or queued take no other one's place. */
    @Override
    public Optional<Map<String, Object>> propose(int number, List<Observation> known) {
        Set<Map<String, Object>> tried = new HashSet<>();
        known.forEach(trial -> tried.add(trial.params()));
        return points.stream().filter(point -> !tried.contains(point)).findFirst();
    }

    @Override
    public boolean readsHistory() {
        return false;
    }

    @Override
    public boolean readsPoints() {
        return true;
    }
}
