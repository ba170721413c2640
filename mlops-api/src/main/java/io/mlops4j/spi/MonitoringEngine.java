package io.mlops4j.spi;

import io.mlops4j.NotFound;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.Drift;
import io.mlops4j.monitoring.DriftComparison;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.MultivariateDrift;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** What values of {@code io.mlops4j.monitoring} ask of the engine, found by {@link ServiceLoader}: {@code mlops-core} brings it. */
public interface MonitoringEngine {
    /** Begins a comparison; see {@link Drift#between(DatasetVersion, DatasetVersion)}. */
    DriftComparison comparison(DatasetVersion reference, DatasetVersion current);

    /** Begins a comparison; see {@link Drift#between(Table, Table)}. */
    DriftComparison comparison(Table reference, Table current);

    /** Looks at all columns together; see {@link Drift#multivariate(Table, Table)}. */
    MultivariateDrift multivariate(Table reference, Table current);

    /** A report as a page. */
    String page(DriftReport report);

    /** A report as JSON. */
    String json(DriftReport report);

    /** Writes a page. */
    void write(String html, Path file);

    /**
     * The engine on the class or module path.
     *
     * @throws NotFound if there is none
     */
    static MonitoringEngine installed() {
        return ServiceLoader.load(MonitoringEngine.class, MonitoringEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new NotFound("No engine of mlops4j is on the class or module path: add the dependency"
                                + " io.mlops4j:mlops-core."));
    }
}
