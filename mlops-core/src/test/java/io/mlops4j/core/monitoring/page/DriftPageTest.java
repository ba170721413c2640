package io.mlops4j.core.monitoring.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.drift.ReportJson;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.Drift;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.DriftReport.QualityIssue;
import io.mlops4j.monitoring.DriftReport.QualityKind;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;

class DriftPageTest {
    private static final int KILO = 1_000;

    private static DriftReport report(int columns) {
        return Drift.compare(Pages.rows(2_000, columns, 1, 0), Pages.rows(1_000, columns, 2, 0.5));
    }

    @Test
    void aPageOfAHundredColumnsStaysBelow150KilobytesThoughManyHaveDrifted() {
        DriftReport report = report(100);
        assertThat(report.driftedColumns()).hasSizeGreaterThan(15);
        assertThat(report.toHtml().getBytes(StandardCharsets.UTF_8).length).isLessThan(150 * KILO);
    }

    @Test
    void whatHasNoRoomInFullIsInTheTableAndThePageSaysSo() throws Exception {
        String page = report(100).toHtml();
        assertThat(rows(Pages.parse(page))).hasSize(100);
        assertThat(page).contains(" more columns are in the table only");
        assertThat(report(8).toHtml()).doesNotContain("in the table only");
    }

    @Test
    void theTableLeadsToTheColumnsThatAreDrawn() throws Exception {
        String page = report(100).toHtml();
        Matcher links = Pattern.compile("href=\"#(c\\d+)\"").matcher(page);
        int count = 0;
        while (links.find()) {
            count++;
            assertThat(page).containsOnlyOnce("id=\"" + links.group(1) + "\"");
        }
        assertThat(count).isGreaterThan(3).isLessThan(100);
    }

    @Test
    void columnsStandInTheOrderOfTheReport() throws Exception {
        DriftReport report = report(20);
        List<String> names = report.columns().stream().map(ColumnDrift::name).toList();
        assertThat(rows(Pages.parse(report.toHtml()))).containsExactlyElementsOf(names);
    }

    @Test
    void theSameReportGivesTheSameBytesAlsoWhenItWasStored() {
        DriftReport report = report(20);
        assertThat(report(20).toHtml()).isEqualTo(report.toHtml());
        JsonNode stored = Json.parse(report.toJson().getBytes(StandardCharsets.UTF_8));
        assertThat(ReportJson.read(stored).toHtml()).isEqualTo(report.toHtml());
    }

    @Test
    void thePageIsWellFormedXmlWithOneHeading() throws Exception {
        Document page = Pages.parse(report(20).toHtml());
        assertThat(page.getElementsByTagName("h1").getLength()).isOne();
        assertThat(page.getElementsByTagName("main").getLength()).isOne();
    }

    @Test
    void aPageLoadsNothingAndRunsNothing() throws Exception {
        String page = report(20).toHtml();
        assertThat(page)
                .doesNotContain("http:", "https:", "url(", "@import", "<link", "<img", "javascript:")
                .doesNotContainPattern(" on[a-z]+=");
        NodeList scripts = Pages.parse(page).getElementsByTagName("script");
        for (int i = 0; i < scripts.getLength(); i++) {
            assertThat(((Element) scripts.item(i)).getAttribute("type")).isEqualTo("application/json");
        }
    }

    @Test
    void namesAndValuesThatAreMarkupAreShownAsTheyAre() throws Exception {
        Random random = new Random(3);
        String[] before = new String[500];
        String[] now = new String[500];
        double[] numbers = random.doubles(500).toArray();
        for (int i = 0; i < before.length; i++) {
            before[i] = random.nextBoolean() ? Pages.HOSTILE : "b";
            now[i] = random.nextInt(10) == 0 ? "b" : Pages.HOSTILE + "new";
        }
        DriftReport found = Drift.compare(
                Table.builder()
                        .categories(Pages.MARKUP, before)
                        .doubles(Pages.MARKUP + "2", numbers)
                        .build(),
                Table.builder()
                        .categories(Pages.MARKUP, now)
                        .doubles(Pages.MARKUP + "2", numbers)
                        .build());
        DriftReport report = new DriftReport(
                Pages.HOSTILE,
                1,
                new ReferenceInfo(Pages.HOSTILE, "ab".repeat(32), 500),
                500,
                Optional.empty(),
                Optional.empty(),
                found.test(),
                found.falseAlarmRate(),
                found.columns(),
                List.of(new QualityIssue(Pages.HOSTILE, QualityKind.MISSING, 5, 0.01, 0, Pages.HOSTILE)),
                List.of(Pages.HOSTILE));
        Document page = Pages.parse(report.toHtml());
        assertThat(page.getElementsByTagName("script").getLength()).isOne();
        assertThat(page.getDocumentElement().getTextContent()).contains("<script>alert('x')</script>&\"\uFFFD");
        JsonNode json = json(page);
        assertThat(json.get("title").stringValue()).isEqualTo(Pages.HOSTILE);
        assertThat(json.get("columns").get(0).get("name").stringValue()).startsWith(Pages.MARKUP);
    }

    @Test
    void whatIsShownIsThereAsJsonToo() throws Exception {
        DriftReport report = report(8);
        JsonNode json = json(Pages.parse(report.toHtml()));
        assertThat(json.get("rows").longValue()).isEqualTo(1_000);
        assertThat(json.get("columns").size()).isEqualTo(8);
        ColumnDrift worst = report.columns().get(0);
        assertThat(json.get("columns").get(0).get("effect").doubleValue())
                .isCloseTo(worst.effect().orElseThrow().value(), withPercentage(1e-3));
        assertThat(json.get("columns").get(0).get("verdict").stringValue()).isEqualTo("DRIFTED");
    }

    @Test
    void everyPictureThatIsNotBesideItsNumbersSaysInWordsWhatItShows() throws Exception {
        NodeList pictures = Pages.parse(report(20).toHtml()).getElementsByTagName("svg");
        assertThat(pictures.getLength()).isGreaterThan(40);
        for (int i = 0; i < pictures.getLength(); i++) {
            Element picture = (Element) pictures.item(i);
            if (!picture.getAttribute("aria-hidden").equals("true")) {
                assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
                        .hasSizeGreaterThan(10);
            }
        }
    }

    @Test
    void noCoordinateIsAnythingButANumber() {
        String page = Drift.compare(strange(1), strange(2)).toHtml();
        assertThat(page).doesNotContain("NaN", "Infinity");
    }

    /** Constant, missing, huge and tiny columns. */
    private static Table strange(int seed) {
        Random random = new Random(seed);
        return Table.builder()
                .doubles("constant", random.doubles(300).map(x -> 1).toArray())
                .doubles("missing", random.doubles(300).map(x -> Double.NaN).toArray())
                .doubles(
                        "huge",
                        random.doubles(300)
                                .map(x -> (x - 0.5) * Double.MAX_VALUE)
                                .toArray())
                .doubles("tiny", random.doubles(300).map(x -> x * 1e-310).toArray())
                .doubles(
                        "mostly one",
                        random.doubles(300).map(x -> x < 0.9 ? 7 : x).toArray())
                .build();
    }

    @Test
    void theBinsThatMakeTheChangeAddUpToAllOfIt() {
        DriftReport report = report(20);
        for (ColumnDrift column : report.driftedColumns()) {
            double psi = Pair.of(column).parts().stream()
                    .mapToDouble(Pair.Part::contribution)
                    .sum();
            assertThat(psi).isCloseTo(column.effect().orElseThrow().value(), withPercentage(35));
        }
    }

    @Test
    void theVerdictLineNamesReferenceDigestRowsRateAndCorrection() {
        DriftReport report = report(8);
        DriftReport named = new DriftReport(
                "scoring",
                0,
                new ReferenceInfo("loans 3", "ab".repeat(32), 2_000),
                1_000,
                Optional.empty(),
                Optional.empty(),
                report.test(),
                0.05,
                report.columns(),
                List.of(),
                List.of());
        assertThat(named.toHtml())
                .contains("loans 3", "digest abababababab\u2026", "ab".repeat(32), "false alarm rate of 5\u202F%")
                .contains("Benjamini-Hochberg", "1\u202F000 rows against");
    }

    @Test
    void anExplicitTestSaysItsOwnThreshold() {
        DriftReport report = Drift.between(Pages.rows(2_000, 4, 1, 0), Pages.rows(1_000, 4, 2, 0.5))
                .drift(DriftTest.psi(0.2))
                .compare();
        assertThat(report.toHtml()).contains("PSI at least 0.2, not corrected over the columns", "\u2265 0.2");
    }

    @Test
    void aColumnThatWasNotTestedIsInTheTableAndNotDrawn() {
        String[] keys = new String[600];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "key " + i;
        }
        Table rows = Table.builder()
                .strings("key", keys)
                .doubles("x", new Random(1).doubles(600).toArray())
                .build();
        DriftReport report = Drift.compare(rows, rows);
        assertThat(report.column("key").verdict()).isEqualTo(Verdict.NOT_TESTED);
        assertThat(report.toHtml()).contains(">key</th>").doesNotContain("<h3>key</h3>");
    }

    private static List<String> rows(Document page) {
        NodeList tables = page.getElementsByTagName("table");
        for (int i = 0; i < tables.getLength(); i++) {
            Element table = (Element) tables.item(i);
            if (table.getTextContent().startsWith("The most severe first")) {
                NodeList headings = table.getElementsByTagName("th");
                return IntStream.range(0, headings.getLength())
                        .mapToObj(k -> (Element) headings.item(k))
                        .filter(heading -> heading.getAttribute("scope").equals("row"))
                        .map(Element::getTextContent)
                        .toList();
            }
        }
        return List.of();
    }

    private static JsonNode json(Document page) {
        NodeList scripts = page.getElementsByTagName("script");
        return Json.parse(scripts.item(scripts.getLength() - 1).getTextContent().getBytes(StandardCharsets.UTF_8));
    }
}
