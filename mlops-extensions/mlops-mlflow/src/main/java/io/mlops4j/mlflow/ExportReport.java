package io.mlops4j.mlflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an export did.
 *
 * @param experimentId the id of the experiment in MLflow
 * @param written the ids in MLflow of the runs that were written, by their ids here; one that an earlier export wrote is written anew
 * @param present the runs that came from this very directory and were left as they are: their ids in MLflow, by their ids here
 * @param problems what was left out or had to be called otherwise, as sentences
 */
public record ExportReport(
        String experimentId, Map<String, String> written, Map<String, String> present, List<String> problems) {
    /** Copies the collections. */
    public ExportReport {
        written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
        present = Collections.unmodifiableMap(new LinkedHashMap<>(present));
        problems = List.copyOf(problems);
    }
}
