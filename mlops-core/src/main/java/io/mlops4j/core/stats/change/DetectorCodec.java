package io.mlops4j.core.stats.change;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.core.json.Json;
import io.mlops4j.stats.ChangeState;
import io.mlops4j.stats.DetectorSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Detectors as stored JSON: settings, counts and what the scheme holds. Unknown fields are ignored. */
final class DetectorCodec {
    private DetectorCodec() {}

    static ObjectNode write(RunningDetector detector) {
        ObjectNode json = Json.object();
        json.set("settings", SettingsCodec.write(detector.settings()));
        Names.write(json, "state", detector.state());
        json.put("seen", detector.seen());
        json.put("taken", detector.taken());
        json.put("changes", detector.changes());
        detector.scheme().save(json.putObject("scheme"));
        return json;
    }

    static RunningDetector read(JsonNode json) {
        DetectorSettings settings;
        try {
            settings = SettingsCodec.read(Json.required(json, "settings"));
        } catch (InvalidInput e) {
            throw new IntegrityViolation("A stored change detector cannot be read: " + e.getMessage(), e);
        }
        return new RunningDetector(
                settings,
                Schemes.read(settings, Json.required(json, "scheme")),
                Names.read(ChangeState.class, json, "state"),
                Stored.count(json, "seen"),
                Stored.count(json, "taken"),
                Stored.count(json, "changes"));
    }
}
