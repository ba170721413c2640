package io.mlops4j.mlflow;

import io.mlops4j.experiment.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an import did.
 *
 * @param imported the runs that are new here, by their ids in MLflow
 * @param present the runs that were here from an earlier import, by their ids in MLflow
 * @param left the runs that were left out, by their ids in MLflow, and why, as a sentence
 * @param problems what of the imported runs was left out, as sentences
 */
public record ImportReport(
        Map<String, Run> imported, Map<String, Run> present, Map<String, String> left, List<String> problems) {
    /** Copies the collections. */
    public ImportReport {
        imported = Collections.unmodifiableMap(new LinkedHashMap<>(imported));
        present = Collections.unmodifiableMap(new LinkedHashMap<>(present));
        left = Collections.unmodifiableMap(new LinkedHashMap<>(left));
        problems = List.copyOf(problems);
    }

    /** The report of two imports as one. */
    ImportReport and(ImportReport other) {
        Map<String, Run> allImported = new LinkedHashMap<>(imported);
        allImported.putAll(other.imported);
        Map<String, Run> allPresent = new LinkedHashMap<>(present);
        allPresent.putAll(other.present);
        Map<String, String> allLeft = new LinkedHashMap<>(left);
        allLeft.putAll(other.left);
        List<String> allProblems = new ArrayList<>(problems);
        allProblems.addAll(other.problems);
        return new ImportReport(allImported, allPresent, allLeft, allProblems);
    }
}
