package io.mlops4j.core.serving;

import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.serving.shadow.ShadowPage;
import io.mlops4j.serving.ShadowReport;
import io.mlops4j.spi.ServingEngine;
import java.nio.file.Path;

/** What the values of the API ask of the engine. Stateless. */
public final class ServingFunctions implements ServingEngine {
    /** For {@link java.util.ServiceLoader}. */
    public ServingFunctions() {}

    @Override
    public void write(ShadowReport report, Path file) {
        HtmlPage.write(ShadowPage.of(report), file);
    }
}
