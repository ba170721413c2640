package io.mlops4j.core.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Bars;
import io.mlops4j.evaluation.Plot.Confusion;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Heatmap;
import io.mlops4j.evaluation.Plot.Line;
import io.mlops4j.evaluation.Plot.Point;
import io.mlops4j.evaluation.Plot.Reliability;
import io.mlops4j.evaluation.Plot.Series;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class EvaluationPageTest {
    private static final String HOSTILE = "<script>alert('x')</script>&\"|`\u0000\n";

    @Test
    void aSettingIsShownWithFourDigitsAndRowsByTheirName() {
        Evaluation binary = Evaluator.binary()
                .threshold(0.123456789)
                .evaluate(new int[] {0, 1, 0, 1}, new double[] {0.1, 0.9, 0.2, 0.8});
        assertThat(EvaluationPage.html(binary)).contains("threshold 0.1235.");

        Evaluation ranking = Evaluator.ranking()
                .slice("language", new String[] {"German", "French"})
                .evaluate(new double[][] {{1, 0}, {0, 1}}, new double[][] {{2, 1}, {2, 1}});
        assertThat(EvaluationPage.html(ranking))
                .contains("over all queries it is", ">Queries</th>")
                .doesNotContain("all rows");
        assertThat(EvaluationMarkdown.of(ranking))
                .contains("Against all queries")
                .doesNotContain("all rows");
    }

    @Test
    void thePageIsWellFormedXmlWithOneHeadingAndOneMain() throws Exception {
        Document page = parse(Examples.binary(800, 4).toHtml());
        assertThat(page.getElementsByTagName("h1").getLength()).isOne();
        assertThat(page.getElementsByTagName("main").getLength()).isOne();
    }

    @Test
    void theSameEvaluationGivesTheSameBytes() {
        assertThat(Examples.binary(800, 4).toHtml())
                .isEqualTo(Examples.binary(800, 4).toHtml());
    }

    @Test
    void anEvaluationThatWasStoredAndReadGivesTheSamePage() {
        Evaluation evaluation = Examples.binary(800, 4);
        assertThat(Evaluation.fromJson(evaluation.toJson()).toHtml()).isEqualTo(evaluation.toHtml());
    }

    @Test
    void aPageLoadsNothingAndRunsNothing() {
        assertThat(Examples.binary(800, 4).toHtml())
                .doesNotContain("<script", "http:", "https:", "url(", "@import", "<link", "<img", "javascript:")
                .doesNotContainPattern(" on[a-z]+=");
    }

    @Test
    void aFileIsWrittenWithTheDirectoriesAboveIt(@TempDir Path directory) throws IOException {
        Evaluation evaluation = Examples.regression();
        Path file = directory.resolve("reports/today/page.html");
        evaluation.toHtml(file);
        assertThat(Files.readString(file)).isEqualTo(evaluation.toHtml());
    }

    @Test
    void namesThatAreMarkupAreShownAsTheyAre() throws Exception {
        Evaluation slice = Evaluation.of("binary", 5)
                .metric(Metric.of("accuracy", 0.5, Direction.HIGHER_IS_BETTER))
                .build();
        Interval interval = new Interval(-0.1, 0.1, 0.95, HOSTILE);
        Evaluation evaluation = Evaluation.of(HOSTILE, 10)
                .setting(HOSTILE, HOSTILE)
                .metric(Metric.of("accuracy", 0.5, Direction.HIGHER_IS_BETTER))
                .metric(Metric.of(HOSTILE, 0, Direction.HIGHER_IS_BETTER).withInterval(interval))
                .warning(HOSTILE)
                .slice(HOSTILE, HOSTILE, slice)
                .comparison(new Comparison(
                        HOSTILE,
                        10,
                        List.of(new Difference(
                                HOSTILE,
                                Direction.HIGHER_IS_BETTER,
                                0.5,
                                0.5,
                                interval,
                                1,
                                HOSTILE,
                                Optional.of(new Difference.Effect(HOSTILE, 1, interval))))))
                .plot(new Curve("curve", HOSTILE, HOSTILE, HOSTILE, List.of(line(HOSTILE, 0), line("b", 1))))
                .plot(new Bars(
                        "bars",
                        HOSTILE,
                        HOSTILE,
                        List.of(0.0, 1.0),
                        List.of(new Series(HOSTILE, List.of(1.0)), new Series("b", List.of(1.0)))))
                .plot(new Confusion("confusion", HOSTILE, List.of(HOSTILE), List.of(List.of(1.0))))
                .plot(new Heatmap(
                        "heat", HOSTILE, HOSTILE, HOSTILE, List.of(0.0, 1.0), List.of(0.0, 1.0), List.of(List.of(1.0))))
                .build();
        Document page = parse(evaluation.toHtml());
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getDocumentElement().getTextContent()).contains("<script>alert('x')</script>");
    }

    @Test
    void everyPictureSaysInWordsWhatItShows() throws Exception {
        NodeList pictures = parse(Examples.binary(800, 4).toHtml()).getElementsByTagName("svg");
        assertThat(pictures.getLength()).isGreaterThan(30);
        for (int i = 0; i < pictures.getLength(); i++) {
            Element picture = (Element) pictures.item(i);
            assertThat(picture.getAttribute("role")).isEqualTo("img");
            assertThat(picture.getFirstChild().getNodeName()).isEqualTo("title");
            assertThat(picture.getFirstChild().getTextContent()).isNotBlank();
            assertThat(picture.getFirstChild().getNextSibling().getNodeName()).isEqualTo("desc");
            assertThat(picture.getFirstChild().getNextSibling().getTextContent())
                    .isNotBlank();
        }
    }

    @Test
    void everyTableHasACaptionAndHeadingsWithAScope() throws Exception {
        Document page = parse(Examples.binary(800, 4).toHtml());
        NodeList tables = page.getElementsByTagName("table");
        assertThat(tables.getLength()).isGreaterThan(8);
        for (int i = 0; i < tables.getLength(); i++) {
            assertThat(tables.item(i).getFirstChild().getNodeName()).isEqualTo("caption");
        }
        NodeList headings = page.getElementsByTagName("th");
        for (int i = 0; i < headings.getLength(); i++) {
            assertThat(((Element) headings.item(i)).getAttribute("scope")).isIn("col", "row");
        }
    }

    @Test
    void aCurveIsDescribedByItsMetricAndTheEndsOfItsLines() {
        Evaluation evaluation = Evaluation.of("binary", 100)
                .metric(Metric.of("roc_auc", 0.93, Direction.HIGHER_IS_BETTER))
                .plot(Examples.curve("roc", "ROC curve", "False positive rate", "True positive rate", Math::sqrt))
                .build();
        assertThat(evaluation.toHtml())
                .contains("<title>ROC curve</title><desc>ROC AUC 0.9300. True positive rate by False positive rate."
                        + " Line model, 201 points from (0, 0) to (1, 1)."
                        + " Dashed for reference: chance, 2 points from (0, 0) to (1, 1).</desc>");
    }

    @Test
    void barsAreDescribedByTheirFullestBin() {
        assertThat(page(new Bars(
                        "residuals",
                        "Residuals",
                        "Residual",
                        List.of(-1.0, 0.0, 1.0),
                        List.of(new Series("rows", List.of(3.0, 5.0))))))
                .contains(
                        "<desc>Rows by Residual, 2 bins from −1 to 1. rows: 8 rows, most of them between 0 and 1.</desc>");
    }

    @Test
    void reliabilityIsDescribedByTheBinsThatAreAsPredicted() {
        assertThat(page(Examples.reliability()))
                .contains("10 bins of predicted probabilities; in 2 of them the prediction lies within the interval");
    }

    @Test
    void aHeatmapIsDescribedByItsFullestCell() {
        assertThat(page(new Heatmap(
                        "actual_predicted",
                        "Actual and predicted",
                        "Actual",
                        "Predicted",
                        List.of(0.0, 1.0, 2.0),
                        List.of(0.0, 1.0, 2.0),
                        List.of(List.of(4.0, 1.0), List.of(0.0, 7.0)))))
                .contains(
                        "Predicted by Actual: 12 rows in 2 by 2 cells, most of them where Actual is between 1 and 2 and"
                                + " Predicted between 1 and 2.");
    }

    @Test
    void aConfusionShowsCountsWithTheirShareOfTheRow() {
        assertThat(page(new Confusion(
                        "confusion",
                        "Confusion",
                        List.of("cat", "dog"),
                        List.of(List.of(3.0, 1.0), List.of(0.0, 0.0)))))
                .contains("<td class=\"c d p7\">3<small>75\u202F%</small></td>")
                .contains("<td class=\"c m3\">1<small>25\u202F%</small></td>")
                .contains("<td class=\"c d\">0<small>–</small></td>");
    }

    @Test
    void aComparisonIsJudgedInWords() {
        String page = Examples.binary(800, 4).toHtml();
        assertThat(page)
                .contains("better in 1, worse in 1, undecided in 1 of 3 metrics")
                .contains("▲ better", "▼ worse", "◇ undecided");
    }

    @Test
    void theWorstSlicesComeFirst() {
        Evaluation evaluation = Evaluation.of("regression", 30)
                .metric(Metric.of("rmse", 2, Direction.LOWER_IS_BETTER))
                .slice("site", "good", error(1))
                .slice("site", "none", Evaluation.of("regression", 1).build())
                .slice("site", "bad", error(4))
                .slice("site", "fair", error(2))
                .build();
        assertThat(evaluation.toHtml()).containsSubsequence(">bad</th>", ">fair</th>", ">good</th>", ">none</th>");
    }

    @Test
    void whatIsLeftOutIsCounted() {
        Evaluation.Builder builder =
                Evaluation.of("regression", 3_000).metric(Metric.of("rmse", 2, Direction.LOWER_IS_BETTER));
        IntStream.range(0, 33).forEach(i -> builder.slice("site", "site " + i, error(i)));
        assertThat(builder.build().toHtml())
                .contains(">site 32</th>", "13 of 33 values are left out.")
                .doesNotContain(">site 12</th>");
    }

    @Test
    void threeColumnsOfTwentyValuesStayBelowTwoHundredKilobytes() {
        assertThat(Examples.binary(4_000, 20).toHtml().getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(200_000);
    }

    @Test
    void aLineOfAMillionPointsIsThinned() {
        List<Point> points = IntStream.range(0, 1_000_000)
                .mapToObj(i -> new Point(i / 1e6, Math.sin(i / 1e5)))
                .toList();
        assertThat(page(new Curve("wave", "Wave", "x", "y", List.of(new Line("sine", false, points)))))
                .hasSizeLessThan(30_000);
    }

    @Test
    void numbersThatAreNotFiniteAreNotDrawn() throws Exception {
        List<Point> points = List.of(new Point(0, 0), new Point(1, Double.NaN), new Point(Double.POSITIVE_INFINITY, 1));
        Evaluation evaluation = Evaluation.of("regression", 3)
                .metric(Metric.of("overflown", Double.POSITIVE_INFINITY, Direction.LOWER_IS_BETTER))
                .metric(Metric.of("open", 2, Direction.LOWER_IS_BETTER)
                        .withInterval(new Interval(1, Double.POSITIVE_INFINITY, 0.95, "exact")))
                .metric(Metric.of("huge", 1e308, Direction.LOWER_IS_BETTER)
                        .withInterval(new Interval(-1e308, 1.7e308, 0.95, "exact")))
                .plot(new Curve("broken", "Broken", "x", "y", List.of(new Line("line", false, points))))
                .plot(new Curve("empty", "Empty", "x", "y", List.of(new Line("line", false, List.of()))))
                .plot(new Reliability("unbinned", "Unbinned", List.of()))
                .plot(new Bars(
                        "open ends",
                        "Open ends",
                        "x",
                        List.of(Double.NEGATIVE_INFINITY, 0.0, 1.0, Double.POSITIVE_INFINITY),
                        List.of(new Series("rows", List.of(1.0, 2.0, 3.0)))))
                .plot(new Heatmap(
                        "blank", "Blank", "x", "y", List.of(0.0, 1.0), List.of(0.0, 1.0), List.of(List.of(0.0))))
                .build();
        String page = evaluation.toHtml();
        assertThat(parse(page).getElementsByTagName("svg").getLength()).isEqualTo(5);
        assertThat(page.substring(page.indexOf("<main>"))).doesNotContain("NaN", "Infinity");
    }

    @Test
    void anEvaluationWithNothingInItIsAPageToo() throws Exception {
        assertThat(parse(Evaluation.of("custom", 1).build().toHtml())
                        .getDocumentElement()
                        .getTextContent())
                .contains("custom on 1 row, no intervals.");
    }

    private static Evaluation error(double rmse) {
        return Evaluation.of("regression", 10)
                .metric(Metric.of("rmse", rmse, Direction.LOWER_IS_BETTER))
                .build();
    }

    private static Line line(String name, double y) {
        return new Line(name, false, List.of(new Point(0, y), new Point(1, y)));
    }

    private static String page(Plot plot) {
        return Evaluation.of("custom", 1).plot(plot).build().toHtml();
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
    }
}
