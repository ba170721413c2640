package io.mlops4j.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.Mlops;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripProperties {
    @Property
    void whatIsWrittenAsYamlIsReadAsTheSame(@ForAll("documents") Map<String, Object> document) {
        assertThat(Yaml.read("test", YamlText.of(document))).isEqualTo(document);
    }

    @Property
    void namesOfFilesAreOnesThatMlflowTakesAndNoTwoAreOne(@ForAll("names") Set<String> names) {
        Map<String, String> files = FileNames.of(names);

        assertThat(files.keySet()).isEqualTo(names);
        Set<String> seen = new HashSet<>();
        for (String file : files.values()) {
            assertThat(seen.add(file.toLowerCase(java.util.Locale.ROOT))).isTrue();
            // Python's [/\w.\- ]*, and what posixpath.normpath would change.
            assertThat(file)
                    .matches("(?U)[/\\p{L}\\p{N}_.\\- ]+")
                    .doesNotStartWith("/")
                    .doesNotEndWith("/");
            assertThat(file.split("/")).doesNotContain("", ".", "..");
            assertThat(files.values()).noneMatch(other -> other.startsWith(file + "/"));
        }
    }

    @Property(tries = 40)
    void aRunThatGoesOutAndComesInIsTheSame(
            @ForAll("texts") Map<String, String> params,
            @ForAll("texts") Map<String, String> tags,
            @ForAll("points") List<MetricPoint> points)
            throws IOException {
        Path directory = Files.createTempDirectory("mlruns");
        try (Mlops one = Mlops.builder().inMemory().build();
                Mlops other = Mlops.builder().inMemory().build()) {
            var run = one.experiment("e")
                    .add(RunRecord.of("r", Instant.ofEpochMilli(1), Instant.ofEpochMilli(2))
                            .params(params)
                            .tags(tags)
                            .metrics(Map.of("m", points)));
            Mlflow mlflow = Mlflow.directory(directory.resolve("mlruns"));
            mlflow.export(run);
            var back = mlflow.importExperiment("e", other).imported().get(RunExport.id(run));

            assertThat(back.params()).isEqualTo(run.params());
            assertThat(back.tags()).containsAllEntriesOf(run.tags());
            assertThat(back.metrics().keySet()).isEqualTo(run.metrics().keySet());
            run.metrics()
                    .forEach((name, series) ->
                            assertThat(back.metric(name).history()).isEqualTo(series.history()));
        } finally {
            StoreWriter.delete(directory);
        }
    }

    @Provide
    Arbitrary<List<MetricPoint>> points() {
        Arbitrary<Double> values = Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, 1e22));
        return Combinators.combine(
                        Arbitraries.longs().between(-5, 1000),
                        Arbitraries.longs().between(0, 2_000_000_000_000L),
                        values)
                .as((step, at, value) -> new MetricPoint(step, Instant.ofEpochMilli(at), value))
                .list()
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<Map<String, String>> texts() {
        return Arbitraries.maps(name(), text()).ofMaxSize(8);
    }

    @Provide
    Arbitrary<Set<String>> names() {
        return name().set().ofMaxSize(12);
    }

    private static Arbitrary<String> name() {
        Arbitrary<String> tricky = Arbitraries.of(
                "a", "A", "a/b", "a/b/c", "a_b", "a:b", "..", "../x", "/a", "a//b", "a/", ".", "CON", "x ", "größe",
                "日本", "é");
        return Arbitraries.oneOf(
                tricky,
                Arbitraries.strings()
                        .withChars("aAbB01 ._-/\\:*?\"<>|()ü√日")
                        .ofMinLength(1)
                        .ofMaxLength(12)
                        .filter(name -> !name.isBlank()));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "null",
                        "~",
                        "yes",
                        "No",
                        "on",
                        "1",
                        "01",
                        "0x1F",
                        "1_0",
                        "1:30",
                        "1e5",
                        "1.5e+3",
                        ".inf",
                        ".nan",
                        "2024-01-01",
                        "=",
                        "<<",
                        "- a",
                        "a: b",
                        "#",
                        "a #b",
                        "'",
                        "\"",
                        "\\",
                        "\n",
                        "a\r\nb",
                        "\t",
                        "\u0085",
                        "\u2028",
                        "\uFEFF",
                        "😀",
                        " a ",
                        "[a]",
                        "{a}",
                        "&a",
                        "*a",
                        "!a",
                        "|",
                        ">",
                        "%",
                        "@",
                        "`",
                        "true"),
                Arbitraries.strings().all().ofMaxLength(20).filter(RoundTripProperties::isWhole));
    }

    private static boolean isWhole(String text) {
        return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Provide
    Arbitrary<Map<String, Object>> documents() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                text().map(text -> (Object) text),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.doubles().map(number -> (Object) number),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, 1e22, 1e-7).map(number -> (Object) number),
                Arbitraries.of(true, false).map(truth -> (Object) truth));
        Arbitrary<Object> lists = scalars.list().ofMaxSize(3).map(ArrayList::new);
        Arbitrary<Object> inner = Arbitraries.oneOf(scalars, lists);
        Arbitrary<Object> maps =
                Arbitraries.maps(text(), inner).ofMaxSize(3).map(map -> (Object) new LinkedHashMap<>(map));
        Arbitrary<Object> values =
                Arbitraries.oneOf(scalars, lists, maps, maps.list().ofMaxSize(2).map(list -> list));
        return Arbitraries.maps(text(), values).ofMinSize(1).ofMaxSize(5);
    }
}
