package io.mlops4j.core.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"loans", "loan-default 2026", "贷款", "заём", "قرض", "a.b", "x", "🙂", "con", "A"})
    void namesOfAnyScriptAreWelcome(String name) {
        assertThat(Names.check("Dataset", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", ".", "a/b", "a\\b", "a\nb", "a\u0000b", " a", "a ", "\uD800", "a\u2028b"})
    void whatCannotBeANameIsRefusedWithASentence(String name) {
        assertThatThrownBy(() -> Names.check("Dataset", name))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("Dataset name");
    }

    @Test
    void aNameMayHave128CharactersAndNoMore() {
        assertThat(Names.check("Dataset", "x".repeat(128))).hasSize(128);
        assertThatThrownBy(() -> Names.check("Dataset", "x".repeat(129)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("129 characters");
    }

    @Test
    void aNameTypedInTwoUnicodeFormsIsOneName() {
        assertThat(Names.check("Dataset", "cafe\u0301")).isEqualTo(Names.check("Dataset", "caf\u00e9"));
    }

    @Test
    void aTitleMayHoldSlashes() {
        assertThat(Names.title("Metric", "train/loss")).isEqualTo("train/loss");
    }

    @Test
    void theLengthIsThatOfTheNameAsItIsKept() {
        // The Devanagari letter QA has no precomposed form in NFC: one character becomes two.
        assertThatThrownBy(() -> Names.check("Model", "\u0958".repeat(Names.MAX_LENGTH)))
                .isInstanceOf(InvalidInput.class);
        String kept = Names.check("Model", "e\u0301".repeat(Names.MAX_LENGTH));
        assertThat(kept).hasSize(Names.MAX_LENGTH);
        assertThat(Names.check("Model", kept)).isEqualTo(kept);
    }
}
