package io.mlops4j.core.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.json.Json;
import io.mlops4j.data.Column;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** How values are cut into bins. */
class BinningProperties {
    @Provide
    Arbitrary<Double> numbers() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.doubles().between(-100, 100)),
                Tuple.of(3, Arbitraries.integers().between(-5, 5).map(i -> (double) i)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                Double.NaN,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                -0.0,
                                Double.MIN_VALUE)));
    }

    private static Column column(List<Double> values) {
        return Table.builder()
                .doubles("x", values.stream().mapToDouble(v -> v).toArray())
                .build()
                .column("x");
    }

    @Property(tries = 300)
    void everyNumberLiesWithinTheEdgesOfItsBin(
            @ForAll @Size(min = 1, max = 300) List<@From("numbers") Double> reference,
            @ForAll("numbers") double value) {
        Binning bins = Binning.of(column(reference), Kind.NUMBER);
        int bin = bins.bin(value);
        assertThat(bin).isBetween(0, bins.size() - 1);
        List<Double> edges = bins.edges();
        if (!edges.isEmpty() && bin < bins.labels().size()) {
            boolean last = bin == bins.labels().size() - 1;
            assertThat(value + 0.0).isGreaterThanOrEqualTo(edges.get(bin));
            assertThat(last ? value <= edges.get(bin + 1) : value < edges.get(bin + 1))
                    .isTrue();
        }
        if (Double.isNaN(value)) {
            assertThat(bin).isEqualTo(bins.size() - 1);
        }
    }

    @Property(tries = 200)
    void theReferenceLiesInItsOwnBins(@ForAll @Size(min = 1, max = 500) List<@From("numbers") Double> reference) {
        Column column = column(reference);
        Binning bins = Binning.of(column, Kind.NUMBER);
        long[] counts = bins.count(column);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(reference.size());
        long present = reference.stream().filter(v -> !Double.isNaN(v)).count();
        assertThat(Arrays.stream(counts, 0, bins.labels().size()).sum()).isEqualTo(present);
    }

    @Property(tries = 100)
    void aReferenceIsWhatItWasAfterItWasStored(
            @ForAll @Size(min = 1, max = 200) List<@From("numbers") Double> numbers,
            @ForAll @Size(min = 1, max = 50) List<String> words) {
        Table rows = Table.builder()
                .doubles("x", numbers.stream().mapToDouble(v -> v).toArray())
                .build();
        Table texts =
                Table.builder().categories("w", words.toArray(String[]::new)).build();
        for (Table table : List.of(rows, texts)) {
            StreamReference reference = StreamReference.of(
                    new ReferenceInfo("r", "", table.rowCount()),
                    table,
                    Optional.empty(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Optional.empty());
            StreamReference read = ReferenceJson.read(Json.parse(Json.bytes(ReferenceJson.write(reference))));
            assertThat(Json.text(ReferenceJson.write(read))).isEqualTo(Json.text(ReferenceJson.write(reference)));
            ColumnReference column = reference.columns().get(0);
            ColumnReference again = read.columns().get(0);
            for (double value : new double[] {-1000, -1, 0, 0.5, 3, 1000, Double.NaN}) {
                if (column.kind() == Kind.NUMBER) {
                    assertThat(again.bins().bin(value)).isEqualTo(column.bins().bin(value));
                }
            }
        }
    }

    @Property(tries = 200)
    void coarseBinsHoldTheSameRows(@ForAll @Size(min = 30, max = 400) List<@From("numbers") Double> reference) {
        Column column = column(reference);
        ColumnReference bins = Binning.of(column, Kind.NUMBER).reference(column);
        long[] coarse = bins.grouped(bins.counts(), reference.size());
        assertThat(Arrays.stream(coarse).sum()).isEqualTo(reference.size());
        assertThat(Arrays.stream(bins.groups()).max().orElse(0)).isLessThan(20);
    }
}
