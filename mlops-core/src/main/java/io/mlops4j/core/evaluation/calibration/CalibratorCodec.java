package io.mlops4j.core.evaluation.calibration;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.Calibrator;
import io.mlops4j.evaluation.IsotonicCalibrator;
import io.mlops4j.evaluation.PlattCalibrator;
import io.mlops4j.evaluation.TemperatureCalibrator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calibrators as stored JSON. Stateless. */
public final class CalibratorCodec {
    private static final String KIND = "calibrator";
    private static final String PLATT = "platt";
    private static final String ISOTONIC = "isotonic";
    private static final String TEMPERATURE = "temperature";

    private CalibratorCodec() {}

    /** Writes a calibrator. */
    public static ObjectNode write(Calibrator calibrator) {
        ObjectNode json = Json.object();
        if (calibrator instanceof PlattCalibrator platt) {
            json.put(KIND, PLATT);
            json.put("slope", platt.slope());
            json.put("intercept", platt.intercept());
        } else if (calibrator instanceof IsotonicCalibrator isotonic) {
            json.put(KIND, ISOTONIC);
            numbers(json.putArray("scores"), isotonic.scores());
            numbers(json.putArray("probabilities"), isotonic.probabilities());
        } else if (calibrator instanceof TemperatureCalibrator scaling) {
            json.put(KIND, TEMPERATURE);
            json.put("temperature", scaling.temperature());
        }
        return json;
    }

    private static void numbers(ArrayNode array, double[] values) {
        for (double value : values) {
            array.add(value);
        }
    }

    /** Reads what {@link #write} wrote; unknown fields are ignored, what is no calibrator is an {@link IntegrityViolation}. */
    public static Calibrator read(JsonNode json) {
        String kind = Json.string(json, KIND);
        try {
            return switch (kind) {
                case PLATT -> new PlattCalibrator(Json.real(json, "slope"), Json.real(json, "intercept"));
                case ISOTONIC -> IsotonicCalibrator.through(numbers(json, "scores"), numbers(json, "probabilities"));
                case TEMPERATURE -> new TemperatureCalibrator(Json.real(json, "temperature"));
                default ->
                    throw new IntegrityViolation("A stored calibrator is of the kind '" + kind
                            + "', which this release does not know; read it with a newer one.");
            };
        } catch (InvalidInput e) {
            throw new IntegrityViolation("A stored calibrator cannot be read: " + e.getMessage(), e);
        }
    }

    private static double[] numbers(JsonNode json, String field) {
        return Json.list(json, field, Json::real).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
