package io.mlops4j.core.serving;

import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.runtime.ModelRuntimes;
import io.mlops4j.core.serving.embedded.LocalScorer;
import io.mlops4j.core.serving.shadow.ShadowPage;
import io.mlops4j.serving.EmbeddedScorer;
import io.mlops4j.serving.ShadowReport;
import io.mlops4j.spi.LoadOptions;
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

    @Override
    public EmbeddedScorer scorer(Path model, LoadOptions options) {
        return LocalScorer.of("model '" + model + "'", ModelRuntimes.load(model, options));
    }
}
