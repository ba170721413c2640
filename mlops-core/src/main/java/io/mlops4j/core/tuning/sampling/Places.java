package io.mlops4j.core.tuning.sampling;

import io.mlops4j.experiment.SearchSpace;
import java.util.Map;

/** Points as places in the unit cube. */
public final class Places {
    /** Where a parameter lies that is not active: nowhere in particular. */
    private static final double INACTIVE = 0.5;

    private Places() {}

    /** A place in [0, 1] for each dimension of the space, in their order. */
    public static double[] of(SearchSpace space, Map<String, Object> point) {
        double[] places = new double[space.dimensions().size()];
        for (int d = 0; d < places.length; d++) {
            var parameter = space.dimensions().get(d).parameter();
            Object value = point.get(parameter.name());
            places[d] = value == null ? INACTIVE : Unit.place(parameter, value);
        }
        return places;
    }
}
