package io.mlops4j.core.monitoring;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.drift.ReportJson;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a monitor watches; two processes that run a monitor of one name with the same settings count into the same windows.
 *
 * @param reference what is held against
 * @param blob the reference's bins and counts
 * @param window how the stream is cut
 * @param test when a column counts as changed
 * @param tests the same for columns of their own
 * @param falseAlarmRate of a window
 * @param against what each is held against too; the windows before it, of which there is one at most, first
 * @param keep how many of the last windows are kept
 */
record MonitorSettings(
        ReferenceInfo reference,
        String blob,
        Window window,
        DriftTest test,
        Map<String, DriftTest> tests,
        double falseAlarmRate,
        List<Against> against,
        int keep) {
    /** So many windows are kept if nothing else is said. */
    static final int KEEP = 1_000;

    MonitorSettings {
        against = List.copyOf(against);
        tests = Map.copyOf(tests);
    }

    void write(ObjectNode json) {
        ObjectNode from = json.putObject("reference");
        from.put("name", reference.name());
        Json.put(from, "digest", reference.digest());
        from.put("rows", reference.rows());
        json.put("blob", blob);
        ObjectNode cut = json.putObject("window");
        window.rows().ifPresent(rows -> cut.put("rows", rows));
        window.length().ifPresent(length -> cut.put("millis", length.toMillis()));
        cut.put("panes", window.panes());
        if (!window.allowedLateness().isZero()) {
            cut.put("lateMillis", window.allowedLateness().toMillis());
        }
        json.set("test", ReportJson.test(test));
        if (!tests.isEmpty()) {
            ObjectNode own = json.putObject("tests");
            new TreeMap<>(tests).forEach((column, one) -> own.set(column, ReportJson.test(one)));
        }
        json.set("falseAlarmRate", Json.number(falseAlarmRate));
        against.stream()
                .filter(Against.Latest.class::isInstance)
                .forEach(latest -> json.put("previous", ((Against.Latest) latest).windows()));
        List<Against> others = against.stream()
                .filter(each -> !(each instanceof Against.Latest))
                .toList();
        if (!others.isEmpty()) {
            ArrayNode array = json.putArray("against");
            others.forEach(each -> array.add(each.write()));
        }
        if (keep != KEEP) {
            json.put("keep", keep);
        }
    }

    static MonitorSettings read(JsonNode json) {
        JsonNode from = Json.required(json, "reference");
        JsonNode cut = Json.required(json, "window");
        Map<String, DriftTest> tests = new TreeMap<>();
        if (Json.has(json, "tests")) {
            Json.required(json, "tests")
                    .properties()
                    .forEach(entry -> tests.put(entry.getKey(), ReportJson.readTest(entry.getValue())));
        }
        return new MonitorSettings(
                new ReferenceInfo(
                        Json.string(from, "name"),
                        Json.findString(from, "digest").orElse(""),
                        Json.integer(from, "rows")),
                Json.string(json, "blob"),
                window(cut),
                ReportJson.readTest(Json.required(json, "test")),
                tests,
                Json.real(json, "falseAlarmRate"),
                against(json),
                Json.has(json, "keep") ? Json.int32(json, "keep") : KEEP);
    }

    private static List<Against> against(JsonNode json) {
        List<Against> all = new ArrayList<>();
        if (Json.has(json, "previous")) {
            all.add(new Against.Latest(Json.int32(json, "previous")));
        }
        all.addAll(Json.list(json, "against", Against::read));
        return all;
    }

    private static Window window(JsonNode cut) {
        int panes = Json.int32(cut, "panes");
        if (Json.has(cut, "rows")) {
            long rows = Json.integer(cut, "rows");
            Window window = Window.ofCount(rows);
            return panes == 1 ? window : window.every(rows / panes);
        }
        Duration length = Duration.ofMillis(Json.integer(cut, "millis"));
        Window window = Window.of(length);
        if (panes > 1) {
            window = window.every(length.dividedBy(panes));
        }
        return Json.has(cut, "lateMillis")
                ? window.allowedLateness(Duration.ofMillis(Json.integer(cut, "lateMillis")))
                : window;
    }

    /** The rows of a pane; empty if panes are of time. */
    Optional<Long> paneRows() {
        return window.rows().map(rows -> rows / window.panes());
    }

    /** The length of a pane; empty if panes are of rows. */
    Optional<Duration> paneLength() {
        return window.length().map(length -> length.dividedBy(window.panes()));
    }
}
