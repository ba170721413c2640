package io.mlops4j.core.evaluation.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The colours of a page, measured as WCAG 2.2 does it (success criteria 1.4.3 and 1.4.11). */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;
    private static final String SHEET = EvaluationPage.html(Examples.binary(60, 2));
    private static final Map<String, int[]> LIGHT = scheme(false);
    private static final Map<String, int[]> DARK = scheme(true);

    static Stream<Arguments> texts() {
        return pairs(
                "ink ground",
                "ink card",
                "ink wash",
                "soft ground",
                "soft card",
                "warn warnground",
                "good ground",
                "good card",
                "bad ground",
                "bad card");
    }

    static Stream<Arguments> graphics() {
        Stream<String> runs =
                IntStream.range(0, 8).mapToObj(i -> "r" + i).flatMap(run -> Stream.of(run + " ground", run + " card"));
        Stream<String> others =
                Stream.of("bar ground", "bar card", "bar2 card", "bar2 wash", "soft card", "good card", "bad card");
        return pairs(Stream.concat(runs, others).toArray(String[]::new));
    }

    /** The cells of a confusion matrix: text in ink, and its share in the same, on a mixture of the bar's colour and the card. */
    static Stream<Arguments> shades() {
        return Stream.of("p bar", "m bar2")
                .flatMap(kind -> IntStream.rangeClosed(1, 10).mapToObj(shade -> kind.replace(" ", shade + " ")))
                .flatMap(kind -> Stream.of(Arguments.of("light", kind), Arguments.of("dark", kind)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("texts")
    void textStandsOutFromItsGround(String scheme, String pair) {
        assertThat(contrast(scheme, pair)).isGreaterThanOrEqualTo(TEXT);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("graphics")
    void marksAndLinesStandOutFromTheirGround(String scheme, String pair) {
        assertThat(contrast(scheme, pair)).isGreaterThanOrEqualTo(GRAPHICS);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("shades")
    void textStandsOutFromEachShadeOfACell(String scheme, String shade) {
        String[] names = shade.split(" ");
        Matcher mix = Pattern.compile("\\." + names[0] + "\\{background:color-mix\\(in srgb,var\\(--" + names[1]
                        + "\\) (\\d+)%,transparent\\)")
                .matcher(SHEET);
        assertThat(mix.find()).isTrue();
        double share = Integer.parseInt(mix.group(1)) / 100.0;
        int[] colour = colour(scheme, names[1]);
        int[] card = colour(scheme, "card");
        int[] ground = IntStream.range(0, 3)
                .map(i -> (int) Math.round(share * colour[i] + (1 - share) * card[i]))
                .toArray();
        assertThat(contrast(colour(scheme, "ink"), ground)).isGreaterThanOrEqualTo(TEXT);
    }

    private static Stream<Arguments> pairs(String... pairs) {
        return Stream.of(pairs).flatMap(pair -> Stream.of(Arguments.of("light", pair), Arguments.of("dark", pair)));
    }

    private static double contrast(String scheme, String pair) {
        String[] names = pair.split(" ");
        return contrast(colour(scheme, names[0]), colour(scheme, names[1]));
    }

    private static double contrast(int[] one, int[] other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int[] colour) {
        return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static int[] colour(String scheme, String name) {
        int[] colour = (scheme.equals("dark") ? DARK : LIGHT).get(name);
        assertThat(colour).as("the %s colour '%s'", scheme, name).isNotNull();
        return colour;
    }

    /** The custom properties of the sheet that are colours; a dark scheme is the light one with some of them replaced. */
    private static Map<String, int[]> scheme(boolean dark) {
        Map<String, int[]> colours = new HashMap<>();
        Matcher roots = Pattern.compile("(prefers-color-scheme:dark\\)\\{)?:root\\{([^}]*)}")
                .matcher(SHEET);
        while (roots.find()) {
            if (roots.group(1) == null || dark) {
                Matcher own = Pattern.compile("--(\\w+):#([0-9a-f]{6}|[0-9a-f]{3})\\b")
                        .matcher(roots.group(2));
                while (own.find()) {
                    colours.put(own.group(1), channels(own.group(2)));
                }
            }
        }
        return colours;
    }

    private static int[] channels(String hex) {
        String full = hex.length() == 6 ? hex : hex.replaceAll("(.)", "$1$1");
        return IntStream.of(0, 2, 4)
                .map(from -> Integer.parseInt(full.substring(from, from + 2), 16))
                .toArray();
    }
}
