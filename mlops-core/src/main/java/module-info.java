/** The engine behind the API, in process. Users meet it through {@code io.mlops4j}; only the stores can be named. */
module io.mlops4j.core {
    requires transitive io.mlops4j;
    requires ch.randelshofer.fastdoubleparser;
    requires com.github.benmanes.caffeine;
    requires com.google.common;
    requires de.siegmar.fastcsv;
    requires HdrHistogram;
    requires java.management;
    requires java.net.http;
    requires java.sql;
    requires jdk.management;
    requires org.apache.commons.numbers.gamma;
    requires org.apache.commons.statistics.distribution;
    requires org.pcollections;
    requires static org.jspecify;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports io.mlops4j.core.blob;
    exports io.mlops4j.core.journal;

    uses io.mlops4j.spi.ModelRuntime;

    provides io.mlops4j.spi.AlertEngine with
            io.mlops4j.core.monitoring.alert.AlertFunctions;
    provides io.mlops4j.spi.ChangeDetectors with
            io.mlops4j.core.stats.change.ChangeDetection;
    provides io.mlops4j.spi.DataEngine with
            io.mlops4j.core.data.DataFunctions;
    provides io.mlops4j.spi.EvaluationEngine with
            io.mlops4j.core.evaluation.MetricEngine;
    provides io.mlops4j.spi.ExperimentEngine with
            io.mlops4j.core.engine.ExperimentFunctions;
    provides io.mlops4j.spi.MlopsProvider with
            io.mlops4j.core.engine.EngineProvider;
    provides io.mlops4j.spi.MonitoringEngine with
            io.mlops4j.core.monitoring.MonitoringFunctions;
    provides io.mlops4j.spi.ServingEngine with
            io.mlops4j.core.serving.ServingFunctions;
    provides io.mlops4j.spi.StatisticsEngine with
            io.mlops4j.core.stats.tests.StatisticalFunctions;
}
