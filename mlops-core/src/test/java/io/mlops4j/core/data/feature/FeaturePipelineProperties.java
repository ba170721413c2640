package io.mlops4j.core.data.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.FittedFeatures;
import io.mlops4j.data.RowTransformer;
import io.mlops4j.data.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class FeaturePipelineProperties {
    /** What a row holds; NaN and null are missing. */
    record Row(
            double x,
            double y,
            @Nullable String word,
            @Nullable LocalDate day) {
        Map<String, @Nullable Object> asMap() {
            Map<String, @Nullable Object> map = new HashMap<>();
            map.put("x", x);
            map.put("y", y);
            map.put("word", word);
            map.put("day", day);
            return map;
        }
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Double> numbers = Arbitraries.doubles().between(-0.9, 1e9).injectNull(0.1);
        return Combinators.combine(
                        numbers,
                        Arbitraries.integers().between(0, 4).injectNull(0.1),
                        Arbitraries.of("a", "b", "c", "long word").injectNull(0.1),
                        Arbitraries.integers().between(-100_000, 100_000).injectNull(0.1))
                .as((x, y, word, day) -> new Row(
                        x == null ? Double.NaN : x,
                        y == null ? Double.NaN : y,
                        word,
                        day == null ? null : LocalDate.ofEpochDay(day)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<Feature>> steps() {
        return Arbitraries.of(
                        Feature.impute("x").with(0.5),
                        Feature.clip("x").between(0, 1e6),
                        Feature.log("x"),
                        Feature.outlierFlag("x"),
                        Feature.standardize("x", "y"),
                        Feature.minMax("y"),
                        Feature.robustScale("x"),
                        Feature.winsorize("x").quantiles(0.05, 0.95),
                        Feature.bucketize("x").quantiles(3),
                        Feature.impute("y").withMostFrequent(),
                        Feature.impute("word").withMostFrequent(),
                        Feature.tokenCount("word"),
                        Feature.textLength("word"))
                .list()
                .uniqueElements()
                .ofMaxSize(6);
    }

    private static Feature last(int choice) {
        return switch (choice) {
            case 0 -> Feature.oneHot("word");
            case 1 -> Feature.ordinal("word");
            case 2 -> Feature.hash("word").buckets(3);
            case 3 -> Feature.targetEncode("word").smoothing(1);
            default -> Feature.drop("word");
        };
    }

    private static Table table(List<Row> rows) {
        return Table.builder()
                .doubles("x", rows.stream().mapToDouble(Row::x).toArray())
                .doubles("y", rows.stream().mapToDouble(Row::y).toArray())
                .strings("word", rows.stream().map(Row::word).toArray(String[]::new))
                .dates("day", rows.stream().map(Row::day).toArray(LocalDate[]::new))
                .doubles(
                        "label",
                        rows.stream().mapToDouble(row -> row.hashCode() % 7).toArray())
                .build();
    }

    /** All cells present, so that whatever is to be learnt can be, in front. */
    private static final Row WHOLE = new Row(1, 2, "a", LocalDate.EPOCH);

    private static FittedFeatures fit(List<Row> rows, List<Feature> steps, int last) {
        List<Row> all = new ArrayList<>(List.of(WHOLE, WHOLE));
        all.addAll(rows);
        List<Feature> plan = new ArrayList<>(List.of(Feature.select("x", "y", "word", "day")));
        plan.addAll(steps);
        // Standardized values may lie below −1, where there is no logarithm.
        plan.removeIf(step -> step.equals(Feature.log("x")) && steps.indexOf(step) > 0);
        plan.add(last(last));
        plan.add(Feature.dateParts("day"));
        return FeaturePipeline.of(plan.toArray(Feature[]::new)).fitTransform(table(all), "label");
    }

    @Property(tries = 300)
    void aRowIsTransformedAsItsTableIs(
            @ForAll("rows") List<Row> fitted,
            @ForAll("rows") List<Row> served,
            @ForAll("steps") List<Feature> steps,
            @ForAll("last") int last) {
        FeaturePipeline pipeline = fit(fitted, steps, last).pipeline();
        Table out = pipeline.transform(table(served));
        RowTransformer rows = pipeline.rows();
        double[] target = new double[rows.width()];
        for (int i = 0; i < served.size(); i++) {
            double[] expected = new double[target.length];
            for (int column = 0; column < expected.length; column++) {
                expected[column] = out.column(pipeline.outputs().get(column)).doubleAt(i);
            }
            set(rows, served.get(i));
            rows.transform(target);
            assertThat(target).containsExactly(expected);
            assertThat(pipeline.transform(served.get(i).asMap())).containsExactly(expected);
        }
    }

    @Property(tries = 300)
    void whatIsStoredDoesTheSame(
            @ForAll("rows") List<Row> rows, @ForAll("steps") List<Feature> steps, @ForAll("last") int last) {
        FeaturePipeline pipeline = fit(rows, steps, last).pipeline();
        FeaturePipeline again = FeaturePipeline.fromBytes(pipeline.toBytes());
        assertThat(again).isEqualTo(pipeline).hasSameHashCodeAs(pipeline);
        assertThat(again.digest()).isEqualTo(pipeline.digest());
        assertThat(again.inputs()).isEqualTo(pipeline.inputs());
        assertThat(again.outputs()).isEqualTo(pipeline.outputs());
        assertThat(again.transform(table(rows))).isEqualTo(pipeline.transform(table(rows)));
    }

    @Property(tries = 200)
    void theTrainingTableIsWhatThePipelineMakesOfIt(
            @ForAll("rows") List<Row> rows, @ForAll("steps") List<Feature> steps, @ForAll("last") int last) {
        // But for target encoding, whose means are out of fold.
        FittedFeatures fitted = fit(rows, steps, last == 3 ? 0 : last);
        List<Row> all = new ArrayList<>(List.of(WHOLE, WHOLE));
        all.addAll(rows);
        assertThat(fitted.pipeline().transform(table(all))).isEqualTo(fitted.table());
    }

    @Provide
    Arbitrary<Integer> last() {
        return Arbitraries.integers().between(0, 4);
    }

    private static void set(RowTransformer rows, Row row) {
        rows.set("x", row.x()).set(1, row.y());
        if (row.word() == null) {
            rows.setMissing("word");
        } else {
            rows.set("word", row.word());
        }
        if (row.day() == null) {
            rows.setMissing("day");
        } else {
            rows.set("day", row.day());
        }
    }
}
