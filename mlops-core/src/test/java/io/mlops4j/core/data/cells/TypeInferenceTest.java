package io.mlops4j.core.data.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.data.ColumnType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TypeInferenceTest {
    @Test
    void numbersAndWholeNumbersTogetherAreReal() {
        assertThat(decide("1", "2.5"))
                .isEqualTo(new TypeInference.Decision(
                        ColumnType.REAL, "all values are numbers, and '2.5' at line 3 is not whole"));
    }

    @Test
    void notANumberIsAMissingNumber() {
        assertThat(decide("1", "nan").type()).isEqualTo(ColumnType.REAL);
    }

    @Test
    void aPostcodeKeepsItsZero() {
        assertThat(decide("1234", "01234"))
                .isEqualTo(new TypeInference.Decision(
                        ColumnType.STRING, "'01234' at line 3 starts with a zero, which a number would lose"));
    }

    @Test
    void anIdentifierKeepsItsDigits() {
        assertThat(decide("1", "12345678901234567890"))
                .isEqualTo(new TypeInference.Decision(
                        ColumnType.STRING,
                        "'12345678901234567890' at line 3 has more digits than a 64-bit number keeps"));
    }

    @Test
    void aWordAmongNumbersIsPointedOut() {
        assertThat(decide("1", "2", "NA", "4").reason())
                .isEqualTo(
                        "3 of the 4 values looked at are numbers, but 'NA' at line 4 is not; if it stands for a missing cell, say so with"
                                + " CsvOptions.missing(…)");
    }

    @Test
    void datesAndInstantsDoNotMix() {
        assertThat(decide("2026-11-23", "2026-11-24").type()).isEqualTo(ColumnType.DATE);
        assertThat(decide("2026-11-23T06:00:00Z", "2026-11-23T06:00+01:00").type())
                .isEqualTo(ColumnType.INSTANT);
        assertThat(decide("2026-11-23", "2026-11-23T06:00:00Z").type()).isEqualTo(ColumnType.STRING);
        assertThat(decide("2026-11-23T06:00:00").type()).isEqualTo(ColumnType.STRING);
        assertThat(decide("2026-02-30").type()).isEqualTo(ColumnType.STRING);
    }

    @Test
    void aColumnWithoutValuesIsText() {
        assertThat(decide((String) null))
                .isEqualTo(new TypeInference.Decision(
                        ColumnType.STRING, "no cell has a value, so nothing tells the type"));
    }

    @Test
    void aLongExampleIsShortenedAndShownOnOneLine() {
        assertThat(decide("a\nb" + "c".repeat(100)).reason())
                .isEqualTo("'a b" + "c".repeat(37) + "…' at line 2 is no number, date, instant, true or false");
    }

    private static TypeInference.Decision decide(String... cells) {
        TypeInference inference = new TypeInference();
        int line = 2;
        for (String cell : Arrays.asList(cells)) {
            if (cell != null) {
                inference.accept(CellKind.of(cell), cell, line);
            }
            line++;
        }
        return inference.decide();
    }
}
