package io.mlops4j.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LikePatternTest {
    private static boolean like(String pattern, String text) {
        return LikePattern.caseSensitive(pattern).matches(text);
    }

    @Test
    void aPatternMatchesTheWholeText() {
        assertThat(like("tree", "tree")).isTrue();
        assertThat(like("tree", "gbtree")).isFalse();
        assertThat(like("", "")).isTrue();
        assertThat(like("", "x")).isFalse();
    }

    @Test
    void percentStandsForAnyText() {
        assertThat(like("%tree", "gbtree")).isTrue();
        assertThat(like("%", "")).isTrue();
        assertThat(like("a%b%c", "a--b-b--c")).isTrue();
        assertThat(like("a%b%c", "a--c--b")).isFalse();
        assertThat(like("%line", "two\nline")).isTrue();
    }

    @Test
    void underscoreStandsForOneCharacter() {
        assertThat(like("tr_e", "tree")).isTrue();
        assertThat(like("tr_e", "tre")).isFalse();
        assertThat(like("_", "\uD83D\uDE00")).isTrue();
    }

    @Test
    void aBackslashTakesTheMeaningAway() {
        assertThat(like("100\\%", "100%")).isTrue();
        assertThat(like("100\\%", "1000")).isFalse();
        assertThat(like("a\\_b", "axb")).isFalse();
        assertThat(like("\\\\", "\\")).isTrue();
        assertThat(like("C:\\data%", "C:\\data\\x")).isTrue();
    }

    @Test
    void lettersDifferInCaseUnlessTheyAreFolded() {
        assertThat(like("Tree", "tree")).isFalse();
        assertThat(LikePattern.ignoringCase("TR%e").matches("tREE")).isTrue();
        assertThat(LikePattern.ignoringCase("ΣΑΣ").matches("σας")).isTrue();
    }

    @Test
    void theLanguageOfTheSystemChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(LikePattern.ignoringCase("TITLE").matches("title")).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void manyPercentsDoNotTakeForever() {
        assertThat(like("%a".repeat(500) + "b", "a".repeat(5_000))).isFalse();
    }
}
