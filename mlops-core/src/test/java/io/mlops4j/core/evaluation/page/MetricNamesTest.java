package io.mlops4j.core.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rmsse           | RMSSE
            wape            | WAPE
            bias            | Bias (forecast less actual)
            ap_50           | AP at IoU 0.50
            ap_50_95        | AP at IoU 0.50 to 0.95
            ap_50_95_small  | AP at IoU 0.50 to 0.95, small
            ar_1            | AR of 1 box
            ar_100_large    | AR of 100 boxes, large
            ndcg_at_10      | NDCG at 10
            hit_rate_at_5   | Hit rate at 5
            pinball_0.9     | Pinball loss, 0.9
            my_own_at_3     | my_own_at_3
            ap_of_mine      | ap_of_mine
            """)
    void aMetricIsTitledAsPeopleNameIt(String metric, String title) {
        assertThat(MetricNames.title(metric)).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({
        "detection, 40, 40 images",
        "text, 40, 40 texts",
        "ranking, 40, 40 queries",
        "retrieval, 1, 1 query",
        "clustering, 40, 40 points",
        "binary, 1, 1 row",
        "custom, 40, 40 rows"
    })
    void whatWasEvaluatedIsCountedInTheUnitOfTheTask(String task, int rows, String counted) {
        Evaluation evaluation = Evaluation.of(task, rows).build();
        assertThat(evaluation.toHtml()).contains(" on " + counted + ",");
        assertThat(evaluation.toMarkdown()).contains(" on " + counted + ",");
    }

    @Test
    void metricsBetween0And1StandOnAScaleFrom0To1WhateverTheyAre() {
        Evaluation evaluation = Evaluation.of("forecasting", 10)
                .metric(Metric.of("wape", 0.12, Direction.LOWER_IS_BETTER))
                .build();
        assertThat(evaluation.toHtml()).contains("On a scale from 0 to 1<");
    }
}
