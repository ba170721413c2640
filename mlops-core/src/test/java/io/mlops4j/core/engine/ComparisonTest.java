package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Leaderboard;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunComparison;
import io.mlops4j.experiment.RunComparison.Line;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Runs side by side, and ranked. */
class ComparisonTest {
    private static final String HOSTILE = "<script>alert('x')</script> & |";

    @TempDir
    Path dir;

    private Mlops ml;
    private Experiment experiment;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        experiment = ml.experiment("loans");
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private Run run(String name, double rate, String booster, double auc) {
        return experiment.run(name, run -> {
            run.param("rate", rate)
                    .param("booster", booster)
                    .param("rounds", 100)
                    .tag("git", "abc");
            for (int step = 0; step < 50; step++) {
                run.metric("loss", Math.exp(-rate * step) + 0.01 * (step % 3), step);
            }
            run.metric("auc", auc, 0);
            run.artifact("model.bin", booster.getBytes(StandardCharsets.UTF_8));
            run.artifact("schema.json", "{}".getBytes(StandardCharsets.UTF_8));
        });
    }

    private static Document parsed(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    @Test
    void whatDiffersIsToldFromWhatAgrees() {
        Run first = run("one", 0.1, "gbtree", 0.8);
        Run second = run("two", 0.3, "gbtree", 0.9);
        RunComparison comparison = experiment.compare(first, second);
        assertThat(comparison.differingParams()).extracting(Line::name).containsExactly("rate");
        assertThat(comparison.differingParams().get(0).values())
                .containsEntry(first.id(), "0.1")
                .containsEntry(second.id(), "0.3");
        assertThat(comparison.agreeingParams()).extracting(Line::name).containsExactly("booster", "rounds");
        assertThat(comparison.tags()).noneMatch(Line::differs);
        assertThat(comparison.artifacts()).noneMatch(Line::differs);
        assertThat(comparison.metrics().get(0).points().get(first.id())).hasSize(50);
    }

    @Test
    void artifactsDifferByTheirBytesAndAMissingFactDiffers() {
        Run first = run("one", 0.1, "gbtree", 0.8);
        Run second = experiment.run("two", run -> run.artifact("model.bin", new byte[1]));
        RunComparison comparison = experiment.compare(first, second);
        assertThat(comparison.artifacts()).extracting(Line::name).containsExactly("model.bin", "schema.json");
        assertThat(comparison.artifacts()).allMatch(Line::differs);
        assertThat(comparison.differingParams()).hasSize(3);
    }

    @Test
    void aRunIsNotComparedWithItself() {
        Run run = run("one", 0.1, "gbtree", 0.8);
        assertThatThrownBy(() -> experiment.compare(run, run))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "A comparison needs at least two runs, each given once; there are 2, and 1 of them differ.");
        assertThatThrownBy(() -> experiment.compare(run)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void thePageShowsTablesCurvesAndParallelCoordinates() throws Exception {
        RunComparison comparison = experiment.compare(run("one", 0.1, "gbtree", 0.8), run("two", 0.3, "dart", 0.9));
        Document page = parsed(comparison.toHtml());
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(2);
        assertThat(page.getElementsByTagName("h2").item(0).getTextContent()).isEqualTo("Parameters that differ");
        assertThat(comparison.toHtml()).contains("Curves of loss of 2 runs").contains("rate, booster and loss");
    }

    @Test
    void thePageShowsHostileTextAsText() throws Exception {
        Run first = experiment.run(
                HOSTILE,
                run -> run.param(HOSTILE, HOSTILE).tag(HOSTILE, HOSTILE).metric(HOSTILE, 1, 0));
        Run second = experiment.run(
                "two",
                run -> run.param(HOSTILE, 2).metric(HOSTILE, Double.NaN, 0).metric(HOSTILE, 1, 2));
        String page = experiment.compare(first, second).toHtml();
        assertThat(parsed(page).getElementsByTagName("script").getLength()).isZero();
        assertThat(parsed(experiment
                                .leaderboard(HOSTILE, Direction.HIGHER_IS_BETTER)
                                .toHtml())
                        .getElementsByTagName("script")
                        .getLength())
                .isZero();
    }

    @Test
    void manyPointsMakeASmallPageThatKeepsTheExtremes() throws Exception {
        Run first = experiment.run("long", run -> {
            for (int step = 0; step < 50_000; step++) {
                run.metric("loss", step == 31_415 ? 99 : Math.sin(step), step);
            }
        });
        Run second = experiment.run(
                "short",
                run -> run.metric("loss", 0, 0).metric("loss", Double.NaN, 1).metric("loss", 1, 2));
        String page = experiment.compare(first, second).toHtml();
        assertThat(page.length()).isLessThan(40_000);
        assertThat(page).contains("between −1 and 99");
        // The extreme is drawn at the top of the chart, at y = 10.
        assertThat(page).contains(" 10.0L");
        parsed(page);
    }

    @Test
    void runsAreRankedAndEqualOnesShareARank() {
        run("worst", 0.1, "gbtree", 0.7);
        Run first = run("first", 0.2, "gbtree", 0.9);
        run("second", 0.3, "gbtree", 0.9);
        run("fourth", 0.3, "gbtree", 0.8);
        experiment.run("without", run -> run.param("rate", 1));
        experiment.run("undefined", run -> run.metric("auc", Double.NaN, 0));
        Leaderboard board = experiment.leaderboard("auc", Direction.HIGHER_IS_BETTER);
        assertThat(board.entries()).extracting(Leaderboard.Entry::rank).containsExactly(1, 1, 3, 4);
        assertThat(board.entries())
                .extracting(entry -> entry.run().name())
                .containsExactly("first", "second", "fourth", "worst");
        assertThat(board.params()).containsExactly("rate");
        assertThat(board.best()).isEqualTo(first);
        assertThat(experiment
                        .leaderboard("auc", Direction.LOWER_IS_BETTER)
                        .best()
                        .name())
                .isEqualTo("worst");
    }

    @Test
    void whereCloserToZeroIsBetterTheSignIsNothing() {
        run("low", 0.1, "gbtree", -3);
        run("high", 0.2, "gbtree", 2);
        run("mirrored", 0.3, "gbtree", -2);
        Leaderboard board = experiment.leaderboard("auc", Direction.CLOSER_TO_ZERO_IS_BETTER);
        assertThat(board.entries()).extracting(entry -> entry.run().name()).containsExactly("high", "mirrored", "low");
        assertThat(board.entries()).extracting(Leaderboard.Entry::rank).containsExactly(1, 1, 3);
        assertThat(board.toHtml()).contains("the closest to 0 first.");
    }

    @Test
    void theLeaderboardIsWrittenAsMarkdownAndAsAPage() throws Exception {
        run("a|b", 0.1, "gbtree", 0.75);
        run("*c*", 0.2, "gbtree", 0.5);
        Leaderboard board = experiment.leaderboard("auc", Direction.HIGHER_IS_BETTER);
        assertThat(board.toMarkdown()).isEqualTo("""
                        | rank | run | auc | rate |
                        |---:|---|---:|---|
                        | 1 | a\\|b | 0.750000 | 0.1 |
                        | 2 | \\*c\\* | 0.500000 | 0.2 |
                        """);
        Path file = dir.resolve("pages/board.html");
        board.toHtml(file);
        assertThat(file).content().contains("<h1>loans by auc</h1>");
        assertThat(parsed(board.toHtml()).getElementsByTagName("tr").getLength())
                .isEqualTo(3);
    }

    @Test
    void anEmptyLeaderboardHasNoBest() {
        assertThatThrownBy(() -> experiment
                        .leaderboard("auc", Direction.HIGHER_IS_BETTER)
                        .best())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("No run of experiment 'loans' has a value of metric 'auc'");
    }
}
