package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.drift.ReportJson;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.DriftReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a page says once more as data, with six digits and without the counts of bins, which the report's own JSON has. Stateless. */
final class PageJson {
    private static final MathContext DIGITS = new MathContext(6);

    private PageJson() {}

    /** The element that holds it. What ends the element or is markup is written as JSON has it, so that the page stays well-formed. */
    static String element(String id, ObjectNode json) {
        String text =
                Json.text(json).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
        return "<script type=\"application/json\" id=\"" + id + "\">" + allowed(text) + "</script>\n";
    }

    /** JSON may hold characters that XML does not allow; they are escaped as it has them. */
    private static String allowed(String text) {
        StringBuilder allowed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                allowed.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c) || c >= 0xFFFE || c == 0x7F) {
                allowed.append(String.format("\\u%04x", (int) c));
            } else {
                allowed.append(c);
            }
        }
        return allowed.toString();
    }

    static ObjectNode of(DriftReport report) {
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
        json.set("test", ReportJson.test(report.test()));
        json.put("falseAlarmRate", report.falseAlarmRate());
        json.put("drifted", report.drifted());
        ArrayNode columns = json.putArray("columns");
        report.columns().forEach(column -> columns.add(column(column)));
        ArrayNode quality = json.putArray("quality");
        report.quality().forEach(issue -> {
            ObjectNode one = quality.addObject();
            Json.put(one, "column", issue.column());
            one.put("kind", issue.kind().name());
            one.put("rows", issue.rows());
            put(one, "share", OptionalDouble.of(issue.share()));
            put(one, "expected", OptionalDouble.of(issue.expected()));
        });
        Json.put(json, "warnings", report.warnings());
        return json;
    }

    private static ObjectNode column(ColumnDrift column) {
        ObjectNode json = Json.object();
        json.put("name", column.name());
        json.put("kind", column.kind().name());
        json.put("verdict", column.verdict().name());
        column.effect().ifPresent(effect -> {
            json.put("measure", effect.measure().name());
            put(json, "effect", OptionalDouble.of(effect.value()));
            effect.interval().ifPresent(interval -> {
                put(json, "low", OptionalDouble.of(interval.low()));
                put(json, "high", OptionalDouble.of(interval.high()));
            });
        });
        Json.put(json, "test", column.test());
        if (column.findLogEvidence().isEmpty()) {
            put(json, "statistic", column.findStatistic());
            put(json, "pValue", column.findPValue());
        }
        put(json, "adjustedPValue", column.findAdjustedPValue());
        put(json, "logEvidence", column.findLogEvidence());
        put(json, "threshold", column.findThreshold());
        if (column.alarming()) {
            json.put("alarming", true);
        }
        column.since().ifPresent(since -> json.put("since", since.toString()));
        Json.put(json, "unseen", column.unseen());
        return json;
    }

    private static void put(ObjectNode json, String field, OptionalDouble value) {
        value.ifPresent(number -> json.set(field, number(number)));
    }

    /** A number of six digits. */
    static JsonNode number(double value) {
        return Json.number(
                Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value);
    }
}
