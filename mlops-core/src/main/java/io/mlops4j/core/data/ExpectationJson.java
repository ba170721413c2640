package io.mlops4j.core.data;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.RowRule;
import io.mlops4j.data.TableRule;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code {"kind":"between","column":"age","low":18.0,"high":120.0,"mostly":0.99,"severity":"warning"}} and the like; the last two only where they differ from 1
 * and error. Of a custom rule there is the name. Stateless.
 */
public final class ExpectationJson {
    private static final String COLUMN = "column";

    private ExpectationJson() {}

    /** The rule as JSON; one of a newer release as it was read. */
    public static ObjectNode write(Expectation expectation) {
        Expectation rule = expectation.rule();
        ObjectNode json;
        if (rule instanceof Expectation.Unknown unknown) {
            return Json.parse(unknown.json().getBytes(StandardCharsets.UTF_8));
        } else if (rule instanceof RowRule row) {
            json = write(row);
        } else {
            json = write((TableRule) rule);
        }
        if (expectation.mostly() < 1) {
            json.put("mostly", expectation.mostly());
        }
        if (expectation.severity() != Expectation.Severity.ERROR) {
            json.put("severity", JsonFields.name(expectation.severity()));
        }
        return json;
    }

    private static ObjectNode kind(String kind) {
        return Json.object().put("kind", kind);
    }

    private static ObjectNode write(RowRule any) {
        if (any instanceof RowRule.NotNull rule) {
            return kind("not-null").put(COLUMN, rule.column());
        }
        if (any instanceof RowRule.Unique rule) {
            ObjectNode json = kind("unique");
            ArrayNode columns = json.putArray("columns");
            rule.columns().forEach(columns::add);
            return json;
        }
        if (any instanceof RowRule.Between rule) {
            return range(kind("between").put(COLUMN, rule.column()), rule.low(), rule.high());
        }
        if (any instanceof RowRule.In rule) {
            ObjectNode json = kind("in").put(COLUMN, rule.column());
            ArrayNode allowed = json.putArray("allowed");
            rule.allowed().forEach(allowed::add);
            return json;
        }
        if (any instanceof RowRule.Matches rule) {
            return kind("matches").put(COLUMN, rule.column()).put("regex", rule.regex());
        }
        if (any instanceof RowRule.Length rule) {
            return kind("length")
                    .put(COLUMN, rule.column())
                    .put("least", rule.least())
                    .put("most", rule.most());
        }
        if (any instanceof RowRule.OfType rule) {
            return kind("of-type").put(COLUMN, rule.column()).put("type", JsonFields.name(rule.type()));
        }
        if (any instanceof RowRule.Increasing rule) {
            boolean repeats = rule.repeats() == RowRule.Increasing.Repeats.ALLOWED;
            return kind(repeats ? "increasing" : "strictly-increasing").put(COLUMN, rule.column());
        }
        if (any instanceof RowRule.Foreign rule) {
            return kind("foreign")
                    .put(COLUMN, rule.column())
                    .put("dataset", rule.dataset())
                    .put("version", rule.version())
                    .put("otherColumn", rule.otherColumn());
        }
        return kind("row").put("name", ((RowRule.Custom) any).name());
    }

    private static ObjectNode write(TableRule any) {
        if (any instanceof TableRule.MissingAtMost rule) {
            return kind("missing-at-most").put(COLUMN, rule.column()).put("share", rule.share());
        }
        if (any instanceof TableRule.RowCount rule) {
            return kind("row-count").put("least", rule.least()).put("most", rule.most());
        }
        if (any instanceof TableRule.MeanBetween rule) {
            return range(kind("mean").put(COLUMN, rule.column()), rule.low(), rule.high());
        }
        if (any instanceof TableRule.QuantileBetween rule) {
            return range(kind("quantile").put(COLUMN, rule.column()).put("p", rule.p()), rule.low(), rule.high());
        }
        if (any instanceof TableRule.CorrelationBetween rule) {
            return range(kind("correlation").put("a", rule.a()).put("b", rule.b()), rule.low(), rule.high());
        }
        if (any instanceof TableRule.Fresh rule) {
            return kind("fresh")
                    .put(COLUMN, rule.column())
                    .put("atMost", rule.atMost().toString());
        }
        return kind("table").put("name", ((TableRule.Custom) any).name());
    }

    private static ObjectNode range(ObjectNode json, double low, double high) {
        JsonFields.putReal(json, "low", low);
        JsonFields.putReal(json, "high", high);
        return json;
    }

    /**
     * The rule that was written: an {@link Expectation.Unknown} if its kind, type or severity is of a newer release, and a custom one without its code.
     *
     * @throws IntegrityViolation if a field is absent or of another kind
     */
    public static Expectation read(JsonNode json) {
        String kind = JsonFields.text(json, "kind");
        Expectation rule = row(kind, json);
        rule = rule == null ? table(kind, json) : rule;
        Expectation.Severity severity =
                JsonFields.constant(Expectation.Severity.class, JsonFields.text(json, "severity", "error"));
        if (rule == null || severity == null) {
            return new Expectation.Unknown(kind, json.toString());
        }
        if (json.has("mostly")) {
            rule = rule.mostly(JsonFields.real(json, "mostly"));
        }
        return severity == Expectation.Severity.WARNING ? rule.warning() : rule;
    }

    private static @Nullable Expectation row(String kind, JsonNode json) {
        return switch (kind) {
            case "not-null" -> new RowRule.NotNull(column(json));
            case "unique" -> new RowRule.Unique(JsonFields.texts(json, "columns"));
            case "between" -> new RowRule.Between(column(json), low(json), high(json));
            case "in" -> new RowRule.In(column(json), JsonFields.texts(json, "allowed"));
            case "matches" -> new RowRule.Matches(column(json), JsonFields.text(json, "regex"));
            case "length" -> new RowRule.Length(column(json), Json.int32(json, "least"), Json.int32(json, "most"));
            case "of-type" -> {
                ColumnType type = JsonFields.constant(ColumnType.class, JsonFields.text(json, "type"));
                yield type == null ? null : new RowRule.OfType(column(json), type);
            }
            case "increasing" -> new RowRule.Increasing(column(json), RowRule.Increasing.Repeats.ALLOWED);
            case "strictly-increasing" -> new RowRule.Increasing(column(json), RowRule.Increasing.Repeats.REFUSED);
            case "foreign" ->
                new RowRule.Foreign(
                        column(json),
                        JsonFields.text(json, "dataset"),
                        Json.int32(json, "version"),
                        JsonFields.text(json, "otherColumn"));
            case "row" -> RowRule.Custom.named(JsonFields.text(json, "name"));
            default -> null;
        };
    }

    private static @Nullable Expectation table(String kind, JsonNode json) {
        return switch (kind) {
            case "missing-at-most" -> new TableRule.MissingAtMost(column(json), JsonFields.real(json, "share"));
            case "row-count" -> new TableRule.RowCount(JsonFields.whole(json, "least"), JsonFields.whole(json, "most"));
            case "mean" -> new TableRule.MeanBetween(column(json), low(json), high(json));
            case "quantile" ->
                new TableRule.QuantileBetween(column(json), JsonFields.real(json, "p"), low(json), high(json));
            case "correlation" ->
                new TableRule.CorrelationBetween(
                        JsonFields.text(json, "a"), JsonFields.text(json, "b"), low(json), high(json));
            case "fresh" -> new TableRule.Fresh(column(json), duration(json, "atMost"));
            case "table" -> TableRule.Custom.named(JsonFields.text(json, "name"));
            default -> null;
        };
    }

    private static String column(JsonNode json) {
        return JsonFields.text(json, COLUMN);
    }

    private static double low(JsonNode json) {
        return JsonFields.real(json, "low");
    }

    private static double high(JsonNode json) {
        return JsonFields.real(json, "high");
    }

    private static Duration duration(JsonNode json, String field) {
        try {
            return Duration.parse(JsonFields.text(json, field));
        } catch (DateTimeException e) {
            throw JsonFields.wrong(json, field, "a duration");
        }
    }
}
