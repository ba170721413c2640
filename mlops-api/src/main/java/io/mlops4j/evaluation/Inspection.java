package io.mlops4j.evaluation;

import io.mlops4j.data.Quality;
import io.mlops4j.evaluation.Condition.DataQuality;
import io.mlops4j.evaluation.Condition.InEvaluation;
import io.mlops4j.evaluation.Condition.LatencyAtMost;
import io.mlops4j.evaluation.Condition.SizeAtMost;
import io.mlops4j.internal.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evidence held against the conditions of a gate. */
final class Inspection {
    private final GateEvidence evidence;

    Inspection(GateEvidence evidence) {
        this.evidence = evidence;
    }

    GateResult check(Gate gate) {
        List<Finding> findings = new ArrayList<>();
        for (Condition condition : gate.conditions()) {
            if (condition instanceof InEvaluation other) {
                checkOther(other, findings);
            } else if (condition instanceof DataQuality) {
                checkQuality(condition, findings);
            } else if (condition instanceof LatencyAtMost latency) {
                findings.add(latency(latency));
            } else if (condition instanceof SizeAtMost size) {
                findings.add(size(size));
            } else {
                new EvaluationInspection(evidence.evaluation(), champion(Evaluation.HOLD_OUT), condition, "")
                        .check(condition, findings);
            }
        }
        return new GateResult(findings);
    }

    private Optional<Evaluation> champion(String name) {
        return Optional.ofNullable(evidence.champion().get(name));
    }

    private void checkOther(InEvaluation other, List<Finding> findings) {
        Evaluation evaluation = evidence.others().get(other.evaluation());
        if (evaluation == null) {
            findings.add(Finding.missing(
                    other,
                    "There is no evaluation '" + other.evaluation() + "' to check whether "
                            + other.condition().describe() + "."
                            + NearNames.sentence(
                                    other.evaluation(), evidence.others().keySet()),
                    null));
            return;
        }
        new EvaluationInspection(evaluation, champion(other.evaluation()), other, "In '" + other.evaluation() + "' ")
                .check(other.condition(), findings);
    }

    private void checkQuality(Condition condition, List<Finding> findings) {
        if (evidence.qualities().isEmpty()) {
            findings.add(Finding.missing(
                    condition,
                    "Nothing is known of the quality of the data: record the dataset versions that were read with input(…) in the run,"
                            + " and name the run with run(…).",
                    null));
        }
        for (Map.Entry<String, Quality> dataset : evidence.qualities().entrySet()) {
            findings.add(quality(condition, dataset.getKey(), dataset.getValue()));
        }
    }

    private static Finding quality(Condition condition, String dataset, Quality quality) {
        List<String> troubles = new ArrayList<>();
        quality.results().stream()
                .filter(result -> !result.passed())
                .forEach(result -> troubles.add(result.expectation().describe() + " is broken by " + result.broken()
                        + " of " + result.checked()));
        quality.unchecked().forEach(rule -> troubles.add(rule.describe() + " was not checked"));
        if (quality.results().isEmpty() && troubles.isEmpty()) {
            return Finding.missing(
                    condition, "Nothing is expected of " + dataset + "; expect something of it with expect(…).", null);
        }
        return troubles.isEmpty()
                ? Finding.kept(
                        condition, "All " + quality.results().size() + " expectations of " + dataset + " are kept.")
                : Finding.missing(condition, "The data of " + dataset + ": " + String.join("; ", troubles) + ".", null);
    }

    private Finding latency(LatencyAtMost condition) {
        Optional<LatencySample> sample = evidence.findLatency();
        if (sample.isEmpty()) {
            return Finding.missing(
                    condition,
                    "The latency was not measured: the model did not take generated inputs, or there is none.",
                    null);
        }
        double value = millis(sample.get().quantile(condition.quantile()).toNanos());
        double bound = millis(condition.bound().toNanos());
        boolean passed = value <= bound;
        return Finding.compared(
                condition,
                passed,
                "The " + condition.quantile() + " quantile of the latency is " + value + " ms over "
                        + sample.get().calls() + " predictions, " + (passed ? "at most " : "above ") + bound + " ms.",
                null,
                value,
                bound);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private Finding size(SizeAtMost condition) {
        if (evidence.findSizeBytes().isEmpty()) {
            return Finding.missing(condition, "The size of the model is not known here: there is no file.", null);
        }
        long size = evidence.findSizeBytes().getAsLong();
        boolean passed = size <= condition.bytes();
        return Finding.compared(
                condition,
                passed,
                "The model has " + size + " bytes, " + (passed ? "at most " : "more than ") + condition.bytes() + ".",
                null,
                (double) size,
                (double) condition.bytes());
    }
}
