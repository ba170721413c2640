package io.mlops4j.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMarkTest {
    private final ProcessMark self = ProcessMark.self();

    private ProcessMark startedLater(long millis) {
        return new ProcessMark(self.host(), self.pid(), self.startMillis() + millis);
    }

    @Test
    void thisProcessIsThere() {
        assertThat(self.gone()).isFalse();
    }

    @Test
    void aProcessWhoseNumberAnotherOneHasIsGone() {
        assertThat(startedLater(-60_000).gone()).isTrue();
    }

    @Test
    void twoSystemsOfRoundingTheStartAreOneProcess() {
        assertThat(startedLater(-1_000).gone()).isFalse();
        assertThat(startedLater(1_000).gone()).isFalse();
    }

    @Test
    void aNumberThatNoProcessHasIsGone() {
        assertThat(new ProcessMark(self.host(), Integer.MAX_VALUE, 0).gone()).isTrue();
    }

    @Test
    void aProcessOfAnotherHostIsThoughtToBeThere() {
        assertThat(new ProcessMark(self.host() + "-other", Integer.MAX_VALUE, 0).gone())
                .isFalse();
    }
}
