package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.evaluation.Evaluation;
import java.util.Map;

/** What the rows of a task are called: images, texts, queries, points, forecasts; rows where nothing better is known. Stateless. */
final class Units {
    private static final Map<String, Unit> OF_TASK = Map.of(
            "detection", new Unit("image", "images"),
            "text", new Unit("text", "texts"),
            "ranking", new Unit("query", "queries"),
            "retrieval", new Unit("query", "queries"),
            "forecasting", new Unit("forecast", "forecasts"),
            "clustering", new Unit("point", "points"));
    private static final Unit ROW = new Unit("row", "rows");

    private Units() {}

    /** The unit that so many rows of an evaluation are counted in. */
    static String of(Evaluation evaluation) {
        return evaluation.rows() == 1 ? unit(evaluation).one() : several(evaluation);
    }

    /** The unit of several rows: {@code images}. */
    static String several(Evaluation evaluation) {
        return unit(evaluation).several();
    }

    /** The unit as the heading of a column: {@code Images}. */
    static String heading(Evaluation evaluation) {
        String several = several(evaluation);
        return Character.toUpperCase(several.charAt(0)) + several.substring(1);
    }

    /** The number of rows with their unit: {@code 1 461 images}. */
    static String counted(Evaluation evaluation) {
        return Figures.count(evaluation.rows()) + " " + of(evaluation);
    }

    private static Unit unit(Evaluation evaluation) {
        return OF_TASK.getOrDefault(evaluation.task(), ROW);
    }

    private record Unit(String one, String several) {}
}
