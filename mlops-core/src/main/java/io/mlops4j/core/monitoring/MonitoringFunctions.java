package io.mlops4j.core.monitoring;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.drift.DatasetDrift;
import io.mlops4j.core.monitoring.drift.ReportJson;
import io.mlops4j.core.monitoring.multivariate.MultivariateComparison;
import io.mlops4j.core.monitoring.page.DriftPage;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.DriftComparison;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.MultivariateDrift;
import io.mlops4j.spi.MonitoringEngine;
import java.nio.file.Path;

/** What the values of the API ask of the engine. Stateless. */
public final class MonitoringFunctions implements MonitoringEngine {
    private static final double FALSE_ALARM_RATE = 0.01;

    /** Any number, as long as it is always the same: the same rows get the same answer. */
    private static final long SEED = 7;

    /** For {@link java.util.ServiceLoader}. */
    public MonitoringFunctions() {}

    @Override
    public DriftComparison comparison(DatasetVersion reference, DatasetVersion current) {
        return DatasetDrift.between(reference, current);
    }

    @Override
    public DriftComparison comparison(Table reference, Table current) {
        return DatasetDrift.between(reference, current);
    }

    @Override
    public MultivariateDrift multivariate(Table reference, Table current) {
        return new MultivariateComparison(FALSE_ALARM_RATE, SEED).compare(reference, current);
    }

    @Override
    public String page(DriftReport report) {
        return DriftPage.of(report);
    }

    @Override
    public String json(DriftReport report) {
        return Json.text(ReportJson.write(report));
    }

    @Override
    public void write(String html, Path file) {
        HtmlPage.write(html, file);
    }
}
