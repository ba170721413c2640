package io.mlops4j.examples;

import io.mlops4j.Mlops;
import io.mlops4j.examples.Tumours.Tumour;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.EndpointStats.VersionStats;
import io.mlops4j.serving.Fallback;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.LabelMetric;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Rollout;
import io.mlops4j.serving.Shadow;
import io.mlops4j.serving.ShadowReport;
import io.mlops4j.serving.Split;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How models replace one another under load, on real data: the better one first as a shadow, then as a canary that is promoted by its evidence, a wrong one that is rolled back by
 * the labels, and two that share the requests.
 */
public final class Releasing {
    private static final int MOST_REQUESTS = 200_000;

    private final Mlops ml;
    private final Path directory;
    private final PrintStream out;
    private final List<Tumour> patients = Tumours.published().heldOut().rows();
    private int asked;

    private Releasing(Mlops ml, Path directory, PrintStream out) {
        this.ml = ml;
        this.directory = directory;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param args the directory to live in, by default {@code mlops-data}
     * @throws IOException if the directory can't be written
     */
    public static void main(String[] args) throws IOException {
        tell(Path.of(args.length > 0 ? args[0] : "mlops-data"), System.out);
    }

    static void tell(Path directory, PrintStream out) throws IOException {
        try (Mlops ml = Mlops.open(directory)) {
            new Releasing(ml, directory, out).tell();
        }
    }

    private void tell() throws IOException {
        ModelVersion first = register(Recipe.firstTry(), Tumours.published().training());
        ModelVersion second = register(Recipe.secondLook(), Tumours.published().training());
        ModelVersion confused = register(Recipe.secondLook(), confused());
        Endpoint endpoint = ml.deployer().endpoint("releases");
        endpoint.deploy(first);
        endpoint.fallback(Fallback.previousVersion());
        shadow(endpoint, second);
        release(endpoint, second);
        release(endpoint, confused);
        share(endpoint, first, second);
        for (VersionStats stats : endpoint.stats().versions()) {
            say(
                    "Version %d: %d requests, p50 %.1f us, p99 %.1f us",
                    stats.number(),
                    stats.requests(),
                    stats.latency().p50().toNanos() / 1e3,
                    stats.latency().p99().toNanos() / 1e3);
        }
    }

    /** An extract in which somebody took 0 for 1: what is trained on it is as sure as the others, and wrong. */
    private static Tumours confused() {
        Tumours right = Tumours.published().training();
        return new Tumours(
                right.measurements(),
                right.rows().stream()
                        .map(tumour -> new Tumour(tumour.id(), tumour.values(), !tumour.malignant()))
                        .toList());
    }

    private ModelVersion register(Recipe recipe, Tumours training) throws IOException {
        Path folder = Files.createTempDirectory("tumours");
        Path onnx = TumourModel.train(recipe, training).writeOnnx(folder.resolve(recipe.name() + ".onnx"));
        try {
            return ml.model("releases").from(onnx).tag("recipe", recipe.name()).register();
        } finally {
            Files.delete(onnx);
            Files.delete(folder);
        }
    }

    /** The next patient; the label comes in at once, which in life takes longer. */
    private Prediction ask(Endpoint endpoint) {
        Tumour patient = patients.get(asked++ % patients.size());
        float[] row = new float[patient.values().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = patient.values().get(i).floatValue();
        }
        Tensors inputs = Tensors.of(TumourModel.INPUT, Tensor.of(row, 1, row.length));
        Prediction prediction =
                endpoint.predict(inputs, PredictOptions.defaults().key("patient-" + asked));
        endpoint.label(prediction.id(), patient.malignant() ? 1 : 0);
        return prediction;
    }

    private void shadow(Endpoint endpoint, ModelVersion version) {
        Shadow shadow = endpoint.shadow(version).tolerance(0.1).start();
        for (int i = 0; i < patients.size(); i++) {
            ask(endpoint);
        }
        shadow.flush(Duration.ofMinutes(1));
        ShadowReport report = shadow.report();
        report.toHtml(directory.resolve("shadow.html"));
        shadow.stop();
        say(
                "%s as a shadow: %d of %d answers differ by more than 0.1, see shadow.html",
                version, report.mismatches(), report.compared());
    }

    private void release(Endpoint endpoint, ModelVersion version) {
        Rollout rollout = endpoint.canary(version)
                .steps(0.05, 0.20, 0.50)
                .minimumRequests(200)
                .guard(Guard.errorRate().atMostWorseBy(0.02))
                .guard(Guard.metric("accuracy").atMostWorseBy(0.05))
                .confidence(0.95)
                .seed(11)
                .start();
        int before = asked;
        while (!rollout.state().ended() && asked - before < MOST_REQUESTS) {
            ask(endpoint);
        }
        if (!rollout.state().ended()) {
            rollout.abort("the evidence was not enough for either");
        }
        say("%s as a canary: %s after %d requests", version, rollout.state(), asked - before);
        say("  %s", rollout.reason());
        say(
                "  the canary got %.1f %% of them, %.1f %% by its weights",
                100 * rollout.sampleRatio().observed(),
                100 * rollout.sampleRatio().expected());
    }

    private void share(Endpoint endpoint, ModelVersion one, ModelVersion other) {
        Split split = endpoint.split(Map.of(one, 0.5, other, 0.5));
        for (int i = 0; i < 5_000; i++) {
            ask(endpoint);
        }
        split.report(LabelMetric.ACCURACY.title())
                .effects()
                .forEach(effect -> say(
                        "%s against %s: accuracy %+.3f in [%.3f, %.3f], better with a probability of %.3f",
                        effect.version(),
                        effect.baseline(),
                        effect.difference(),
                        effect.low(),
                        effect.high(),
                        effect.probabilityBetter()));
        split.stop("told");
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
