package io.mlops4j.core.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EvaluationMarkdownTest {
    @Test
    void theTablesAreThoseOfTheGoldenFile() throws IOException {
        Metric accuracy = Metric.of("accuracy", 0.8125, Direction.HIGHER_IS_BETTER)
                .withInterval(new Interval(0.79, 0.83, 0.95, "Wilson"));
        Evaluation evaluation = Evaluation.of("multiclass", 3_000)
                .setting("top_k", "2")
                .metric(accuracy)
                .metric(Metric.of("log_loss", 0.42, Direction.LOWER_IS_BETTER))
                .warning("roc_auc_ovr_macro is undefined: no row is of class 2.")
                .plot(Examples.confusion(3))
                .comparison(Examples.comparison())
                .weakSlices(Examples.weakSlices())
                .slice("region", "north", slice(0.9, 0.86, 0.93))
                .slice("region", "south", slice(0.7, 0.65, 0.75))
                .slice("region", "", slice(0.81, 0.77, 0.85))
                .build();
        assertThat(evaluation.toMarkdown()).isEqualTo(golden());
    }

    @Test
    void namesCannotBreakOutOfATable() {
        String hostile = "a|b\nc`d<script>*[x](y)\\";
        Evaluation evaluation = Evaluation.of("custom", 1)
                .metric(Metric.of(hostile, 0.5, Direction.HIGHER_IS_BETTER))
                .warning(hostile)
                .build();
        assertThat(evaluation.toMarkdown())
                .contains("| a\\|b c\\`d\\<script\\>\\*\\[x\\](y)\\\\ | 0.5000 |")
                .contains("- a\\|b c\\`d\\<script\\>\\*\\[x\\](y)\\\\\n");
    }

    @Test
    void fairnessOfTwoClassesIsPartOfIt() {
        assertThat(Examples.binary(800, 3).toMarkdown()).contains("## Fairness by region", "| demographic parity |");
    }

    private static String golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                EvaluationMarkdownTest.class.getResourceAsStream("evaluation.golden.md"), "the golden file")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Evaluation slice(double accuracy, double low, double high) {
        return Evaluation.of("multiclass", 1_000)
                .metric(Metric.of("accuracy", accuracy, Direction.HIGHER_IS_BETTER)
                        .withInterval(new Interval(low, high, 0.95, "Wilson")))
                .build();
    }
}
