package io.mlops4j.core.serving;

import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Split;
import io.mlops4j.serving.SplitReport;
import java.util.Map;
import java.util.Optional;

/**
 * A handle of a split: it knows the name, and asks for the rest.
 *
 * @param id its name
 * @param control whom it asks
 */
record LiveSplit(String id, SplitControl control) implements Split {
    @Override
    public boolean active() {
        return !control.fold(id).ended();
    }

    @Override
    public Map<ModelVersion, Double> shares() {
        return control.shares(id);
    }

    @Override
    public SplitReport report(String metric) {
        return control.report(id, metric);
    }

    @Override
    public void stop(String why) {
        control.end(id, Optional.empty(), why);
    }

    @Override
    public void choose(ModelVersion winner, String why) {
        control.end(id, Optional.of(winner), why);
    }
}
