package io.mlops4j.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.InvalidInput;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StreamNamesProperties {
    @Property
    void thePathOfAStreamLeadsBackToIt(@ForAll("names") String name) {
        assertThat(StreamNames.fromPath(StreamNames.toPath(name))).contains(name);
    }

    @Property
    void differentStreamsHaveDifferentPathsEvenWhereCaseIsIgnoredAndUnicodeNormalised(
            @ForAll("nameLists") List<String> names) {
        Map<String, String> byPath = new HashMap<>();
        for (String name : names) {
            String path = StreamNames.toPath(name);
            String folded = Normalizer.normalize(path, Normalizer.Form.NFKC)
                    .toUpperCase(Locale.ROOT)
                    .toLowerCase(Locale.ROOT);
            assertThat(byPath.computeIfAbsent(folded, p -> name)).isEqualTo(name);
        }
    }

    @Property
    void eachPartOfAPathIsAFileNameOnEverySystem(@ForAll("names") String name) {
        String path = StreamNames.toPath(name);

        assertThat(US_ASCII.newEncoder().canEncode(path)).isTrue();
        assertThat(path.length()).isLessThanOrEqualTo(3200);
        for (String part : path.split("/", -1)) {
            assertThat(part).matches("[a-z0-9_%~-][a-z0-9_%~.-]*").hasSizeLessThanOrEqualTo(208);
            assertThat(part).doesNotMatch(".*\\.").doesNotMatch("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
        }
    }

    @Property
    void noDirectoryOfAStreamIsTheFileOfAnother(@ForAll("names") String name) {
        String[] parts = StreamNames.toPath(name).split("/");

        assertThat(Arrays.copyOf(parts, parts.length - 1)).noneMatch(part -> part.endsWith(".jsonl"));
        assertThat(parts[parts.length - 1]).endsWith(".jsonl");
    }

    @Property
    void aPathThatWasNotMadeHereNamesNoStream(@ForAll("paths") String path) {
        StreamNames.fromPath(path)
                .ifPresent(name -> assertThat(StreamNames.toPath(name)).isEqualTo(path));
    }

    @Property
    void aNameIsTakenOrRefusedWithASentence(@ForAll String name) {
        try {
            assertThat(StreamNames.check(name)).isEqualTo(name);
            assertThat(StreamNames.fromPath(StreamNames.toPath(name))).contains(name);
        } catch (InvalidInput e) {
            assertThat(e.getMessage())
                    .startsWith("The stream name '")
                    .endsWith(".")
                    .doesNotContain("\n");
        }
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> odd = Arbitraries.of(
                "con", "CON", "lpt1.x", "x.jsonl", ".jsonl", ".locks", "a.", " ", "%41", "~", "a~", "ǅ", "ß", "SS", "é",
                "e\u0301", "K", "日本語", "🤖", "a b", "x\\y", "c:d", "...", "İ", "i̇");
        Arbitrary<String> plain = Arbitraries.strings()
                .withChars("aAbB.%~-_ é日")
                .withChars('0', '9')
                .ofMinLength(1)
                .ofMaxLength(8);
        Arbitrary<String> lengthy =
                Arbitraries.strings().withChars("aA日.").ofMinLength(60).ofMaxLength(200);
        return Arbitraries.oneOf(odd, odd, plain, plain, lengthy)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(segments -> String.join("/", segments))
                .filter(StreamNamesProperties::isValid);
    }

    @Provide
    Arbitrary<List<String>> nameLists() {
        return names().list().ofMinSize(2).ofMaxSize(30);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(
                        "a", "A", "%41", "%61", "%4", "~", "/", ".", "con", ".jsonl", "%c3%a9", "%C3%A9", "%ff", "é")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts) + ".jsonl");
    }

    private static boolean isValid(String name) {
        try {
            StreamNames.check(name);
            return true;
        } catch (InvalidInput e) {
            return false;
        }
    }
}
