package io.mlops4j.core.evaluation.json;

import io.mlops4j.core.json.Json;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Bars;
import io.mlops4j.evaluation.Plot.Confusion;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Heatmap;
import io.mlops4j.evaluation.Plot.Line;
import io.mlops4j.evaluation.Plot.Point;
import io.mlops4j.evaluation.Plot.Reliability;
import io.mlops4j.evaluation.Plot.ReliabilityBin;
import io.mlops4j.evaluation.Plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Figures as stored JSON. */
final class PlotCodec {
    private static final String CURVE = "curve";
    private static final String BARS = "bars";
    private static final String CONFUSION = "confusion";
    private static final String RELIABILITY = "reliability";
    private static final String HEATMAP = "heatmap";

    private PlotCodec() {}

    static ObjectNode write(Plot plot) {
        ObjectNode json = Json.object();
        json.put("name", plot.name());
        json.put("title", plot.title());
        if (plot instanceof Curve curve) {
            write(curve, json);
        } else if (plot instanceof Bars bars) {
            write(bars, json);
        } else if (plot instanceof Confusion confusion) {
            json.put("kind", CONFUSION);
            ArrayNode classes = json.putArray("classes");
            confusion.classes().forEach(classes::add);
            table(json, confusion.counts());
        } else if (plot instanceof Reliability reliability) {
            write(reliability, json);
        } else if (plot instanceof Heatmap heatmap) {
            json.put("kind", HEATMAP);
            json.put("x", heatmap.x());
            json.put("y", heatmap.y());
            numbers(json, "xEdges", heatmap.xEdges());
            numbers(json, "yEdges", heatmap.yEdges());
            table(json, heatmap.counts());
        }
        return json;
    }

    private static void write(Curve curve, ObjectNode json) {
        json.put("kind", CURVE);
        json.put("x", curve.x());
        json.put("y", curve.y());
        ArrayNode lines = json.putArray("lines");
        for (Line line : curve.lines()) {
            ObjectNode child = lines.addObject();
            child.put("name", line.name());
            if (line.reference()) {
                child.put("reference", true);
            }
            numbers(child, "x", line.points().stream().map(Point::x).toList());
            numbers(child, "y", line.points().stream().map(Point::y).toList());
        }
    }

    private static void write(Bars bars, ObjectNode json) {
        json.put("kind", BARS);
        json.put("x", bars.x());
        numbers(json, "edges", bars.edges());
        ArrayNode series = json.putArray("series");
        for (Series one : bars.series()) {
            ObjectNode child = series.addObject();
            child.put("name", one.name());
            numbers(child, "counts", one.counts());
        }
    }

    private static void write(Reliability reliability, ObjectNode json) {
        json.put("kind", RELIABILITY);
        ArrayNode bins = json.putArray("bins");
        for (ReliabilityBin bin : reliability.bins()) {
            ObjectNode child = bins.addObject();
            child.set("predicted", Json.number(bin.predicted()));
            child.set("observed", Json.number(bin.observed()));
            child.set("interval", EvaluationCodec.write(bin.interval()));
            child.set("count", Json.number(bin.count()));
        }
    }

    private static void table(ObjectNode json, List<List<Double>> counts) {
        ArrayNode rows = json.putArray("counts");
        for (List<Double> row : counts) {
            ArrayNode cells = rows.addArray();
            row.forEach(cell -> cells.add(Json.number(cell)));
        }
    }

    private static void numbers(ObjectNode json, String field, List<Double> values) {
        ArrayNode array = json.putArray(field);
        values.forEach(value -> array.add(Json.number(value)));
    }

    /** Reads a figure; one of a kind that a later release draws is left out, as nothing hangs on it. */
    static Optional<Plot> read(JsonNode json) {
        String name = Json.string(json, "name");
        String title = Json.string(json, "title");
        return switch (Json.string(json, "kind")) {
            case CURVE ->
                Optional.of(new Curve(
                        name,
                        title,
                        Json.string(json, "x"),
                        Json.string(json, "y"),
                        Json.list(json, "lines", PlotCodec::line)));
            case BARS ->
                Optional.of(new Bars(
                        name,
                        title,
                        Json.string(json, "x"),
                        numbers(json, "edges"),
                        Json.list(json, "series", PlotCodec::series)));
            case CONFUSION ->
                Optional.of(new Confusion(
                        name, title, Json.strings(json, "classes"), Json.list(json, "counts", PlotCodec::cells)));
            case RELIABILITY -> Optional.of(new Reliability(name, title, Json.list(json, "bins", PlotCodec::bin)));
            case HEATMAP ->
                Optional.of(new Heatmap(
                        name,
                        title,
                        Json.string(json, "x"),
                        Json.string(json, "y"),
                        numbers(json, "xEdges"),
                        numbers(json, "yEdges"),
                        Json.list(json, "counts", PlotCodec::cells)));
            default -> Optional.empty();
        };
    }

    private static Line line(JsonNode json) {
        List<Double> x = numbers(json, "x");
        List<Double> y = numbers(json, "y");
        List<Point> points = new ArrayList<>(x.size());
        for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
            points.add(new Point(x.get(i), y.get(i)));
        }
        return new Line(Json.string(json, "name"), Json.has(json, "reference"), points);
    }

    private static Series series(JsonNode json) {
        return new Series(Json.string(json, "name"), numbers(json, "counts"));
    }

    private static ReliabilityBin bin(JsonNode json) {
        return new ReliabilityBin(
                Json.real(json, "predicted"),
                Json.real(json, "observed"),
                EvaluationCodec.readInterval(Json.required(json, "interval")),
                Json.real(json, "count"));
    }

    private static List<Double> cells(JsonNode row) {
        List<Double> cells = new ArrayList<>();
        row.forEach(cell -> cells.add(Json.real(cell)));
        return cells;
    }

    private static List<Double> numbers(JsonNode json, String field) {
        return Json.list(json, field, Json::real);
    }
}
