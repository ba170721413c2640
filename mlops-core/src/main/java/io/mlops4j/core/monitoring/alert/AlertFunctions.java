package io.mlops4j.core.monitoring.alert;

import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertState;
import io.mlops4j.monitoring.Severity;
import io.mlops4j.monitoring.WebhookSink;
import io.mlops4j.spi.AlertEngine;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the sinks of the API ask of the engine. Stateless. */
public final class AlertFunctions implements AlertEngine {
    private static final Logger LOG = LoggerFactory.getLogger("io.mlops4j.alerts");

    /** For {@link java.util.ServiceLoader}. */
    public AlertFunctions() {}

    @Override
    public void log(Alert alert) {
        if (alert.state() == AlertState.RESOLVED || alert.severity() == Severity.INFO) {
            LOG.info("{}", alert.message());
        } else {
            LOG.warn("{}", alert.message());
        }
    }

    @Override
    public void post(Alert alert, WebhookSink webhook) {
        new WebhookPost(HttpClients.SHARED, Clock.systemUTC()).deliver(alert, webhook);
    }
}
