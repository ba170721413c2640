package io.mlops4j.core.tuning.sampling;

import io.mlops4j.experiment.Parameter;
import io.mlops4j.experiment.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Makes points of a space out of a value for each dimension, and leaves out what is not active. */
final class Points {
    private Points() {}

    /** The value of a parameter that is active in a point. */
    static Object value(Map<String, Object> point, Parameter parameter) {
        return Objects.requireNonNull(point.get(parameter.name()), parameter.name());
    }

    /** What a dimension would have if it is active. */
    @FunctionalInterface
    interface Values {
        Object of(int dimension, Parameter parameter);
    }

    static Map<String, Object> of(SearchSpace space, Values values) {
        Map<String, Object> point = new LinkedHashMap<>();
        for (int i = 0; i < space.dimensions().size(); i++) {
            SearchSpace.Dimension dimension = space.dimensions().get(i);
            if (dimension.active(point)) {
                point.put(dimension.parameter().name(), values.of(i, dimension.parameter()));
            }
        }
        return point;
    }
}
