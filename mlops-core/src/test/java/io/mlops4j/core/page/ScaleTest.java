package io.mlops4j.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void ticksAreRoundNumbers() {
        assertThat(new Scale(0, 1, 0, 100).ticks(5).stream().map(Figures::number))
                .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    }

    @Test
    void endsAreRounded() {
        Scale scale = Scale.around(0.73, 9.2, 10, 20, 5);
        assertThat(scale.low()).isZero();
        assertThat(scale.high()).isEqualTo(10);
        assertThat(scale.at(5)).isEqualTo(15);
    }

    @Test
    void equalValuesHaveRoomOnBothSides() {
        Scale scale = Scale.around(3, 3, 0, 100, 5);
        assertThat(scale.at(3)).isBetween(20.0, 80.0);
    }

    @Test
    void whatLiesBeyondIsDrawnAtTheEnd() {
        Scale upwards = new Scale(0, 1, 200, 0);
        assertThat(upwards.at(Double.POSITIVE_INFINITY)).isZero();
        assertThat(upwards.at(-4)).isEqualTo(200);
    }

    @Test
    void numbersOfAColumnHaveTheSamePlaces() {
        assertThat(Figures.aligned(0.91)).isEqualTo("0.9100");
        assertThat(Figures.aligned(-0.0512)).isEqualTo("−0.0512");
        assertThat(Figures.aligned(3.2)).isEqualTo("3.200");
        assertThat(Figures.aligned(1)).isEqualTo("1");
        assertThat(Figures.aligned(0.00001234)).isEqualTo("1.234e−05");
    }
}
