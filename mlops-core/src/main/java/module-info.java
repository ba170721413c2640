/** The engine behind the API, in process. Nothing is exported: users meet it through {@code io.mlops4j}. */
module io.mlops4j.core {
    requires transitive io.mlops4j;
    requires com.github.benmanes.caffeine;
    requires com.google.common;
    requires de.siegmar.fastcsv;
    requires org.apache.commons.statistics.distribution;
    requires org.pcollections;
    requires static org.jspecify;
    requires org.slf4j;
    requires tools.jackson.databind;

    provides io.mlops4j.spi.EvaluationEngine with
            io.mlops4j.core.evaluation.MetricEngine;
}
