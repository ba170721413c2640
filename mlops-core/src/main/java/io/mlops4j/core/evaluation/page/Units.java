package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.evaluation.Evaluation;
import java.util.Map;

/** What the rows of a task are called: images, texts, queries, points; rows where nothing better is known. Stateless. */
final class Units {
    private static final Map<String, Unit> OF_TASK = Map.of(
            "detection", new Unit("image", "images"),
            "text", new Unit("text", "texts"),
            "ranking", new Unit("query", "queries"),
            "retrieval", new Unit("query", "queries"),
            "clustering", new Unit("point", "points"));
    private static final Unit ROW = new Unit("row", "rows");

    private Units() {}

    /** The unit that so many rows of an evaluation are counted in. */
    static String of(Evaluation evaluation) {
        Unit unit = OF_TASK.getOrDefault(evaluation.task(), ROW);
        return evaluation.rows() == 1 ? unit.one() : unit.several();
    }

    /** The number of rows with their unit: {@code 1 461 images}. */
    static String counted(Evaluation evaluation) {
        return Figures.count(evaluation.rows()) + " " + of(evaluation);
    }

    private record Unit(String one, String several) {}
}
