package io.mlops4j.core.registry;

import io.mlops4j.QualityGateFailed;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.data.Quality;
import io.mlops4j.evaluation.Condition.DataQuality;
import io.mlops4j.evaluation.Condition.LatencyAtMost;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.evaluation.GateEvidence;
import io.mlops4j.evaluation.LatencySample;
import io.mlops4j.model.ModelVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts together what a gate asks for, and checks it. What costs time is asked for only by gates that need it. */
final class GateKeeper {
    /** The alias whose version a gate compares with. */
    private static final String CHAMPION = "champion";

    private final Function<DatasetRef, Quality> qualities;

    GateKeeper(Function<DatasetRef, Quality> qualities) {
        this.qualities = qualities;
    }

    /** What is known of a version that wants to pass. */
    record Candidate(
            String description,
            Map<String, Evaluation> evaluations,
            List<DatasetRef> inputs,
            long sizeBytes,
            Supplier<Optional<LatencySample>> latency) {}

    /** The version that a model's candidates are compared with. */
    static Optional<ModelVersion> champion(JournaledModel model) {
        return model.findVersion(CHAMPION);
    }

    /** Checks; throws {@link QualityGateFailed} if the gate is not passed. */
    void check(Gate gate, Candidate candidate, Optional<ModelVersion> champion) {
        Evaluation evaluation = candidate.evaluations().get(Evaluation.HOLD_OUT);
        if (evaluation == null) {
            throw new QualityGateFailed(candidate.description()
                    + ": it has a gate but no evaluation to check it against. Hand one over with evaluation(…).");
        }
        GateEvidence evidence = GateEvidence.of(evaluation).sizeBytes(candidate.sizeBytes());
        for (Map.Entry<String, Evaluation> other : candidate.evaluations().entrySet()) {
            evidence = evidence.evaluation(other.getKey(), other.getValue());
        }
        if (champion.isPresent()) {
            for (Map.Entry<String, Evaluation> theirs :
                    champion.get().evaluations().entrySet()) {
                evidence = evidence.champion(theirs.getKey(), theirs.getValue());
            }
        }
        if (asks(gate, DataQuality.class)) {
            for (DatasetRef input : candidate.inputs()) {
                evidence = evidence.quality(
                        "version " + input.number() + " of dataset '" + input.name() + "'", qualities.apply(input));
            }
        }
        if (asks(gate, LatencyAtMost.class)) {
            Optional<LatencySample> latency = candidate.latency().get();
            if (latency.isPresent()) {
                evidence = evidence.latency(latency.get());
            }
        }
        try {
            gate.check(evidence).orThrow();
        } catch (QualityGateFailed e) {
            throw new QualityGateFailed(candidate.description() + ". " + e.getMessage(), e);
        }
    }

    private static boolean asks(Gate gate, Class<?> kind) {
        return gate.conditions().stream().anyMatch(kind::isInstance);
    }
}
