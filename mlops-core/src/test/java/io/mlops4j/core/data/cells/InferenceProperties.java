package io.mlops4j.core.data.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class InferenceProperties {
    @Property
    void theOrderOfTheRowsDoesNotMatter(@ForAll("cells") List<String> cells, @ForAll Random random) {
        List<String> shuffled = new ArrayList<>(cells);
        Collections.shuffle(shuffled, random);
        assertThat(type(shuffled)).isEqualTo(type(cells));
    }

    @Property
    void everyCellFitsTheTypeThatWasFound(@ForAll("cells") List<String> cells) {
        CellVector column = new CellVector(ColumnSchema.of("c", type(cells)));
        assertThat(cells).allMatch(cell -> CellParser.one(column, cell));
    }

    @Property
    void aColumnOfWholeNumbersIsInteger(@ForAll List<Long> values) {
        ColumnType expected = values.isEmpty() ? ColumnType.STRING : ColumnType.INTEGER;
        assertThat(type(values.stream().map(String::valueOf).toList())).isEqualTo(expected);
    }

    @Property
    void aColumnThatHoldsAWordIsText(@ForAll("cells") List<String> cells) {
        List<String> more = new ArrayList<>(cells);
        more.add("drizzle");
        assertThat(type(more)).isEqualTo(ColumnType.STRING);
    }

    private static ColumnType type(List<String> cells) {
        TypeInference inference = new TypeInference();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (cell != null) {
                inference.accept(CellKind.of(cell), cell, i + 2);
            }
        }
        return inference.decide().type();
    }

    @Provide
    Arbitrary<List<String>> cells() {
        Arbitrary<List<String>> pool = Arbitraries.of(
                        "0",
                        "-17",
                        "9223372036854775807",
                        "0.5",
                        "-.5e-3",
                        "1e400",
                        "inf",
                        "-Infinity",
                        "NaN",
                        "true",
                        "FALSE",
                        "2026-11-23",
                        "2026-11-23T06:00:00Z",
                        "2026-11-23T06:00+01:00",
                        "007",
                        "9223372036854775808",
                        "2026-02-30",
                        "1d",
                        "0x1p3",
                        "word",
                        " 5 ")
                .set()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(List::copyOf);
        return pool.flatMap(few -> Arbitraries.of(few).injectNull(0.1).list().ofMaxSize(12));
    }
}
