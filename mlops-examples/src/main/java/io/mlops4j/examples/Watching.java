package io.mlops4j.examples;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mlops4j.Mlops;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.examples.Tumours.Tumour;
import io.mlops4j.micrometer.MicrometerMeters;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.monitoring.AlertSink;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.PerformanceBound;
import io.mlops4j.monitoring.PerformanceFigures;
import io.mlops4j.monitoring.PerformanceSettings;
import io.mlops4j.monitoring.PerformanceWindow;
import io.mlops4j.monitoring.Window;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How a model is watched while it serves, on real data: quiet windows, a microscope that measures otherwise from one day on, an alert that names the columns, how good the model still is before
 * and after its labels come, and all of it as Prometheus scrapes it.
 */
public final class Watching {
    private static final int WINDOW = 300;
    private static final String TEXTURE = "mean_texture";

    private final Mlops ml;
    private final Path directory;
    private final PrintStream out;
    private final PrometheusMeterRegistry registry;
    private final Random random = new Random(7);
    private final Tumours unseen = Tumours.published().heldOut();

    private Watching(Mlops ml, Path directory, PrintStream out, PrometheusMeterRegistry registry) {
        this.ml = ml;
        this.directory = directory;
        this.out = out;
        this.registry = registry;
    }

    /**
     * Runs it.
     *
     * @param args the directory to live in, by default {@code mlops-data}
     * @throws IOException if the directory can't be written
     * @throws InterruptedException if it is broken off
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        tell(Path.of(args.length > 0 ? args[0] : "mlops-data"), System.out);
    }

    static void tell(Path directory, PrintStream out) throws IOException, InterruptedException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Mlops ml = Mlops.builder()
                .directory(directory)
                .meters(MicrometerMeters.of(registry))
                .build()) {
            new Watching(ml, directory, out, registry).tell();
        }
    }

    private void tell() throws IOException, InterruptedException {
        ModelVersion version = register();
        DatasetVersion reference = reference();
        Endpoint endpoint = ml.deployer().endpoint("watched");
        endpoint.deploy(version);
        Monitor monitor = ml.monitor("watched")
                .on(endpoint)
                .reference(reference)
                .window(Window.ofCount(WINDOW))
                .falseAlarmRate(0.01)
                .performance(PerformanceSettings.defaults().label("malignant"))
                .performanceAlerts(PerformanceBound.atLeast("accuracy", 0.97))
                .reports(directory.resolve("reports"))
                .alert(AlertSink.log(), AlertSink.callback(alert -> say("ALERT %s", alert.message())))
                .start();

        say("Two quiet windows of %d requests.", WINDOW);
        List<Runnable> labels = new ArrayList<>();
        for (int i = 0; i < 2 * WINDOW; i++) {
            labels.add(ask(endpoint, 1));
        }
        monitor.flush();
        say("Drifted: %s.", monitor.latest().drifted());

        say("From today on a new microscope sees more texture.");
        for (int i = 0; i < 2 * WINDOW; i++) {
            labels.add(ask(endpoint, 1.5));
        }
        monitor.flush();
        monitor.latest().toHtml(directory.resolve("drift.html"));
        say("What has drifted, by how much, and how it is told: %s", directory.resolve("drift.html"));

        performance("Before any label has come", monitor);
        labels.forEach(Runnable::run);
        performance("Weeks later, with the labels", monitor);
        monitor.flush();
        monitor.toHtml(directory.resolve("monitor.html"));
        say("All windows, with what served and how good it was: %s", directory.resolve("monitor.html"));
        scrape();
    }

    private ModelVersion register() throws IOException {
        Path folder = Files.createTempDirectory("tumours");
        Path onnx = TumourModel.train(Recipe.secondLook(), Tumours.published().training())
                .writeOnnx(folder.resolve("model.onnx"));
        try {
            return ml.model("watched")
                    .from(onnx)
                    .features(unseen.measurements().toArray(new String[0]))
                    .register();
        } finally {
            Files.delete(onnx);
            Files.delete(folder);
        }
    }

    /** Tumours that the model was not trained on: where it is as good as it will be. */
    private DatasetVersion reference() {
        Table.Builder table = Table.builder();
        for (int column = 0; column < unseen.measurements().size(); column++) {
            int at = column;
            table.doubles(
                    unseen.measurements().get(column),
                    unseen.rows().stream()
                            .mapToDouble(tumour -> tumour.values().get(at))
                            .toArray());
        }
        table.longs(
                "malignant",
                unseen.rows().stream()
                        .mapToLong(tumour -> tumour.malignant() ? 1 : 0)
                        .toArray());
        return ml.dataset("unseen tumours").from(Source.table(table.build())).commit();
    }

    /** Asks for some patient, and answers what will be known later. */
    private Runnable ask(Endpoint endpoint, double texture) {
        Tumour patient = unseen.rows().get(random.nextInt(unseen.rows().size()));
        int measurements = unseen.measurements().size();
        float[] row = new float[measurements];
        for (int i = 0; i < measurements; i++) {
            double factor = unseen.measurements().get(i).equals(TEXTURE) ? texture : 1;
            // The next patient is like one of these, and not the same.
            double noise = 1 + 0.01 * random.nextGaussian();
            row[i] = (float) (patient.values().get(i) * factor * noise);
        }
        Prediction prediction = endpoint.predict(Tensors.of(TumourModel.INPUT, Tensor.of(row, 1, measurements)));
        return () -> endpoint.label(prediction.id(), patient.malignant() ? 1 : 0);
    }

    private void performance(String when, Monitor monitor) {
        say("%s:", when);
        for (PerformanceWindow window : monitor.performance().windows()) {
            PerformanceFigures all = window.all();
            say(
                    "  window %d, %d predictions: accuracy %s estimated, %s by %d labels",
                    window.number(),
                    all.predictions(),
                    all.findEstimate("accuracy").map(Watching::write).orElse("not"),
                    all.findMetric("accuracy").map(Watching::write).orElse("not"),
                    all.labelled());
        }
    }

    private static String write(Metric metric) {
        return String.format(Locale.ROOT, "%.3f", metric.value())
                + metric.findInterval()
                        .map(interval -> String.format(Locale.ROOT, " [%.3f, %.3f]", interval.low(), interval.high()))
                        .orElse("");
    }

    /** A service has a web server already, which this stands for; Prometheus comes by and reads. */
    private void scrape() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/metrics");
            String scraped = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            say("What Prometheus reads, in part:");
            scraped.lines()
                    .filter(line -> (line.startsWith("mlops4j_monitor_") && !line.contains("column="))
                            || line.contains("column=\"" + TEXTURE + "\"")
                            || line.startsWith("mlops4j_predictions_seconds_count"))
                    .filter(line -> !line.contains("metric=") || line.contains("\"accuracy\""))
                    .forEach(line -> say("  %s", line));
        } finally {
            server.stop(0);
        }
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
