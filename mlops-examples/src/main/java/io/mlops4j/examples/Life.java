package io.mlops4j.examples;

import io.mlops4j.Mlops;
import io.mlops4j.MlopsException;
import io.mlops4j.QualityGateFailed;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Source;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.examples.Tumours.Tumour;
import io.mlops4j.experiment.Run;
import io.mlops4j.governance.AuditProof;
import io.mlops4j.model.Model;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.EndpointStats.VersionStats;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model's whole life on real data, told as it happens: a table is versioned, two models are trained in Java, evaluated, gated and registered, one
 * is deployed and later replaced by the better one, and in the end the journal tells it all again.
 */
public final class Life {
    private static final String NAME = "tumours";
    private static final String CHAMPION = "champion";
    private static final int PATIENTS = 5;

    /** What every model must reach, and that it must not be worse than the one that serves. */
    private static final Gate GATE = Gate.require("roc_auc")
            .atLeast(0.95)
            .and("brier")
            .atMost(0.10)
            .and("roc_auc")
            .notWorseThanChampion(0.005);

    private final Mlops ml;
    private final Path directory;
    private final PrintStream out;

    private Life(Mlops ml, Path directory, PrintStream out) {
        this.ml = ml;
        this.directory = directory;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param args the directory to live in, by default {@code mlops-data}; a second run in it adds to the life that is there
     * @throws IOException if the directory can't be written
     */
    public static void main(String[] args) throws IOException {
        tell(Path.of(args.length > 0 ? args[0] : "mlops-data"), System.out);
    }

    static void tell(Path directory, PrintStream out) throws IOException {
        try (Mlops ml = Mlops.open(directory)) {
            new Life(ml, directory, out).tell();
        }
    }

    private void tell() throws IOException {
        DatasetVersion data = data();
        Tumours tumours = Tumours.of(data.read());
        ModelVersion first = model(Recipe.firstTry(), data, tumours).orElse(null);
        ModelVersion second = model(Recipe.secondLook(), data, tumours).orElse(null);
        if (first != null) {
            serve(first, tumours);
        }
        if (second != null) {
            serve(second, tumours);
        }
        if (first != null && second != null) {
            replace(first, second, tumours);
        }
        remember();
    }

    private DatasetVersion data() throws IOException {
        chapter("1  Data");
        DatasetVersion data;
        try (InputStream csv = Tumours.csv()) {
            data = ml.dataset(NAME)
                    .from(Source.csv(csv))
                    .schema(Schema.infer().label("target"))
                    .expect(
                            Expectation.notNull("id"),
                            Expectation.unique("id"),
                            Expectation.in("target", "0", "1"),
                            Expectation.between("mean_radius", 0, 50))
                    .message("as published")
                    .commit();
        }
        say(
                "%s: %d rows, %d columns, digest %s…",
                data, data.rowCount(), data.schema().columns().size(), head(data.digest()));
        for (String column : List.of("mean_radius", "mean_texture", "worst_area")) {
            ColumnProfile profile = data.profile().column(column);
            say(
                    "  %-14s mean %8.2f   standard deviation %7.2f   %d distinct",
                    column, profile.mean(), profile.stddev(), profile.distinct());
        }
        refuseBroken();
        return data;
    }

    private void refuseBroken() {
        String broken = "id,mean_radius,target\n1,17.99,0\n1,-3,0\n2,12.1,maybe\n";
        try {
            ml.dataset(NAME)
                    .from(Source.csv(new ByteArrayInputStream(broken.getBytes(StandardCharsets.UTF_8))))
                    .expect(
                            Expectation.unique("id"),
                            Expectation.between("mean_radius", 0, 50),
                            Expectation.in("target", "0", "1"))
                    .commit();
        } catch (QualityGateFailed e) {
            say("A broken extract is turned away:");
            say("  %s", e.getMessage());
        }
    }

    private Optional<ModelVersion> model(Recipe recipe, DatasetVersion data, Tumours tumours) throws IOException {
        chapter("2-4  " + recipe.name() + ": train, evaluate, register");
        TumourModel model = TumourModel.train(recipe, tumours.training());
        Tumours unseen = tumours.heldOut();
        Evaluation evaluation = Evaluator.binary().threshold(0.5).evaluate(unseen.labels(), model.scores(unseen));
        Path folder = Files.createTempDirectory("tumours");
        Path onnx = model.writeOnnx(folder.resolve(recipe.name() + ".onnx"));
        try {
            Run run = ml.experiment(NAME).run(recipe.name(), r -> {
                r.input(data)
                        .param("scaling", recipe.scaling())
                        .param("epochs", recipe.epochs())
                        .param("learning_rate", recipe.learningRate())
                        .param("seed", recipe.seed());
                r.metrics(evaluation);
                r.artifact("model.onnx", onnx);
            });
            say(
                    "Run %s on %d tumours, held against %d unseen ones:",
                    run.id(), tumours.training().rows().size(), evaluation.rows());
            for (String name : List.of("roc_auc", "recall", "brier")) {
                show(evaluation.metric(name));
            }
            ModelVersion version = ml.model(NAME)
                    .from(onnx)
                    .run(run)
                    .evaluation(evaluation)
                    .gate(GATE)
                    .features(tumours.measurements().toArray(new String[0]))
                    .description("How likely a tumour is malignant, from thirty measurements of its cells.")
                    .tag("recipe", recipe.name())
                    .register();
            say("The gate is passed. It is %s: %s", version, version.signature());
            return Optional.of(version);
        } catch (QualityGateFailed e) {
            say("The gate holds it back: %s", e.getMessage());
            return Optional.empty();
        } finally {
            Files.delete(onnx);
            Files.delete(folder);
        }
    }

    private void show(Metric metric) {
        String interval = metric.findInterval().map(Life::write).orElse("");
        say("  %-8s %.3f%s", metric.name(), metric.value(), interval);
    }

    private static String write(Interval interval) {
        return String.format(
                Locale.ROOT,
                "   %.0f %% interval [%.3f, %.3f] by %s",
                interval.confidence() * 100,
                interval.low(),
                interval.high(),
                interval.method());
    }

    private void serve(ModelVersion version, Tumours tumours) {
        chapter("5  Serve " + version);
        Model model = ml.model(NAME);
        model.alias(
                CHAMPION,
                version,
                "passes the gate with ROC AUC "
                        + String.format(
                                Locale.ROOT,
                                "%.3f",
                                version.evaluation().metric("roc_auc").value()));
        Endpoint endpoint = ml.deployer().endpoint("diagnosis");
        endpoint.deploy(version);
        say("Endpoint 'diagnosis' answers with %s.", endpoint.version());
        for (Tumour patient : tumours.heldOut().rows().subList(0, PATIENTS)) {
            Prediction prediction = endpoint.predict(row(patient));
            float malignant = prediction.output(TumourModel.OUTPUT).floats()[TumourModel.MALIGNANT];
            say(
                    "  tumour %3d   malignant with %5.1f %%   %s",
                    patient.id(), 100 * malignant, patient.malignant() ? "it was" : "it was not");
        }
        try {
            endpoint.predict(Tensors.of(TumourModel.INPUT, Tensor.of(new float[] {17.99f, 10.38f}, 1, 2)));
        } catch (MlopsException e) {
            say("A request with two measurements is told: %s", e.getMessage());
        }
    }

    private static Tensors row(Tumour tumour) {
        float[] row = new float[tumour.values().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = tumour.values().get(i).floatValue();
        }
        return Tensors.of(TumourModel.INPUT, Tensor.of(row, 1, row.length));
    }

    private void replace(ModelVersion first, ModelVersion second, Tumours tumours) {
        chapter("6  Roll back, go forward, retire");
        Endpoint endpoint = ml.deployer().endpoint("diagnosis");
        endpoint.rollback("to see that it works");
        say("Rolled back at once: the endpoint answers with %s, which was still loaded.", endpoint.version());
        endpoint.deploy(second);
        tumours.heldOut().rows().forEach(patient -> endpoint.predict(row(patient)));
        first.retire("replaced by a better model").replacedBy(second);
        say("Back on %s; %s is retired and can no longer be deployed.", endpoint.version(), first);
        for (VersionStats stats : endpoint.stats().versions()) {
            say(
                    "  version %d answered %3d requests, %.0f µs each in the model",
                    stats.number(), stats.requests(), stats.meanLatency().toNanos() / 1e3);
        }
    }

    private void remember() {
        chapter("What is remembered");
        ml.model(NAME).findVersion(CHAMPION).ifPresent(champion -> {
            say("Where the champion comes from, as a Mermaid diagram:");
            ml.lineage().of(champion).toMermaid().lines().forEach(line -> say("  %s", line));
        });
        say("The last that was done:");
        ml.audit()
                .events()
                .newest(8)
                .list()
                .forEach(
                        event -> say("  %s  %-34s %-18s %s", event.at(), event.stream(), event.type(), event.reason()));
        AuditProof proof = ml.audit().verify();
        say("%d events in %d streams, every link of every chain intact.", proof.events(), proof.streams());
        out.println();
        say("All of it lies in %s. Look around:", directory.toAbsolutePath().normalize());
        say("  cat  %s/journal/model/%s.jsonl | jq -c '[.at, .actor, .type, .why]'", directory, NAME);
        say("  jq   -c '.data.evaluation.metrics[]? | [.name, .value]' %s/journal/model/%s.jsonl", directory, NAME);
    }

    private static String head(String digest) {
        return digest.substring(0, 12);
    }

    private void chapter(String title) {
        out.println();
        out.println(title);
        out.println("─".repeat(title.length()));
    }

    private void say(String format, @Nullable Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
