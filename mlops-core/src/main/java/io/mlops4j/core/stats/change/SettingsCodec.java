package io.mlops4j.core.stats.change;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.stats.AdwinSettings;
import io.mlops4j.stats.ChangeDirection;
import io.mlops4j.stats.CusumSettings;
import io.mlops4j.stats.DdmSettings;
import io.mlops4j.stats.DetectorSettings;
import io.mlops4j.stats.EddmSettings;
import io.mlops4j.stats.HddmSettings;
import io.mlops4j.stats.KswinSettings;
import io.mlops4j.stats.PageHinkleySettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Settings as stored JSON. */
final class SettingsCodec {
    private static final String KIND = "kind";
    private static final String DIRECTION = "direction";

    private SettingsCodec() {}

    static ObjectNode write(DetectorSettings settings) {
        ObjectNode json = Json.object();
        if (settings instanceof AdwinSettings adwin) {
            json.put(KIND, "adwin");
            json.put("delta", adwin.delta());
            json.put("clock", adwin.clock());
            json.put("bucketsPerSize", adwin.bucketsPerSize());
            json.put("minimumPart", adwin.minimumPart());
            json.put("grace", adwin.grace());
        } else if (settings instanceof PageHinkleySettings pageHinkley) {
            json.put(KIND, "pageHinkley");
            json.put("minimum", pageHinkley.minimum());
            json.put("slack", pageHinkley.slack());
            json.put("threshold", pageHinkley.threshold());
            json.put("memory", pageHinkley.memory());
            Names.write(json, DIRECTION, pageHinkley.direction());
            Names.write(json, "scale", pageHinkley.scale());
        } else if (settings instanceof CusumSettings cusum) {
            json.put(KIND, "cusum");
            json.put("reference", cusum.reference());
            json.put("slack", cusum.slack());
            json.put("threshold", cusum.threshold());
            Names.write(json, DIRECTION, cusum.direction());
        } else if (settings instanceof DdmSettings ddm) {
            json.put(KIND, "ddm");
            json.put("minimum", ddm.minimum());
            json.put("warningLevel", ddm.warningLevel());
            json.put("changeLevel", ddm.changeLevel());
        } else if (settings instanceof HddmSettings hddm) {
            json.put(KIND, "hddmA");
            json.put("warningConfidence", hddm.warningConfidence());
            json.put("changeConfidence", hddm.changeConfidence());
            Names.write(json, DIRECTION, hddm.direction());
        } else if (settings instanceof EddmSettings eddm) {
            json.put(KIND, "eddm");
            json.put("minimum", eddm.minimum());
            json.put("warningShare", eddm.warningShare());
            json.put("changeShare", eddm.changeShare());
        } else if (settings instanceof KswinSettings kswin) {
            json.put(KIND, "kswin");
            json.put("alpha", kswin.alpha());
            json.put("window", kswin.window());
            json.put("recent", kswin.recent());
            json.put("seed", kswin.seed());
        }
        return json;
    }

    static DetectorSettings read(JsonNode json) {
        String kind = Json.string(json, KIND);
        return switch (kind) {
            case "adwin" ->
                new AdwinSettings(
                        Json.real(json, "delta"),
                        Json.int32(json, "clock"),
                        Json.int32(json, "bucketsPerSize"),
                        Json.int32(json, "minimumPart"),
                        Json.int32(json, "grace"));
            case "pageHinkley" ->
                new PageHinkleySettings(
                        Json.int32(json, "minimum"),
                        Json.real(json, "slack"),
                        Json.real(json, "threshold"),
                        Json.real(json, "memory"),
                        Names.read(ChangeDirection.class, json, DIRECTION),
                        Names.read(PageHinkleySettings.Scale.class, json, "scale"));
            case "cusum" ->
                new CusumSettings(
                        Json.int32(json, "reference"),
                        Json.real(json, "slack"),
                        Json.real(json, "threshold"),
                        Names.read(ChangeDirection.class, json, DIRECTION));
            case "ddm" ->
                new DdmSettings(
                        Json.int32(json, "minimum"), Json.real(json, "warningLevel"), Json.real(json, "changeLevel"));
            case "hddmA" ->
                new HddmSettings(
                        Json.real(json, "warningConfidence"),
                        Json.real(json, "changeConfidence"),
                        Names.read(ChangeDirection.class, json, DIRECTION));
            case "eddm" ->
                new EddmSettings(
                        Json.int32(json, "minimum"), Json.real(json, "warningShare"), Json.real(json, "changeShare"));
            case "kswin" ->
                new KswinSettings(
                        Json.real(json, "alpha"),
                        Json.int32(json, "window"),
                        Json.int32(json, "recent"),
                        Json.integer(json, "seed"));
            default ->
                throw new IntegrityViolation("A stored change detector is of the kind '" + kind
                        + "', which this release does not know; read it with a newer one.");
        };
    }
}
