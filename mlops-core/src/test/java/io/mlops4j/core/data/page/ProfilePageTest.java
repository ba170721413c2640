package io.mlops4j.core.data.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.StorageFailure;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Correlation;
import io.mlops4j.data.Histogram;
import io.mlops4j.data.Profile;
import io.mlops4j.data.TextLengths;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ProfilePageTest {
    private static final String HOSTILE = "<script>alert(\"x\")</script> & 'y'";

    private static ColumnProfile number(String name, double skewness) {
        return ColumnProfile.builder(name, ColumnType.REAL)
                .typeReason("every value is a number")
                .counts(1_400, 61)
                .distinct(700)
                .range(-7.1, 35.6)
                .mean(12.5)
                .stddev(6.25)
                .quantiles(Map.of(0.0, -7.1, 0.25, 8.0, 0.5, 12.0, 0.75, 17.5, 1.0, 35.6))
                .skewness(skewness)
                .histogram(new Histogram(
                        IntStream.rangeClosed(0, 60)
                                .mapToObj(i -> -7.1 + i * 0.7)
                                .toList(),
                        LongStream.rangeClosed(1, 60).boxed().toList(),
                        true))
                .build();
    }

    private static ColumnProfile text(String name, String value) {
        return ColumnProfile.builder(name, ColumnType.STRING)
                .counts(1_461, 0)
                .distinct(2)
                .topValues(List.of(new ValueCount(value, 1_000), new ValueCount("other", 461)))
                .lengths(new TextLengths(1, 5.5, 40))
                .build();
    }

    private static Profile profile(ColumnProfile... columns) {
        return new Profile(1_461, List.of(columns));
    }

    private static Document parsed(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static List<String> texts(Document page, String element) {
        NodeList nodes = page.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    @Test
    void everyColumnHasACardInTheOrderOfTheProfile() throws Exception {
        Document page = parsed(ProfilePage.html("days", profile(number("temp", 0.2), text("weather", "rain"))));
        assertThat(texts(page, "h1")).containsExactly("days");
        assertThat(texts(page, "h3")).containsExactly("temp", "weather");
    }

    @Test
    void hostileNamesAndValuesAreShownAndNotObeyed() throws Exception {
        Profile hostile = new Profile(
                1_461,
                List.of(number(HOSTILE, 9), text("word", HOSTILE + "\u0000\uD800")),
                List.of(new Correlation(HOSTILE, "word", 0.99)));
        Document page = parsed(ProfilePage.html(HOSTILE, hostile));
        assertThat(texts(page, "h3")).containsExactly(HOSTILE, "word");
        assertThat(texts(page, "title")).containsExactly(HOSTILE);
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(texts(page, "td")).contains(HOSTILE + "\uFFFD\uFFFD");
    }

    @Test
    void aLongValueIsCutBetweenCharactersAndNotWithinOne() throws Exception {
        Document page = parsed(ProfilePage.html("t", profile(text("word", "a" + "\uD83D\uDE00".repeat(60)))));
        assertThat(page.getDocumentElement().getTextContent()).doesNotContain("\uFFFD");
    }

    @Test
    void nothingIsLoadedAndNothingRuns() throws Exception {
        String html = ProfilePage.html("t", profile(number("x", 0), text("w", "rain")));
        assertThat(html).doesNotContainIgnoringCase("http").doesNotContain("url(", "@import", "src=", "href=");
        Document page = parsed(html);
        for (String element : List.of("script", "link", "img", "iframe", "object")) {
            assertThat(page.getElementsByTagName(element).getLength()).isZero();
        }
    }

    @Test
    void everyDrawingSaysInWordsWhatItShows() throws Exception {
        NodeList drawings = parsed(ProfilePage.html("t", profile(number("temp", 0), number("wind", 0))))
                .getElementsByTagName("svg");
        assertThat(drawings.getLength()).isEqualTo(2);
        assertThat(((Element) drawings.item(1)).getAttribute("role")).isEqualTo("img");
        assertThat(((Element) drawings.item(1)).getAttribute("aria-label")).contains("wind", "60 bins", "−7.1", "34.9");
    }

    @Test
    void whatIsWorthALookIsSaidFirst() throws Exception {
        ColumnProfile constant = ColumnProfile.builder("unit", ColumnType.STRING)
                .counts(1_461, 0)
                .distinct(1)
                .build();
        ColumnProfile sparse = ColumnProfile.builder("note", ColumnType.STRING)
                .counts(100, 1_361)
                .distinct(90)
                .build();
        ColumnProfile key = ColumnProfile.builder("id", ColumnType.STRING)
                .counts(1_461, 0)
                .distinct(1_461)
                .build();
        Profile profile = new Profile(
                1_461,
                List.of(constant, sparse, key, number("rain", 3.5), number("plain", 0.1)),
                List.of(new Correlation("rain", "plain", -0.97)));
        String notes = texts(parsed(ProfilePage.html("t", profile)), "ul").get(1);
        assertThat(notes)
                .contains("“unit” has one value only")
                .contains("“note” is missing in 93.2")
                .contains("“id” is different in every row")
                .contains("“rain” is strongly skewed (3.5)")
                .contains("“rain” and “plain” nearly say the same (r = −0.97)")
                .doesNotContain("“plain” is");
    }

    @Test
    void correlationsAreATableThatReadsBothWays() throws Exception {
        Profile profile =
                new Profile(10, List.of(number("a", 0), number("b", 0)), List.of(new Correlation("a", "b", -0.5)));
        assertThat(texts(parsed(ProfilePage.html("t", profile)), "td"))
                .filteredOn("−0.50"::equals)
                .hasSize(2);
    }

    @Test
    void anEmptyProfileIsAPageToo() throws Exception {
        ColumnProfile empty =
                ColumnProfile.builder("x", ColumnType.REAL).counts(0, 0).build();
        assertThat(texts(parsed(ProfilePage.html("t", new Profile(0, List.of(empty)))), "h3"))
                .containsExactly("x");
    }

    @Test
    void theSameProfileGivesTheSameBytes() {
        assertThat(ProfilePage.html("t", profile(number("x", 4), text("w", "rain"))))
                .isEqualTo(ProfilePage.html("t", profile(number("x", 4), text("w", "rain"))));
    }

    @Test
    void aHundredColumnsStayBelow150Kilobytes() throws Exception {
        List<ColumnProfile> columns = new ArrayList<>();
        List<Correlation> correlations = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            columns.add(number("measurement_" + i, 0.5));
            for (int j = 0; j < Math.min(i, 64) && i < 64; j++) {
                correlations.add(new Correlation("measurement_" + j, "measurement_" + i, (j - i) / 100.0));
            }
        }
        String html = ProfilePage.html("wide", new Profile(1_461, columns, correlations));
        assertThat(texts(parsed(html), "h3")).hasSize(100);
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(150 * 1024);
    }

    @Test
    void theFileHoldsThePageAndItsDirectoriesAreMade(@TempDir Path directory) throws Exception {
        Profile profile = profile(number("x", 0));
        Path file = directory.resolve("reports/2026/page.html");
        profile.toHtml(file);
        assertThat(Files.readString(file)).isEqualTo(profile.toHtml());
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed(@TempDir Path directory) {
        Profile profile = profile(number("x", 0));
        assertThatThrownBy(() -> profile.toHtml(directory))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining(directory.toString());
    }
}
