package io.mlops4j.model;

import io.mlops4j.InvalidInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Registered versions put together as one model. Their digests are part of it, so it is as immutable as they are; they need not be deployed, and retiring one does not touch
 * it. Immutable.
 *
 * <pre>{@code
 * ModelVersion both = ml.model("loan-ensemble").from(Composition.average(forest, boosted)).register();
 * }</pre>
 *
 * @param kind how they are put together
 * @param parts the versions, in order
 */
public record Composition(Kind kind, List<Part> parts) {
    /** How versions are put together. */
    public enum Kind {
        /** One after another: the outputs of one are the inputs of the next. */
        CHAIN,
        /** Beside one another: numbers are averaged, and classes are those of the highest average, or by majority. */
        AVERAGE,
        /** Beside one another: classes are those of most parts, and numbers the shares of the parts that agree with the class. */
        VOTE
    }

    /**
     * A version in a composition.
     *
     * @param version the version, as text
     * @param digest the digest of its file
     * @param runtime what it was registered with
     * @param weight how much it counts, above 0; of a chain 1
     */
    public record Part(String version, String digest, String runtime, double weight) {
        /** Refuses a weight that is none. */
        public Part {
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new InvalidInput(
                        version + " cannot count " + weight + " times in a composition; give a weight above 0.");
            }
        }
    }

    /** Refuses fewer than two. */
    public Composition {
        parts = List.copyOf(parts);
        if (parts.size() < 2) {
            throw new InvalidInput("A composition needs at least two versions, and has " + parts.size() + ".");
        }
    }

    /**
     * One after another. An input of a version is the output of the same name of the one before; where a version has one input, and the one before one output that it
     * can take, names do not matter.
     */
    public static Composition chain(ModelVersion... versions) {
        return of(Kind.CHAIN, List.of(versions));
    }

    /** The mean of the numbers of versions with the same inputs and outputs. */
    public static Composition average(ModelVersion... versions) {
        return of(Kind.AVERAGE, List.of(versions));
    }

    /**
     * The weighted mean of the numbers of versions with the same inputs and outputs.
     *
     * @param weights each above 0; only their ratios matter
     */
    public static Composition weighted(Map<ModelVersion, Double> weights) {
        List<Part> parts = new ArrayList<>();
        weights.forEach((version, weight) -> parts.add(part(version, weight)));
        parts.sort(Comparator.comparing(Part::version));
        return new Composition(Kind.AVERAGE, parts);
    }

    /** The majority of the classes of versions with the same inputs and outputs; between equals the class of the part that comes first. */
    public static Composition vote(ModelVersion... versions) {
        return of(Kind.VOTE, List.of(versions));
    }

    private static Composition of(Kind kind, List<ModelVersion> versions) {
        return new Composition(
                kind, versions.stream().map(version -> part(version, 1)).toList());
    }

    private static Part part(ModelVersion version, double weight) {
        return new Part(version.toString(), version.digest(), version.runtime(), weight);
    }
}
