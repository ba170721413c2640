package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.internal.RealText;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The stored form of a fitted step. Numbers read back as the same doubles, and are written the same by every Java. */
final class StepJson {
    private StepJson() {}

    static ObjectNode write(FittedStep step) {
        ObjectNode json = Json.object();
        if (step instanceof NumberStep number) {
            write(number, json);
        } else if (step instanceof WordStep word) {
            write(word, json);
        } else if (step instanceof TableStep.Drop drop) {
            begin(json, "drop");
            strings(json, "columns", drop.columns());
        } else if (step instanceof TableStep.Select select) {
            begin(json, "select");
            strings(json, "columns", select.columns());
        }
        return json;
    }

    private static void write(NumberStep step, ObjectNode json) {
        if (step instanceof NumberStep.Fill fill) {
            begin(json, "fill", fill.column());
            real(json, "number", fill.number());
        } else if (step instanceof NumberStep.Linear linear) {
            begin(json, "linear", linear.column());
            real(json, "center", linear.center());
            real(json, "scale", linear.scale());
        } else if (step instanceof NumberStep.Clamp clamp) {
            begin(json, "clamp", clamp.column());
            real(json, "low", clamp.low());
            real(json, "high", clamp.high());
        } else if (step instanceof NumberStep.Log log) {
            begin(json, "log1p", log.column());
        } else if (step instanceof NumberStep.Buckets buckets) {
            begin(json, "buckets", buckets.column());
            reals(json, "edges", buckets.edges());
        } else if (step instanceof NumberStep.Flag flag) {
            begin(json, "flag", flag.column());
            json.put("output", flag.output());
            real(json, "low", flag.low());
            real(json, "high", flag.high());
        }
    }

    private static void write(WordStep step, ObjectNode json) {
        if (step instanceof WordStep.Fill fill) {
            begin(json, "fill-word", fill.column());
            json.put("word", fill.word());
        } else if (step instanceof WordStep.OneHot oneHot) {
            begin(json, "one-hot", oneHot.column());
            levels(json, oneHot.levels());
            strings(json, "outputs", oneHot.outputs());
        } else if (step instanceof WordStep.Ordinal ordinal) {
            begin(json, "ordinal", ordinal.column());
            levels(json, ordinal.levels());
        } else if (step instanceof WordStep.Means means) {
            begin(json, "means", means.column());
            levels(json, means.levels());
            reals(json, "means", means.means());
            real(json, "prior", means.prior());
        } else if (step instanceof WordStep.Hashed hashed) {
            begin(json, "hash", hashed.column());
            strings(json, "outputs", hashed.outputs());
        } else if (step instanceof WordStep.DateParts parts) {
            begin(json, "date-parts", parts.column());
            strings(json, "outputs", parts.outputs());
        } else if (step instanceof WordStep.TextLength length) {
            begin(json, "text-length", length.column());
            json.put("output", length.output());
        } else if (step instanceof WordStep.TokenCount tokens) {
            begin(json, "token-count", tokens.column());
            json.put("output", tokens.output());
        }
    }

    static FittedStep read(JsonNode json) {
        String step = Json.string(json, "step");
        return switch (step) {
            case "drop" -> new TableStep.Drop(Json.strings(json, "columns"));
            case "select" -> new TableStep.Select(Json.strings(json, "columns"));
            default -> read(step, Json.string(json, "column"), json);
        };
    }

    private static FittedStep read(String step, String column, JsonNode json) {
        return switch (step) {
            case "fill" -> new NumberStep.Fill(column, Json.real(json, "number"));
            case "linear" -> new NumberStep.Linear(column, Json.real(json, "center"), Json.real(json, "scale"));
            case "clamp" -> new NumberStep.Clamp(column, Json.real(json, "low"), Json.real(json, "high"));
            case "log1p" -> new NumberStep.Log(column);
            case "buckets" -> new NumberStep.Buckets(column, readReals(json, "edges"));
            case "flag" ->
                new NumberStep.Flag(
                        column, Json.string(json, "output"), Json.real(json, "low"), Json.real(json, "high"));
            case "fill-word" -> new WordStep.Fill(column, Json.string(json, "word"));
            case "one-hot" -> new WordStep.OneHot(column, readLevels(json), Json.strings(json, "outputs"));
            case "ordinal" -> new WordStep.Ordinal(column, readLevels(json));
            case "means" ->
                new WordStep.Means(column, readLevels(json), readReals(json, "means"), Json.real(json, "prior"));
            case "hash" -> new WordStep.Hashed(column, Json.strings(json, "outputs"));
            case "date-parts" -> new WordStep.DateParts(column, Json.strings(json, "outputs"));
            case "text-length" -> new WordStep.TextLength(column, Json.string(json, "output"));
            case "token-count" -> new WordStep.TokenCount(column, Json.string(json, "output"));
            default ->
                // Unlike an event, a step cannot be skipped: the model behind it would be fed something else.
                throw new InvalidInput("The feature pipeline has a step '" + step
                        + "', which this release does not know; use the release that wrote it, or a later one.");
        };
    }

    private static void begin(ObjectNode json, String step, String column) {
        begin(json, step);
        json.put("column", column);
    }

    private static void begin(ObjectNode json, String step) {
        json.put("step", step);
    }

    private static void strings(ObjectNode json, String field, List<String> values) {
        ArrayNode array = json.putArray(field);
        values.forEach(array::add);
    }

    private static void levels(ObjectNode json, Levels levels) {
        if (levels instanceof Levels.Words words) {
            strings(json, "words", words.words());
        } else if (levels instanceof Levels.Numbers numbers) {
            reals(json, "numbers", numbers.numbers());
        }
    }

    private static Levels readLevels(JsonNode json) {
        return Json.has(json, "numbers")
                ? new Levels.Numbers(readReals(json, "numbers"))
                : new Levels.Words(Json.strings(json, "words"));
    }

    private static void real(ObjectNode json, String field, double value) {
        if (Double.isFinite(value)) {
            json.put(field, new BigDecimal(RealText.of(value)));
        } else {
            json.set(field, Json.number(value));
        }
    }

    /** All finite. */
    private static void reals(ObjectNode json, String field, Reals values) {
        ArrayNode array = json.putArray(field);
        for (double value : values.values()) {
            array.add(new BigDecimal(RealText.of(value)));
        }
    }

    private static Reals readReals(JsonNode json, String field) {
        return new Reals(Json.list(json, field, Json::real).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }
}
