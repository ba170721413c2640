package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.experiment.Parameter.Choice;
import io.mlops4j.experiment.Parameter.Real;
import io.mlops4j.experiment.Parameter.Scale;
import io.mlops4j.experiment.Parameter.Whole;
import io.mlops4j.internal.NearNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where a {@link Study} searches: parameters, some of which matter only if another one has certain values.
 *
 * <pre>{@code
 * SearchSpace.builder()
 *     .logUniform("lr", 1e-4, 1.0).integer("depth", 2, 12).choice("booster", "gbtree", "dart")
 *     .when("booster", dart -> dart.uniform("rate_drop", 0, 0.5), "dart")
 *     .build();
 * }</pre>
 *
 * <p>A point of the space has a {@code Double}, {@code Long} or {@code String} for each parameter that is active, in their order. Immutable.
 *
 * @param dimensions the parameters with their conditions; a condition is on a choice that comes before
 */
public record SearchSpace(List<Dimension> dimensions) {
    /**
     * A parameter and when it matters.
     *
     * @param parameter the parameter
     * @param conditions what must hold for it to be active, all of them; none if it always is
     */
    public record Dimension(Parameter parameter, List<Condition> conditions) {
        /** Copies the list. */
        public Dimension {
            conditions = List.copyOf(conditions);
        }

        /** Whether the parameter is active, given the values of those before it. */
        public boolean active(Map<String, ?> point) {
            for (Condition condition : conditions) {
                Object value = point.get(condition.choice());
                if (value == null || !condition.options().contains(value)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * A choice has one of some values.
     *
     * @param choice the name of the choice
     * @param options the values
     */
    public record Condition(String choice, Set<String> options) {
        /** Copies the set, in its order. */
        public Condition {
            options = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(options));
        }
    }

    /** Refuses an empty space, two parameters of one name, and conditions that cannot hold, with {@link InvalidInput}. */
    public SearchSpace {
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty()) {
            throw new InvalidInput("A search space needs at least one parameter.");
        }
        Map<String, Parameter> before = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            String name = dimension.parameter().name();
            dimension.conditions().forEach(condition -> checkCondition(name, condition, before));
            if (before.put(name, dimension.parameter()) != null) {
                throw new InvalidInput("The search space has two parameters with the name '" + name
                        + "'; give one of them another name, also if only one of them is active at a time.");
            }
        }
    }

    private static void checkCondition(String name, Condition condition, Map<String, Parameter> before) {
        Parameter parameter = before.get(condition.choice());
        if (parameter == null) {
            throw new InvalidInput("Parameter '" + name + "' depends on '" + condition.choice()
                    + "', which does not come before it." + NearNames.sentence(condition.choice(), before.keySet()));
        }
        if (!(parameter instanceof Choice choice)) {
            throw new InvalidInput("Parameter '" + name + "' depends on '" + condition.choice()
                    + "', which is a number; make it depend on a choice.");
        }
        for (String option : condition.options()) {
            if (!choice.options().contains(option)) {
                throw new InvalidInput("Parameter '" + name + "' depends on '" + condition.choice() + "' being '"
                        + option + "', which is none of its options." + NearNames.sentence(option, choice.options()));
            }
        }
        if (condition.options().isEmpty()) {
            throw new InvalidInput("Parameter '" + name + "' depends on '" + condition.choice()
                    + "', but on none of its options; name at least one.");
        }
    }

    /** Says a space, parameter by parameter. */
    public static Builder builder() {
        return new Builder();
    }

    /** The names of the parameters, in their order. */
    public List<String> names() {
        return dimensions.stream().map(d -> d.parameter().name()).toList();
    }

    /**
     * The parameter of a name.
     *
     * @throws NotFound if there is none
     */
    public Parameter parameter(String name) {
        return dimensions.stream()
                .map(Dimension::parameter)
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "The search space has no parameter '" + name + "'." + NearNames.sentence(name, names())));
    }

    /**
     * A point that a user wrote, in the form that the space keeps: numbers as {@code Double} and {@code Long}, in the order of the space.
     *
     * @throws InvalidInput if an active parameter is missing, a name is unknown or not active, or a value is of another type or out of range
     */
    public Map<String, Object> point(Map<String, ?> values) {
        Map<String, Object> point = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            String name = dimension.parameter().name();
            Object value = values.get(name);
            if (dimension.active(point)) {
                if (value == null) {
                    throw new InvalidInput("The point " + values + " lacks parameter '" + name + "'.");
                }
                point.put(name, value(dimension.parameter(), value));
            } else if (value != null) {
                throw new InvalidInput("The point " + values + " has a value for '" + name + "', which is not active: "
                        + dimension.conditions() + " does not hold.");
            }
        }
        for (String name : values.keySet()) {
            if (!names().contains(name)) {
                throw new InvalidInput("The point " + values + " has a parameter '" + name
                        + "' that the search space has not." + NearNames.sentence(name, names()));
            }
        }
        return point;
    }

    private static Object value(Parameter parameter, Object value) {
        if (parameter instanceof Real real && value instanceof Number number) {
            double x = number.doubleValue();
            if (!(x >= real.low() && x <= real.high())) {
                throw outside(parameter, value, real.low() + " and " + real.high());
            }
            return real.stepped() ? onStep(real, x) : x;
        }
        if (parameter instanceof Whole whole && whole(value)) {
            long x = ((Number) value).longValue();
            if (x < whole.low() || x > whole.high()) {
                throw outside(parameter, value, whole.low() + " and " + whole.high());
            }
            return x;
        }
        if (parameter instanceof Choice choice && value instanceof String option) {
            if (!choice.options().contains(option)) {
                throw new InvalidInput("Parameter '" + choice.name() + "' has no option '" + option + "'."
                        + NearNames.sentence(option, choice.options()));
            }
            return option;
        }
        String wanted = parameter instanceof Real ? "a number" : parameter instanceof Whole ? "a whole number" : "text";
        throw new InvalidInput("Parameter '" + parameter.name() + "' is to be " + wanted + ", not '" + value + "' ("
                + value.getClass().getSimpleName() + ").");
    }

    /** The place that a number is meant to be, which decimal fractions miss by a rounding. */
    private static double onStep(Real real, double x) {
        double place = real.at(Math.round((x - real.low()) / real.step()));
        if (Math.abs(x - place) > 1e-6 * real.step()) {
            throw new InvalidInput("Parameter '" + real.name() + "' is " + x + ", which lies between two steps of "
                    + real.step() + " from " + real.low() + " on; the nearest is " + place + ".");
        }
        return place;
    }

    private static boolean whole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    private static InvalidInput outside(Parameter parameter, Object value, String range) {
        return new InvalidInput(
                "Parameter '" + parameter.name() + "' is " + value + ", which does not lie between " + range + ".");
    }

    /** Collects parameters; not thread-safe. */
    public static final class Builder {
        private final List<Dimension> dimensions;
        private final List<Condition> conditions;

        private Builder() {
            this(new ArrayList<>(), List.of());
        }

        private Builder(List<Dimension> dimensions, List<Condition> conditions) {
            this.dimensions = dimensions;
            this.conditions = conditions;
        }

        /** A real number, spread evenly between two bounds. */
        public Builder uniform(String name, double low, double high) {
            return add(new Real(name, low, high, Scale.LINEAR, 0));
        }

        /** A real number above 0, its logarithm spread evenly between those of two bounds. */
        public Builder logUniform(String name, double low, double high) {
            return add(new Real(name, low, high, Scale.LOG, 0));
        }

        /** A real number that is a multiple of a step away from the lower bound. */
        public Builder quantized(String name, double low, double high, double step) {
            return add(new Real(name, low, high, Scale.LINEAR, step));
        }

        /** A whole number, spread evenly between two bounds, both included. */
        public Builder integer(String name, long low, long high) {
            return add(new Whole(name, low, high, Scale.LINEAR));
        }

        /** A whole number above 0, its logarithm spread evenly. */
        public Builder logInteger(String name, long low, long high) {
            return add(new Whole(name, low, high, Scale.LOG));
        }

        /** One of some words. */
        public Builder choice(String name, String... options) {
            return add(new Choice(name, Arrays.asList(options)));
        }

        /**
         * Parameters that matter only if a choice has one of some values.
         *
         * @param choice the name of a choice that was added before
         * @param block adds the parameters; may have conditions of its own
         * @param options the values
         */
        public Builder when(String choice, Consumer<Builder> block, String... options) {
            List<Condition> inside = new ArrayList<>(conditions);
            inside.add(new Condition(choice, new LinkedHashSet<>(Arrays.asList(options))));
            block.accept(new Builder(dimensions, inside));
            return this;
        }

        private Builder add(Parameter parameter) {
            dimensions.add(new Dimension(parameter, conditions));
            return this;
        }

        /** The space; {@link InvalidInput} says what is wrong with it. */
        public SearchSpace build() {
            return new SearchSpace(dimensions);
        }
    }
}
