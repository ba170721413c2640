/** The public surface of mlops4j. It knows no library but JSpecify's annotations. */
module io.mlops4j {
    requires transitive java.sql;
    requires static transitive org.jspecify;

    exports io.mlops4j;
    exports io.mlops4j.data;
    exports io.mlops4j.evaluation;
    exports io.mlops4j.experiment;
    exports io.mlops4j.governance;
    exports io.mlops4j.internal to
            io.mlops4j.core,
            io.mlops4j.onnx;
    exports io.mlops4j.model;
    exports io.mlops4j.monitoring;
    exports io.mlops4j.serving;
    exports io.mlops4j.spi;
    exports io.mlops4j.stats;

    uses io.mlops4j.spi.AlertEngine;
    uses io.mlops4j.spi.ChangeDetectors;
    uses io.mlops4j.spi.DataEngine;
    uses io.mlops4j.spi.EvaluationEngine;
    uses io.mlops4j.spi.ExperimentEngine;
    uses io.mlops4j.spi.MlopsProvider;
    uses io.mlops4j.spi.MonitoringEngine;
    uses io.mlops4j.spi.ServingEngine;
    uses io.mlops4j.spi.StatisticsEngine;
}
