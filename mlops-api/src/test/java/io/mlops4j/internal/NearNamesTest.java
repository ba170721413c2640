package io.mlops4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearNamesTest {
    @Test
    void aNearNameIsSuggested() {
        assertThat(NearNames.sentence("laons", List.of("people", "loans"))).isEqualTo(" Did you mean 'loans'?");
    }

    @Test
    void letterCaseIsNoDistance() {
        assertThat(NearNames.sentence("LOANS", List.of("people", "loans"))).isEqualTo(" Did you mean 'loans'?");
    }

    @Test
    void theNearestComesFirstAndEqualOnesByName() {
        assertThat(NearNames.sentence("v10", List.of("v12", "v11", "v10x", "other")))
                .isEqualTo(" Did you mean 'v10x' or 'v11' or 'v12'?");
    }

    @Test
    void withoutANearNameAllAreListed() {
        assertThat(NearNames.sentence("xyz", List.of("b", "a"))).isEqualTo(" There are: a, b.");
    }

    @Test
    void aLongListIsCut() {
        List<String> many =
                IntStream.range(10, 22).mapToObj(i -> "dataset-" + i).toList();
        assertThat(NearNames.sentence("x", many))
                .startsWith(" There are: dataset-10, dataset-11,")
                .endsWith("dataset-19 and 2 more.");
    }

    @Test
    void withoutNamesNothingIsSaid() {
        assertThat(NearNames.sentence("x", List.of())).isEmpty();
    }

    @Test
    void aHugeNameIsNotCompared() {
        assertThat(NearNames.sentence("x".repeat(1_000_000), List.of("a"))).isEqualTo(" There are: a.");
    }
}
