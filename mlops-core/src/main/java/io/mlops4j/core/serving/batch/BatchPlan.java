package io.mlops4j.core.serving.batch;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.Progress;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.serving.batch.BatchRun.Outcome;
import io.mlops4j.core.serving.batch.BatchSettings.Failures;
import io.mlops4j.internal.NearNames;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.BatchDraft;
import io.mlops4j.serving.BatchResult;
import io.mlops4j.serving.BatchSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A batch that is being described, and then run. */
public final class BatchPlan implements BatchDraft {
    private static final int MOST_ROWS = 1 << 20;
    private static final int MOST_THREADS = 1_024;

    private final String endpoint;
    private final BatchData data;
    private final Supplier<BatchModel> loading;
    private BatchSettings settings = BatchSettings.DEFAULTS;
    private @Nullable Path file;
    private @Nullable BatchSink sink;

    /**
     * A batch for an endpoint.
     *
     * @param endpoint its name
     * @param loading loads the version that it serves, when the run begins
     */
    public BatchPlan(String endpoint, BatchData data, Supplier<BatchModel> loading) {
        this.endpoint = endpoint;
        this.data = data;
        this.loading = loading;
    }

    @Override
    public BatchDraft output(Path target) {
        RowFormat.of(target);
        file = target;
        sink = null;
        return this;
    }

    @Override
    public BatchDraft output(BatchSink target) {
        sink = target;
        file = null;
        return this;
    }

    @Override
    public BatchDraft keep(String... columns) {
        for (String column : columns) {
            if (!data.names().contains(column)) {
                throw new NotFound("There is no column '" + column + "' to keep in " + data.describe() + "."
                        + NearNames.sentence(column, data.names()));
            }
        }
        settings = settings.keep(distinct("columns to keep", columns));
        return this;
    }

    @Override
    public BatchDraft outputs(String... names) {
        if (names.length == 0) {
            throw new InvalidInput(
                    "A batch without outputs gives nothing; name at least one, or leave them out for all.");
        }
        settings = settings.outputs(distinct("outputs", names));
        return this;
    }

    private static List<String> distinct(String what, String... names) {
        if (Arrays.stream(names).distinct().count() < names.length) {
            throw new InvalidInput(
                    "The " + what + " " + Arrays.toString(names) + " have a name twice; name each once.");
        }
        return List.of(names);
    }

    @Override
    public BatchDraft rowsPerCall(int rows) {
        settings = settings.rowsPerCall(within("rows at once", rows, MOST_ROWS));
        return this;
    }

    @Override
    public BatchDraft parallelism(int threads) {
        settings = settings.parallelism(within("calls at once", threads, MOST_THREADS));
        return this;
    }

    private static int within(String what, int count, int most) {
        if (count < 1 || count > most) {
            throw new InvalidInput("A batch cannot run " + count + " " + what + "; give 1 to " + most + ".");
        }
        return count;
    }

    @Override
    public BatchDraft checkpointEvery(Duration interval) {
        if (interval.isNegative()) {
            throw new InvalidInput("A batch cannot be made durable every " + interval + "; give zero or more.");
        }
        settings = settings.interval(interval);
        return this;
    }

    @Override
    public BatchDraft skipFailures() {
        settings = settings.failures(Failures.SKIP);
        return this;
    }

    @Override
    public BatchDraft progress(Progress progress) {
        settings = settings.progress(progress);
        return this;
    }

    @Override
    public BatchResult run() {
        Path target = file;
        BatchSink function = sink;
        if (target == null && function == null) {
            throw new InvalidInput("The batch has no output; name a file or a sink with output(…).");
        }
        if (function != null && !settings.keep().isEmpty()) {
            throw new InvalidInput(
                    "Columns are kept in a file, and this batch gives its predictions to a sink; leave keep(…) out.");
        }
        BatchModel model = loading.get();
        try {
            refuseUnknownOutputs(model.version());
            return target == null ? toSink(model, function) : toFile(model, target);
        } finally {
            model.model().close();
        }
    }

    private void refuseUnknownOutputs(ModelVersion version) {
        List<String> known =
                version.signature().outputs().stream().map(TensorSpec::name).toList();
        for (String name : settings.outputs()) {
            if (!known.contains(name)) {
                throw new NotFound(version + " has no output '" + name + "'." + NearNames.sentence(name, known));
            }
        }
    }

    private BatchResult toSink(BatchModel model, @Nullable BatchSink function) {
        BatchSink target = function == null ? (row, outputs) -> {} : function;
        Outcome outcome = run(model, BatchOutputs.sink(target));
        return result(model.version(), outcome, Optional.empty(), "");
    }

    private Outcome run(BatchModel model, BatchRun.Output output) {
        String what = "batch of " + data.describe() + " on endpoint '" + endpoint + "'";
        return new BatchRun(data, model, settings, output, what).run();
    }

    private BatchResult toFile(BatchModel model, Path target) {
        RowFormat format = RowFormat.of(target);
        try (PartFile part = PartFile.open(target)) {
            Outcome outcome =
                    run(model, BatchOutputs.file(part, format, settings.keep(), identity(model.version(), format)));
            BatchResult result = result(model.version(), outcome, Optional.of(target), part.sha256Hex());
            part.finish(summary(result, model.version(), format));
            return result;
        }
    }

    private BatchResult result(ModelVersion version, Outcome outcome, Optional<Path> target, String sha256) {
        return new BatchResult(
                version.model(),
                version.number(),
                data.describe(),
                data.digest(),
                outcome.rows(),
                outcome.failed(),
                outcome.failures(),
                outcome.elapsed(),
                outcome.resumed(),
                target,
                sha256);
    }

    /** What makes two runs write the same bytes; empty for a table, which nothing tells from another. */
    private String identity(ModelVersion version, RowFormat format) {
        if (data.digest().isEmpty()) {
            return "";
        }
        ObjectNode json = Json.object();
        json.put("data", data.digest());
        json.put("model", version.model()).put("version", version.number()).put("modelDigest", version.digest());
        json.put("format", format.name());
        Json.put(json, "keep", settings.keep());
        Json.put(json, "outputs", settings.outputs());
        json.put("rowsPerCall", settings.rowsPerCall());
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }

    private byte[] summary(BatchResult result, ModelVersion version, RowFormat format) {
        ObjectNode json = Json.object();
        json.put("endpoint", endpoint);
        json.put("model", result.model()).put("version", result.version()).put("modelDigest", version.digest());
        json.put("data", result.data()).put("dataDigest", result.dataDigest());
        json.put("format", format.name()).put("outputDigest", result.outputDigest());
        Json.put(json, "keep", settings.keep());
        json.put("rows", result.rows()).put("failedRows", result.failedRows());
        Mark.put(json, result.failures());
        json.put("seconds", result.elapsed().toNanos() / 1e9).put("rowsPerSecond", result.rowsPerSecond());
        json.put("resumedRows", result.resumedRows());
        return Json.bytes(json);
    }
}
