package io.mlops4j.core.experiment.filter;

import io.mlops4j.experiment.RunCondition.Input;
import io.mlops4j.experiment.RunField;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the fields of runs are called in filters: as MLflow calls them, its aliases included. */
final class FieldNames {
    /** The first part of a field's name. */
    enum Prefix {
        METRIC,
        PARAM,
        TAG,
        ATTRIBUTE,
        DATASET
    }

    static final Map<String, Prefix> PREFIXES = prefixes();
    static final Map<String, RunField> ATTRIBUTES = attributes();
    static final Map<String, Input.Part> DATASET_PARTS = parts();

    private FieldNames() {}

    private static Map<String, Prefix> prefixes() {
        Map<String, Prefix> names = new LinkedHashMap<>();
        names.put("metrics", Prefix.METRIC);
        names.put("params", Prefix.PARAM);
        names.put("tags", Prefix.TAG);
        names.put("attributes", Prefix.ATTRIBUTE);
        names.put("datasets", Prefix.DATASET);
        names.put("metric", Prefix.METRIC);
        names.put("param", Prefix.PARAM);
        names.put("parameter", Prefix.PARAM);
        names.put("parameters", Prefix.PARAM);
        names.put("tag", Prefix.TAG);
        names.put("attribute", Prefix.ATTRIBUTE);
        names.put("attr", Prefix.ATTRIBUTE);
        names.put("run", Prefix.ATTRIBUTE);
        names.put("dataset", Prefix.DATASET);
        return names;
    }

    private static Map<String, RunField> attributes() {
        Map<String, RunField> names = new LinkedHashMap<>();
        names.put("run_id", new RunField.Id());
        names.put("run_name", new RunField.Name());
        names.put("status", new RunField.Status());
        names.put("user_id", new RunField.Actor());
        names.put("parent_run_id", new RunField.Parent());
        names.put("start_time", new RunField.Started());
        names.put("end_time", new RunField.Ended());
        names.put("duration", new RunField.Took());
        names.put("run name", new RunField.Name());
        names.put("created", new RunField.Started());
        return names;
    }

    private static Map<String, Input.Part> parts() {
        Map<String, Input.Part> names = new LinkedHashMap<>();
        for (Input.Part part : Input.Part.values()) {
            names.put(part.name().toLowerCase(Locale.ROOT), part);
        }
        return names;
    }
}
