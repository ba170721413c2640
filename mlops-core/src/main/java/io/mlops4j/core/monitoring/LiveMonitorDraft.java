package io.mlops4j.core.monitoring;

import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.monitoring.MonitorEvent.Started;
import io.mlops4j.core.monitoring.drift.Rates;
import io.mlops4j.core.monitoring.drift.ReferenceJson;
import io.mlops4j.core.monitoring.drift.StreamReference;
import io.mlops4j.core.monitoring.performance.Answer;
import io.mlops4j.core.monitoring.performance.PerformanceKeeper;
import io.mlops4j.core.monitoring.performance.Reference;
import io.mlops4j.core.monitoring.record.CountsJson;
import io.mlops4j.core.monitoring.record.RowAnswer;
import io.mlops4j.core.monitoring.record.StreamRecorder;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.monitoring.AlertPolicy;
import io.mlops4j.monitoring.AlertSink;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.MonitorDraft;
import io.mlops4j.monitoring.PerformanceBound;
import io.mlops4j.monitoring.PerformanceSettings;
import io.mlops4j.monitoring.Window;
import io.mlops4j.serving.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a stream is to be watched. */
final class LiveMonitorDraft implements MonitorDraft {
    private static final Logger LOG = LoggerFactory.getLogger(LiveMonitorDraft.class);
    private static final int MOST_PREVIOUS = 1_000;
    private static final int MOST_KEPT = 100_000;

    private final String name;
    private final Monitors monitors;
    private final Map<String, DriftTest> tests = new TreeMap<>();
    private final Set<String> only = new HashSet<>();
    private final Set<String> without = new HashSet<>();
    private final List<AlertSink> sinks = new ArrayList<>();
    private @Nullable Endpoint endpoint;
    private @Nullable Given given;
    private @Nullable Given used;

    /** What the version that is served answers to the rows of the reference. */
    private final List<Answer> answers = new ArrayList<>();

    private Window window = Window.ofCount(10_000);
    private DriftTest test = DriftTest.auto();
    private double falseAlarmRate = 0.01;
    private final List<Against> against = new ArrayList<>();
    private final Map<String, Table> otherRows = new TreeMap<>();
    private int keep = MonitorSettings.KEEP;
    private @Nullable String segmentBy;
    private Duration persistEvery = Duration.ofMinutes(1);
    private PerformanceSettings performance = PerformanceSettings.defaults();
    private final List<PerformanceBound> bounds = new ArrayList<>();
    private AlertPolicy policy = AlertPolicy.defaults();
    private @Nullable ReportFiles reports;

    /** Rows to hold against, and where they come from. */
    private record Given(ReferenceInfo info, Table rows, Optional<Schema> schema) {
        static Given of(DatasetVersion data) {
            return new Given(
                    new ReferenceInfo(data.dataset() + " " + data.number(), data.digest(), data.rowCount()),
                    data.read(),
                    Optional.of(data.schema()));
        }
    }

    LiveMonitorDraft(String name, Monitors monitors) {
        this.name = name;
        this.monitors = monitors;
    }

    @Override
    public MonitorDraft on(Endpoint watched) {
        this.endpoint = watched;
        return this;
    }

    @Override
    public MonitorDraft reference(DatasetVersion data) {
        this.given = Given.of(data);
        return this;
    }

    @Override
    public MonitorDraft reference(Table rows) {
        this.given = new Given(new ReferenceInfo("table", "", rows.rowCount()), rows, Optional.empty());
        return this;
    }

    @Override
    public MonitorDraft alsoAgainstPrevious(int windows) {
        if (windows < 1 || windows > MOST_PREVIOUS) {
            throw new InvalidInput("A window cannot be held against " + windows + " before it; give 1 to 1 000.");
        }
        against.removeIf(Against.Latest.class::isInstance);
        against.add(0, new Against.Latest(windows));
        return this;
    }

    @Override
    public MonitorDraft alsoAgainst(String title, Duration ago, Duration length) {
        if (length.isNegative() || length.isZero() || length.compareTo(ago) > 0) {
            throw new InvalidInput("The span '" + title + "' that begins " + ago + " before a window cannot last "
                    + length + "; give more than zero, and no more than " + ago + ".");
        }
        refuseTwice(named(title));
        against.add(new Against.Past(title, ago, length));
        return this;
    }

    @Override
    public MonitorDraft alsoAgainst(String title, DatasetVersion data) {
        return alsoAgainst(title, data.read());
    }

    @Override
    public MonitorDraft alsoAgainst(String title, Table rows) {
        if (rows.rowCount() == 0) {
            throw new InvalidInput("The rows '" + title + "' are none; there is nothing to hold a window against.");
        }
        refuseTwice(named(title));
        otherRows.put(title, rows);
        return this;
    }

    private static String named(String title) {
        if (title.isBlank() || title.contains("]")) {
            throw new InvalidInput("'" + title + "' cannot name what windows are held against: reports tell it as"
                    + " 'income [against last week]'.");
        }
        return title;
    }

    private void refuseTwice(String title) {
        if (otherRows.containsKey(title)
                || against.stream().anyMatch(each -> each.name().equals(title))) {
            throw new InvalidInput("Windows are held against '" + title + "' already; give another name.");
        }
    }

    @Override
    public MonitorDraft keep(int windows) {
        if (windows < 1 || windows > MOST_KEPT) {
            throw new InvalidInput("A monitor cannot keep " + windows + " windows; give 1 to 100 000.");
        }
        this.keep = windows;
        return this;
    }

    @Override
    public MonitorDraft window(Window cut) {
        this.window = cut;
        return this;
    }

    @Override
    public MonitorDraft drift(DriftTest other) {
        this.test = other;
        return this;
    }

    @Override
    public MonitorDraft drift(String column, DriftTest other) {
        tests.put(column, other);
        return this;
    }

    @Override
    public MonitorDraft falseAlarmRate(double rate) {
        this.falseAlarmRate = Rates.checked(rate);
        return this;
    }

    @Override
    public MonitorDraft columns(String... names) {
        only.addAll(List.of(names));
        return this;
    }

    @Override
    public MonitorDraft without(String... names) {
        without.addAll(List.of(names));
        return this;
    }

    @Override
    public MonitorDraft segmentBy(String column) {
        this.segmentBy = column;
        return this;
    }

    @Override
    public MonitorDraft persistEvery(Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new InvalidInput("Counts cannot be kept every " + interval + "; give more than zero.");
        }
        this.persistEvery = interval;
        return this;
    }

    @Override
    public MonitorDraft performance(PerformanceSettings how) {
        this.performance = how;
        return this;
    }

    @Override
    public MonitorDraft alert(AlertSink... more) {
        sinks.addAll(List.of(more));
        return this;
    }

    @Override
    public MonitorDraft alerts(AlertPolicy when) {
        this.policy = when;
        return this;
    }

    @Override
    public MonitorDraft performanceAlerts(PerformanceBound... more) {
        bounds.addAll(List.of(more));
        return this;
    }

    @Override
    public MonitorDraft reports(Path directory) {
        return reports(directory, directory.toAbsolutePath().toUri());
    }

    @Override
    public MonitorDraft reports(Path directory, URI address) {
        if (!address.isAbsolute() || address.isOpaque()) {
            throw new InvalidInput("'" + address + "' is no address that an alert could link to; give a whole one,"
                    + " as https://example.org/reports/.");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StorageFailure(
                    "The directory " + directory + " for the reports of monitor '" + name
                            + "' cannot be made; give another to reports(…).",
                    e);
        }
        String text = address.toString();
        this.reports = new ReportFiles(directory, text.endsWith("/") ? address : URI.create(text + "/"));
        return this;
    }

    @Override
    public Monitor start() {
        return monitors.start(name, this::begin);
    }

    /** Refuses to forget windows that later ones are made of or held against. */
    private void refuseToForget() {
        int before = against.stream()
                .mapToInt(each -> each instanceof Against.Latest latest ? latest.windows() : 0)
                .sum();
        int needed = window.panes() + before;
        if (keep < needed) {
            throw new InvalidInput("Monitor '" + name + "' keeps " + keep + " windows, and " + needed
                    + " are needed for one of " + window.panes() + " panes"
                    + (before > 0 ? " that is held against the " + before + " before it" : "") + "; keep(" + needed
                    + ") or more.");
        }
    }

    private LiveMonitor begin() {
        refuseToForget();
        EventStream<MonitorState, MonitorEvent> stream = monitors.stream(name);
        StreamReference reference = reference(stream.read());
        String blob = monitors.blobs().put(ReferenceJson.write(reference));
        List<Against> others = new ArrayList<>(against);
        otherRows.forEach((title, rows) -> others.add(new Against.Rows(title, counted(reference, rows))));
        MonitorSettings settings =
                new MonitorSettings(reference.info(), blob, window, test, tests, falseAlarmRate, others, keep);
        // Refused before anything is written: a test that is none for streams.
        WindowJudge unused = new WindowJudge(name, reference, settings);
        MonitorState unusedState = stream.write(
                state -> state.findSettings().filter(settings::equals).isPresent()
                        ? Outcome.unchanged(after -> after)
                        : Outcome.append(new Started(settings), "", after -> after));
        LiveMonitor monitor = new LiveMonitor(
                name,
                settings,
                reference,
                new LiveMonitor.Parts(
                        stream,
                        monitors.blobs(),
                        monitors.clock(),
                        persistEvery,
                        performance,
                        labels(),
                        new MonitorMeters(monitors.meters(), name),
                        new PerformanceAlerts(bounds, performance.labelsWithin()),
                        Optional.ofNullable(reports),
                        () -> monitors.ended(name)),
                Optional.ofNullable(endpoint),
                sinks,
                policy);
        if (endpoint != null) {
            boolean outputs = reference.columns().stream().anyMatch(column -> Outputs.isOutput(column.name()));
            monitor.add(endpoint.observe(new EndpointSource(monitor.counter(), monitor.performanceKeeper(), outputs)));
        }
        return monitor;
    }

    /** The blob of the counts of rows over the bins of the reference. */
    private String counted(StreamReference reference, Table rows) {
        StreamRecorder recorder = new StreamRecorder(reference);
        recorder.table(withOutputs(rows, new ArrayList<>()));
        return monitors.blobs().put(CountsJson.write(recorder.snapshot()));
    }

    private StreamReference reference(MonitorState state) {
        Given rows = given;
        if (rows == null && state.settings() != null) {
            String blob = state.settings().blob();
            return ReferenceJson.read(monitors.blobs().read("the reference of monitor '" + name + "'", blob));
        }
        if (rows == null && endpoint != null) {
            rows = endpoint.findVersion()
                    .flatMap(monitors::trainedOn)
                    .map(Given::of)
                    .orElse(null);
        }
        if (rows == null) {
            throw new NotFound("Monitor '" + name + "' has no reference: give one with reference(dataset)"
                    + (endpoint == null
                            ? "."
                            : "; the version that endpoint '" + endpoint.name()
                                    + "' serves has no run with a dataset as input."));
        }
        used = rows;
        Table columns = withOutputs(rows.rows(), answers);
        return StreamReference.of(
                rows.info(),
                columns,
                rows.schema(),
                only.isEmpty() ? asked(columns) : only,
                without,
                tests.keySet(),
                Optional.ofNullable(segmentBy));
    }

    /** What the reference tells of predictions and labels. */
    private Reference labels() {
        Given rows = used;
        if (rows == null) {
            return Reference.of(
                    List.of(),
                    "The monitor was started again without its reference's rows, which estimates without labels take;"
                            + " give them with reference(dataset).");
        }
        Optional<String> label = performance.findLabel().or(() -> rows.schema().flatMap(Schema::label));
        if (label.isEmpty()) {
            return Reference.of(
                    List.of(),
                    "The reference has no label, which estimates without labels take; name its column in"
                            + " PerformanceSettings.label.");
        }
        if (performance.findScore().isPresent()) {
            return Reference.predicted(
                    rows.rows(), label.get(), performance.findScore().get());
        }
        if (answers.size() != rows.rows().rowCount()) {
            return Reference.of(
                    Reference.classes(rows.rows(), label.get()),
                    "It is not known what was predicted for the reference's rows, which estimates without labels take;"
                            + " name the column in PerformanceSettings.score, or watch an endpoint that can predict"
                            + " them.");
        }
        Set<String> columns = features(rows.rows());
        if (columns.isEmpty()) {
            columns.addAll(rows.rows().names());
            columns.remove(label.get());
        }
        Reference reference = Reference.answered(
                rows.rows(), label.get(), columns, answers.get(0).version(), answers::get);
        boolean trainedOn = endpoint != null
                && endpoint.findVersion()
                        .flatMap(monitors::trainedOn)
                        .filter(data -> data.digest().equals(rows.info().digest()))
                        .isPresent();
        return trainedOn
                ? reference.cautiously(
                        "The reference is what the version was trained on, where it is better than elsewhere:"
                                + " the estimate is too good. Give rows that it has not seen with reference(dataset).")
                : reference;
    }

    /**
     * The columns that the endpoint is asked with, as far as its version tells: a label or a key of the reference never comes, and would be found missing in every window. Empty if nothing is
     * known, which is all.
     */
    private Set<String> asked(Table rows) {
        Set<String> names = features(rows);
        if (names.isEmpty()) {
            return names;
        }
        rows.names().stream().filter(Outputs::isOutput).forEach(names::add);
        names.addAll(tests.keySet());
        if (segmentBy != null) {
            names.add(segmentBy);
        }
        return names;
    }

    /** The columns of rows that the version that is served is asked with; empty if it does not name them. */
    private Set<String> features(Table rows) {
        Optional<ModelVersion> version = endpoint == null ? Optional.empty() : endpoint.findVersion();
        Set<String> names = new HashSet<>();
        version.ifPresent(v -> v.findPipeline()
                .ifPresentOrElse(
                        pipeline -> names.addAll(pipeline.inputs().names()), () -> names.addAll(v.features())));
        names.retainAll(rows.names());
        return names;
    }

    /** Rows with what the version that is served answers to them, so that answers can be watched too; the answers themselves go into a list. */
    private Table withOutputs(Table rows, List<Answer> told) {
        if (endpoint == null
                || endpoint.findVersion().isEmpty()
                || rows.rowCount() == 0
                || rows.names().stream().anyMatch(Outputs::isOutput)) {
            return rows;
        }
        Endpoint asked = endpoint;
        List<@Nullable Object> predictions = new ArrayList<>();
        List<Double> confidences = new ArrayList<>();
        try {
            endpoint.batch(rows)
                    .output((first, outputs) -> {
                        int count = Outputs.rows(outputs);
                        String version = PerformanceKeeper.name(asked.version());
                        for (int row = 0; row < count; row++) {
                            told.add(Answer.of("", 0, version, outputs, row, count));
                            RowAnswer own = RowAnswer.of(outputs, row, count);
                            predictions.add(
                                    own.word() != null
                                            ? own.word()
                                            : Double.isNaN(own.number()) ? null : (Object) own.number());
                            confidences.add(own.confidence());
                        }
                    })
                    .run();
        } catch (MlopsException e) {
            LOG.info(
                    "Monitor '{}' does not watch what endpoint '{}' answers: the reference cannot be predicted ({}).",
                    name,
                    endpoint.name(),
                    e.getMessage());
            return rows;
        }
        if (predictions.size() != rows.rowCount()) {
            return rows;
        }
        Table.Builder table = Table.builder();
        rows.columns().forEach(table::column);
        return Outputs.add(table, predictions, confidences).build();
    }
}
