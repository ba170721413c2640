package io.mlops4j.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamNamesTest {
    @ParameterizedTest
    @CsvSource({
        "model/loan-default, model/loan-default.jsonl",
        "model/loan_default.v2, model/loan_default.v2.jsonl",
        "model/Loan, model/%4coan.jsonl",
        "model/größe, model/gr%c3%b6%c3%9fe.jsonl",
        "a b, a%20b.jsonl",
        "100%, 100%25.jsonl",
        "~a, %7ea.jsonl",
        ".hidden, %2ehidden.jsonl",
        "end., end%2e.jsonl",
        "..., %2e.%2e.jsonl",
        "x.jsonl/y, x%2ejsonl/y.jsonl",
        "con, %63on.jsonl",
        "con.x/lpt1, %63on.x/%6cpt1.jsonl",
        "console, console.jsonl",
        "a\\b, a%5cb.jsonl"
    })
    void aNameBecomesAPath(String name, String path) {
        assertThat(StreamNames.toPath(name)).isEqualTo(path);
    }

    @Test
    void aSegmentWhoseEscapeIsLongGoesOnInADirectory() {
        String name = "m/" + "A".repeat(150);

        String path = StreamNames.toPath(name);

        assertThat(path).isEqualTo("m/" + ("%41".repeat(150)).replaceAll("(.{200})(?=.)", "$1~/~") + ".jsonl");
        assertThat(path.split("/")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''        | is empty
            /a        | a segment of it is empty
            a/        | a segment of it is empty
            a//b      | a segment of it is empty
            ..        | its segment .. means a directory
            a/../b    | its segment .. means a directory
            a/.       | its segment . means a directory
            """)
    void aNameThatIsNoneIsRefusedWithASentence(String name, String why) {
        assertThatThrownBy(() -> StreamNames.check(name))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'" + name + "'")
                .hasMessageContaining(why);
    }

    @Test
    void aControlCharacterIsRefusedAndShownEscaped() {
        assertThatThrownBy(() -> StreamNames.check("a\nb"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "The stream name 'a\\u000ab' cannot be used: it holds the control character U+000A; remove it.");
        assertThatThrownBy(() -> StreamNames.check("a\0b")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> StreamNames.check("a\ud83d"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("surrogate");
    }

    @Test
    void aSegmentMayHaveTwoHundredCharactersOfAnyScript() {
        assertThat(StreamNames.check("🤖".repeat(200))).isNotEmpty();
        assertThatThrownBy(() -> StreamNames.check("a".repeat(201)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("longer than 200 characters");
    }

    @Test
    void aNameMayHaveAThousandBytes() {
        String name = ("a".repeat(199) + "/").repeat(5);
        assertThat(StreamNames.check(name.substring(0, 999))).hasSize(999);
        assertThatThrownBy(() -> StreamNames.check(name + "bc"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("longer than 1000 bytes");
    }

    @Test
    void foreignFilesNameNoStream() {
        assertThat(StreamNames.fromPath("notes.txt")).isEmpty();
        assertThat(StreamNames.fromPath("Readme.jsonl")).isEmpty();
        assertThat(StreamNames.fromPath("%61.jsonl")).isEmpty();
        assertThat(StreamNames.fromPath("%zz.jsonl")).isEmpty();
        assertThat(StreamNames.fromPath("%ff.jsonl")).isEmpty();
        assertThat(StreamNames.fromPath(".x.jsonl")).isEmpty();
        assertThat(StreamNames.fromPath("a~/~b.jsonl")).isEmpty();
        assertThat(StreamNames.fromPath(".jsonl")).isEmpty();
    }
}
