package io.mlops4j.core.monitoring.drift;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.monitoring.ColumnDistribution;
import io.mlops4j.monitoring.ColumnDistribution.Moments;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.ColumnDrift.Effect;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import io.mlops4j.monitoring.Correction;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.DriftReport.QualityIssue;
import io.mlops4j.monitoring.DriftReport.QualityKind;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.DriftTest.Auto;
import io.mlops4j.monitoring.DriftTest.Distance;
import io.mlops4j.monitoring.DriftTest.DistanceMeasure;
import io.mlops4j.monitoring.DriftTest.Significance;
import io.mlops4j.monitoring.DriftTest.SignificanceTest;
import io.mlops4j.monitoring.EffectMeasure;
import io.mlops4j.monitoring.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a report: of the file that a user asks for, and of the blob that a closed window is kept in. */
public final class ReportJson {
    private ReportJson() {}

    /** A report. */
    public static ObjectNode write(DriftReport report) {
        ObjectNode json = Json.object();
        json.put("title", report.title());
        json.put("window", report.window());
        ObjectNode reference = json.putObject("reference");
        reference.put("name", report.reference().name());
        Json.put(reference, "digest", report.reference().digest());
        reference.put("rows", report.reference().rows());
        json.put("rows", report.rows());
        report.from().ifPresent(at -> json.put("from", at.toString()));
        report.to().ifPresent(at -> json.put("to", at.toString()));
        json.set("test", test(report.test()));
        json.set("falseAlarmRate", Json.number(report.falseAlarmRate()));
        json.put("drifted", report.drifted());
        ArrayNode columns = json.putArray("columns");
        report.columns().forEach(column -> columns.add(column(column)));
        ArrayNode quality = json.putArray("quality");
        for (QualityIssue issue : report.quality()) {
            ObjectNode one = quality.addObject();
            Json.put(one, "column", issue.column());
            one.put("kind", issue.kind().name());
            one.put("rows", issue.rows());
            one.set("share", Json.number(issue.share()));
            one.set("expected", Json.number(issue.expected()));
            one.put("message", issue.message());
        }
        Json.put(json, "warnings", report.warnings());
        return json;
    }

    /** A report as it was written. */
    public static DriftReport read(JsonNode json) {
        JsonNode reference = Json.required(json, "reference");
        return new DriftReport(
                Json.string(json, "title"),
                Json.integer(json, "window"),
                new ReferenceInfo(
                        Json.string(reference, "name"),
                        Json.findString(reference, "digest").orElse(""),
                        Json.integer(reference, "rows")),
                Json.integer(json, "rows"),
                instant(json, "from"),
                instant(json, "to"),
                readTest(Json.required(json, "test")),
                Json.real(json, "falseAlarmRate"),
                Json.list(json, "columns", ReportJson::readColumn),
                quality(json),
                Json.strings(json, "warnings"));
    }

    /** What a report says of the data itself, without reading the rest. */
    public static List<QualityIssue> quality(JsonNode json) {
        return Json.list(
                json,
                "quality",
                issue -> new QualityIssue(
                        Json.findString(issue, "column").orElse(""),
                        constant(QualityKind.class, Json.string(issue, "kind")),
                        Json.integer(issue, "rows"),
                        Json.real(issue, "share"),
                        Json.real(issue, "expected"),
                        Json.string(issue, "message")));
    }

    /** A test. */
    public static ObjectNode test(DriftTest test) {
        ObjectNode json = Json.object();
        if (test instanceof Auto auto) {
            json.put("kind", "auto");
            json.put("correction", auto.correction().name());
            json.put("measure", auto.measure().name());
            json.set("report", Json.number(auto.report()));
            json.set("alert", Json.number(auto.alert()));
        } else if (test instanceof Distance distance) {
            json.put("kind", "distance");
            json.put("measure", distance.measure().name());
            json.set("threshold", Json.number(distance.threshold()));
        } else if (test instanceof Significance significance) {
            json.put("kind", "significance");
            json.put("test", significance.test().name());
            json.set("alpha", Json.number(significance.alpha()));
        }
        return json;
    }

    /** A test as it was written. */
    public static DriftTest readTest(JsonNode json) {
        String kind = Json.string(json, "kind");
        return switch (kind) {
            case "auto" ->
                new Auto(
                        constant(Correction.class, Json.string(json, "correction")),
                        constant(EffectMeasure.class, Json.string(json, "measure")),
                        Json.real(json, "report"),
                        Json.real(json, "alert"));
            case "distance" ->
                new Distance(
                        constant(DistanceMeasure.class, Json.string(json, "measure")), Json.real(json, "threshold"));
            case "significance" ->
                new Significance(constant(SignificanceTest.class, Json.string(json, "test")), Json.real(json, "alpha"));
            default ->
                throw new IntegrityViolation(
                        "A stored drift test is of the kind '" + kind + "', which this release does not know.");
        };
    }

    private static ObjectNode column(ColumnDrift column) {
        ObjectNode json = Json.object();
        json.put("name", column.name());
        json.put("kind", column.kind().name());
        json.put("verdict", column.verdict().name());
        Json.put(json, "test", column.test());
        put(json, "statistic", column.findStatistic());
        put(json, "pValue", column.findPValue());
        put(json, "adjustedPValue", column.findAdjustedPValue());
        put(json, "logEvidence", column.findLogEvidence());
        put(json, "threshold", column.findThreshold());
        json.put("evident", column.evident());
        json.put("relevant", column.relevant());
        json.put("alarming", column.alarming());
        column.effect().ifPresent(effect -> {
            ObjectNode size = json.putObject("effect");
            size.put("measure", effect.measure().name());
            size.set("value", Json.number(effect.value()));
            effect.interval().ifPresent(interval -> {
                size.set("low", Json.number(interval.low()));
                size.set("high", Json.number(interval.high()));
                size.set("confidence", Json.number(interval.confidence()));
                size.put("method", interval.method());
            });
        });
        put(json, "detectable", column.detectable());
        json.set("reference", distribution(column.reference()));
        json.set("current", counts(column.current()));
        Json.put(json, "unseen", column.unseen());
        column.since().ifPresent(since -> json.put("since", since.toString()));
        Json.put(json, "notes", column.notes());
        return json;
    }

    private static ColumnDrift readColumn(JsonNode json) {
        ColumnDistribution reference = readDistribution(Json.required(json, "reference"));
        ColumnDrift.Builder builder = ColumnDrift.builder(
                        Json.string(json, "name"),
                        constant(Kind.class, Json.string(json, "kind")),
                        constant(Verdict.class, Json.string(json, "verdict")))
                .distributions(reference, readCounts(reference, Json.required(json, "current")))
                .test(
                        Json.findString(json, "test").orElse(""),
                        find(json, "statistic").orElse(Double.NaN),
                        find(json, "threshold").orElse(Double.NaN))
                .unseen(Json.strings(json, "unseen"))
                .notes(Json.strings(json, "notes"));
        find(json, "pValue").ifPresent(builder::pValue);
        find(json, "adjustedPValue").ifPresent(builder::adjustedPValue);
        find(json, "logEvidence").ifPresent(builder::logEvidence);
        find(json, "detectable").ifPresent(builder::detectable);
        instant(json, "since").ifPresent(builder::since);
        if (Json.required(json, "evident").booleanValue()) {
            builder.evident();
        }
        if (Json.required(json, "relevant").booleanValue()) {
            builder.relevant();
        }
        if (Json.required(json, "alarming").booleanValue()) {
            builder.alarming();
        }
        if (Json.has(json, "effect")) {
            JsonNode size = Json.required(json, "effect");
            builder.effect(new Effect(
                    constant(EffectMeasure.class, Json.string(size, "measure")),
                    Json.real(size, "value"),
                    Json.has(size, "low")
                            ? Optional.of(new Interval(
                                    Json.real(size, "low"),
                                    Json.real(size, "high"),
                                    Json.real(size, "confidence"),
                                    Json.string(size, "method")))
                            : Optional.empty()));
        }
        return builder.build();
    }

    private static ObjectNode distribution(ColumnDistribution distribution) {
        ObjectNode json = counts(distribution);
        Json.put(json, "labels", distribution.labels());
        if (!distribution.edges().isEmpty()) {
            ArrayNode edges = json.putArray("edges");
            distribution.edges().forEach(edge -> edges.add(Json.number(edge)));
        }
        return json;
    }

    private static ObjectNode counts(ColumnDistribution distribution) {
        ObjectNode json = Json.object();
        ArrayNode counts = json.putArray("counts");
        distribution.counts().forEach(counts::add);
        if (!distribution.other().isEmpty()) {
            ObjectNode other = json.putObject("other");
            new TreeMap<>(distribution.other()).forEach(other::put);
        }
        distribution.moments().ifPresent(moments -> {
            json.set("mean", Json.number(moments.mean()));
            json.set("stddev", Json.number(moments.stddev()));
            moments.min().ifPresent(min -> json.set("min", Json.number(min)));
            moments.max().ifPresent(max -> json.set("max", Json.number(max)));
        });
        if (!distribution.tails().isEmpty()) {
            ArrayNode tails = json.putArray("tails");
            distribution
                    .tails()
                    .forEach((number, count) -> tails.add(Json.number(number)).add(count));
        }
        return json;
    }

    private static ColumnDistribution readDistribution(JsonNode json) {
        return read(Json.strings(json, "labels"), Json.list(json, "edges", Json::real), json);
    }

    private static ColumnDistribution readCounts(ColumnDistribution reference, JsonNode json) {
        return read(reference.labels(), reference.edges(), json);
    }

    private static ColumnDistribution read(List<String> labels, List<Double> edges, JsonNode json) {
        Map<String, Long> other = new LinkedHashMap<>();
        if (Json.has(json, "other")) {
            Json.required(json, "other")
                    .properties()
                    .forEach(entry -> other.put(entry.getKey(), entry.getValue().longValue()));
        }
        return new ColumnDistribution(
                labels,
                edges,
                Json.list(json, "counts", JsonNode::longValue),
                other,
                Json.has(json, "mean")
                        ? Optional.of(new Moments(
                                Json.real(json, "mean"),
                                Json.real(json, "stddev"),
                                boxed(find(json, "min")),
                                boxed(find(json, "max"))))
                        : Optional.empty(),
                readTails(json));
    }

    private static SortedMap<Double, Long> readTails(JsonNode json) {
        SortedMap<Double, Long> tails = new TreeMap<>();
        List<Double> pairs = Json.list(json, "tails", Json::real);
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            tails.put(pairs.get(i), Math.round(pairs.get(i + 1)));
        }
        return tails;
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static void put(ObjectNode json, String field, OptionalDouble value) {
        value.ifPresent(number -> json.set(field, Json.number(number)));
    }

    private static OptionalDouble find(JsonNode json, String field) {
        return Json.has(json, field) ? OptionalDouble.of(Json.real(json, field)) : OptionalDouble.empty();
    }

    private static Optional<Instant> instant(JsonNode json, String field) {
        return Json.has(json, field) ? Optional.of(Json.instant(json, field)) : Optional.empty();
    }

    private static <T extends Enum<T>> T constant(Class<T> type, String name) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IntegrityViolation(
                    "Stored JSON names the " + type.getSimpleName() + " '" + name
                            + "', which this release does not know.",
                    e);
        }
    }
}
