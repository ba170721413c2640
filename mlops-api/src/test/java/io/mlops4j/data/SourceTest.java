package io.mlops4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceTest {
    record Row(int n) {}

    @Test
    void recordsAndMapsAreToldApart() {
        assertThat(Source.rows(List.of(new Row(1)))).isInstanceOf(Source.Records.class);
        assertThat(Source.rows(List.of(Map.of("n", 1)), "n")).isInstanceOf(Source.Maps.class);
    }

    @Test
    void aSourceWithoutRowsOrColumnsIsRefused() {
        assertThatThrownBy(() -> Source.rows(List.<Row>of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no rows");
        assertThatThrownBy(() -> Source.rows(List.<Map<String, Object>>of(), "n"))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Source.rows(List.of(Map.of("n", 1))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("names of their columns");
        assertThatThrownBy(() -> Source.table(Table.builder().doubles("x").build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no rows");
    }

    @Test
    void optionsAreKeptAndSorted() {
        CsvOptions options = CsvOptions.defaults()
                .delimiter(';')
                .quote('\'')
                .charset("latin1")
                .withoutHeader()
                .missing("NA")
                .missing("?", "NA");
        assertThat(options)
                .isEqualTo(new CsvOptions(
                        ';', '\'', StandardCharsets.ISO_8859_1, CsvOptions.Header.NONE, List.of("NA", "?")));
    }

    @Test
    void optionsThatCannotWorkAreRefused() {
        CsvOptions options = CsvOptions.defaults();
        assertThatThrownBy(() -> options.delimiter('"'))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("both '\"'");
        for (char c : new char[] {'\n', '\r', 'a', '0', '\uD800', '\uFEFF'}) {
            assertThatThrownBy(() -> options.delimiter(c)).isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() -> options.quote(c)).isInstanceOf(InvalidInput.class);
        }
        assertThatThrownBy(() -> options.charset("utf-9"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'utf-9' is not known");
    }
}
