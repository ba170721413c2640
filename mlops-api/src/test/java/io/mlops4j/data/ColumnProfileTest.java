package io.mlops4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.ColumnProfile.ValueCount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnProfileTest {
    private final ColumnProfile age = ColumnProfile.builder("age", ColumnType.INTEGER)
            .counts(1, 2)
            .distinct(1)
            .range(31, 31)
            .mean(31)
            .quantiles(Map.of(0.5, 31.0))
            .build();

    @Test
    void aStatisticThatIsDefinedIsGiven() {
        assertThat(age.mean()).isEqualTo(31);
        assertThat(age.quantile(0.5)).isEqualTo(31);
        assertThat(age.findMean()).hasValue(31);
    }

    @Test
    void aStatisticThatIsUndefinedIsAbsentAndItsAccessorSaysWhy() {
        assertThat(age.findStddev()).isEmpty();
        assertThatThrownBy(age::stddev)
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "The standard deviation of column 'age' is undefined: it has 1 values, and 2 cells are missing.");
        ColumnProfile word = ColumnProfile.builder("word", ColumnType.STRING).build();
        assertThatThrownBy(() -> word.quantile(0.5))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'word' is text (STRING) and has no quantile");
    }

    @Test
    void aQuantileThatWasNotTakenIsRefusedWithThoseThatWere() {
        assertThatThrownBy(() -> age.quantile(0.4))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("The profile of 'age' has no 0.4 quantile; it has [0.5].");
    }

    @Test
    void aProfileThatContradictsItselfIsRefused() {
        ColumnProfile.Builder tooDifferent =
                ColumnProfile.builder("x", ColumnType.REAL).counts(1, 0).distinct(2);
        assertThatThrownBy(tooDifferent::build).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new ValueCount("x", 0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Profile(-1, List.of())).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aColumnIsFoundByName() {
        Profile profile = new Profile(3, List.of(age));
        assertThat(profile.column("age")).isEqualTo(age);
        assertThatThrownBy(() -> profile.column("word"))
                .isInstanceOf(NotFound.class)
                .hasMessage("The profile has no column 'word'. There are: age.");
    }
}
