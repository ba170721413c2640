package io.mlops4j.core.data.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.core.data.FixedContext;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.ExpectationResult.Example;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Quality;
import io.mlops4j.data.Row;
import io.mlops4j.data.RowRule;
import io.mlops4j.data.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Every rule against a model that walks the table row by row, whatever the batches. */
class RuleChecksProperties {
    private static final int TRIES = 200;
    private static final Table OTHERS = Table.builder()
            .strings("word", "a", null, "bb", "a")
            .longs("n", 1, 2, 3, -1)
            .build();
    private static final FixedContext CONTEXT = new FixedContext().with("others", OTHERS);

    record Cells(Double real, Long whole, String word, Integer day, Boolean flag) {}

    @Provide
    Arbitrary<Table> tables() {
        Arbitrary<Double> real = Arbitraries.of(-1.5, -0.0, 0.0, 0.5, 1.0, 2.0, 1e300, Double.POSITIVE_INFINITY);
        Arbitrary<Cells> cells = Combinators.combine(
                        real.injectNull(0.2),
                        Arbitraries.longs().between(-3, 3).injectNull(0.2),
                        Arbitraries.of("", "a", "bb", "7", "07", "2026-11-23", "1e3", "true", " ")
                                .injectNull(0.2),
                        Arbitraries.integers().between(-2, 2).injectNull(0.2),
                        Arbitraries.of(true, false).injectNull(0.2))
                .as(Cells::new);
        return cells.list().ofMinSize(1).ofMaxSize(40).map(RuleChecksProperties::table);
    }

    private static Table table(List<Cells> rows) {
        int n = rows.size();
        BitSet noWhole = new BitSet();
        BitSet noFlag = new BitSet();
        long[] wholes = new long[n];
        boolean[] flags = new boolean[n];
        for (int i = 0; i < n; i++) {
            noWhole.set(i, rows.get(i).whole() == null);
            wholes[i] = rows.get(i).whole() == null ? 0 : rows.get(i).whole();
            noFlag.set(i, rows.get(i).flag() == null);
            flags[i] = rows.get(i).flag() != null && rows.get(i).flag();
        }
        return Table.builder()
                .doubles(
                        "real",
                        rows.stream()
                                .mapToDouble(row -> row.real() == null ? Double.NaN : row.real())
                                .toArray())
                .longs("whole", wholes, noWhole)
                .strings("word", rows.stream().map(Cells::word).toArray(String[]::new))
                .dates(
                        "day",
                        rows.stream()
                                .map(row -> row.day() == null ? null : LocalDate.ofEpochDay(20_780 + row.day()))
                                .toArray(LocalDate[]::new))
                .instants(
                        "at",
                        rows.stream()
                                .map(row -> row.day() == null
                                        ? null
                                        : FixedContext.NOON.plusNanos(row.day()).plusSeconds(row.day() / 2))
                                .toArray(Instant[]::new))
                .booleans("flag", flags, noFlag)
                .build();
    }

    /** What a rule on the cells of a column should find. */
    private static void holds(Table table, int batch, Expectation rule, IntPredicate counts, IntPredicate breaks) {
        List<Integer> broken = IntStream.range(0, table.rowCount())
                .filter(counts)
                .filter(breaks)
                .boxed()
                .toList();
        Quality quality = Held.against(table, batch, new Profile(table.rowCount(), List.of()), CONTEXT, rule);
        ExpectationResult result = quality.results().get(0);
        assertThat(result.checked())
                .isEqualTo(IntStream.range(0, table.rowCount()).filter(counts).count());
        assertThat(result.broken()).isEqualTo(broken.size());
        assertThat(result.examples())
                .extracting(Example::row)
                .isEqualTo(broken.stream().limit(5).map(row -> row + 1L).toList());
    }

    private static IntPredicate present(Table table, String column) {
        return row -> !table.column(column).isMissing(row);
    }

    @Property(tries = TRIES)
    void notNull(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        for (Column column : table.columns()) {
            holds(table, batch, Expectation.notNull(column.name()), row -> true, column::isMissing);
        }
    }

    @Property(tries = TRIES)
    void missingAtMost(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        Column column = table.column("word");
        holds(table, batch, Expectation.missingAtMost("word", 0.25), row -> true, column::isMissing);
    }

    @Property(tries = TRIES)
    void between(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        for (String name : List.of("real", "whole")) {
            Column column = table.column(name);
            holds(
                    table,
                    batch,
                    Expectation.between(name, -1, 1),
                    present(table, name),
                    row -> Math.abs(column.doubleAt(row)) > 1);
        }
    }

    @Property(tries = TRIES)
    void in(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        Set<String> words = Set.of("", "a", "07");
        Column word = table.column("word");
        holds(
                table,
                batch,
                Expectation.in("word", "", "a", "07"),
                present(table, "word"),
                row -> !words.contains(word.stringAt(row)));
        Column real = table.column("real");
        holds(
                table,
                batch,
                Expectation.in("real", "0", "1e300", "inf"),
                present(table, "real"),
                row -> real.doubleAt(row) != 0 && real.doubleAt(row) < 1e300);
        Column flag = table.column("flag");
        holds(table, batch, Expectation.in("flag", "true"), present(table, "flag"), row -> !flag.booleanAt(row));
        Column day = table.column("day");
        holds(
                table,
                batch,
                Expectation.in("day", LocalDate.ofEpochDay(20_780).toString()),
                present(table, "day"),
                row -> day.dateAt(row).toEpochDay() != 20_780);
        Column at = table.column("at");
        holds(
                table,
                batch,
                Expectation.in("at", "2026-11-23T13:00+01:00"),
                present(table, "at"),
                row -> !at.instantAt(row).equals(FixedContext.NOON));
    }

    @Property(tries = TRIES)
    void matches(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        for (String name : List.of("word", "whole", "real", "day")) {
            Column column = table.column(name);
            holds(
                    table,
                    batch,
                    Expectation.matches(name, "[-\\d]+"),
                    present(table, name),
                    row -> !column.stringAt(row).matches("[-\\d]+"));
        }
    }

    @Property(tries = TRIES)
    void length(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        Column word = table.column("word");
        holds(
                table,
                batch,
                Expectation.length("word", 1, 2),
                present(table, "word"),
                row -> word.stringAt(row).isEmpty() || word.stringAt(row).length() > 2);
    }

    @Property(tries = TRIES)
    void ofType(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        Column word = table.column("word");
        IntPredicate present = present(table, "word");
        holds(
                table,
                batch,
                Expectation.ofType("word", ColumnType.INTEGER),
                present,
                row -> !Set.of("7", "07").contains(word.stringAt(row)));
        holds(
                table,
                batch,
                Expectation.ofType("word", ColumnType.REAL),
                present,
                row -> !Set.of("7", "07", "1e3").contains(word.stringAt(row)));
        holds(
                table,
                batch,
                Expectation.ofType("word", ColumnType.DATE),
                present,
                row -> !word.stringAt(row).equals("2026-11-23"));
        holds(
                table,
                batch,
                Expectation.ofType("word", ColumnType.BOOLEAN),
                present,
                row -> !word.stringAt(row).equals("true"));
        holds(table, batch, Expectation.ofType("whole", ColumnType.REAL), present(table, "whole"), row -> false);
        holds(table, batch, Expectation.ofType("day", ColumnType.STRING), present(table, "day"), row -> false);
        holds(table, batch, Expectation.ofType("day", ColumnType.REAL), present(table, "day"), row -> true);
    }

    @Property(tries = TRIES)
    void increasing(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        for (String name : List.of("real", "whole", "day", "at")) {
            Column column = table.column(name);
            holds(
                    table,
                    batch,
                    Expectation.increasing(name),
                    present(table, name),
                    row -> Objects.requireNonNullElse(step(column, row), 1) < 0);
            holds(
                    table,
                    batch,
                    Expectation.strictlyIncreasing(name),
                    present(table, name),
                    row -> Objects.requireNonNullElse(step(column, row), 1) <= 0);
        }
    }

    /** The sign of the step to a present value, or null if it is the first. */
    private static Integer step(Column column, int row) {
        for (int before = row - 1; before >= 0; before--) {
            if (!column.isMissing(before)) {
                return column.type() == ColumnType.INSTANT
                        ? column.instantAt(row).compareTo(column.instantAt(before))
                        : (int) Math.signum(
                                column.doubleAt(row) == column.doubleAt(before)
                                        ? 0
                                        : column.doubleAt(row) - column.doubleAt(before));
            }
        }
        return null;
    }

    @Property(tries = TRIES)
    void unique(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        for (List<String> names : List.of(
                List.of("real"),
                List.of("at"),
                List.of("word"),
                List.of("word", "whole"),
                List.of("flag", "day", "real"))) {
            Set<List<Object>> seen = new HashSet<>();
            Set<Integer> again = new HashSet<>();
            for (int row = 0; row < table.rowCount(); row++) {
                List<Object> key = new ArrayList<>();
                for (String name : names) {
                    Column column = table.column(name);
                    if (!column.isMissing(row)) {
                        key.add(
                                column.type() == ColumnType.REAL
                                        ? (Object) (column.doubleAt(row) + 0.0)
                                        : column.stringAt(row));
                    }
                }
                if (key.size() == names.size() && !seen.add(key)) {
                    again.add(row);
                }
            }
            holds(
                    table,
                    batch,
                    Expectation.unique(
                            names.get(0), names.subList(1, names.size()).toArray(String[]::new)),
                    row -> names.stream().noneMatch(name -> table.column(name).isMissing(row)),
                    again::contains);
        }
    }

    @Property(tries = TRIES)
    void foreign(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        Column word = table.column("word");
        holds(
                table,
                batch,
                new RowRule.Foreign("word", "others", 1, "word"),
                present(table, "word"),
                row -> !Set.of("a", "bb").contains(word.stringAt(row)));
        for (String name : List.of("whole", "real")) {
            Column numbers = table.column(name);
            holds(
                    table,
                    batch,
                    new RowRule.Foreign(name, "others", 1, "n"),
                    present(table, name),
                    row -> !Set.of(1.0, 2.0, 3.0, -1.0).contains(numbers.doubleAt(row)));
        }
    }

    @Property(tries = TRIES)
    void customRows(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        Expectation rule = Expectation.row("agree", RuleChecksProperties::agrees);
        Column real = table.column("real");
        Column flag = table.column("flag");
        holds(
                table,
                batch,
                rule,
                row -> true,
                row -> !flag.isMissing(row) && flag.booleanAt(row) && !(real.doubleAt(row) > 0));
    }

    private static boolean agrees(Row row) {
        return row.isMissing("flag") || !row.flag("flag") || row.number("real") > 0;
    }

    @Property(tries = TRIES)
    void fresh(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        Column at = table.column("at");
        long broken = IntStream.range(0, table.rowCount())
                        .filter(row -> !at.isMissing(row))
                        .mapToObj(at::instantAt)
                        .anyMatch(instant -> !instant.isBefore(FixedContext.NOON))
                ? 0
                : 1;
        Profile profile = new Profile(table.rowCount(), List.of());
        assertThat(Held.against(table, batch, profile, CONTEXT, Expectation.fresh("at", Duration.ZERO))
                        .results()
                        .get(0)
                        .broken())
                .isEqualTo(broken);
    }

    @Property(tries = TRIES)
    void correlation(@ForAll("tables") Table table, @ForAll @IntRange(min = 1, max = 50) int batch) {
        double[] a = table.doubles("whole");
        double[] b = table.doubles("flag");
        int[] rows = IntStream.range(0, a.length)
                .filter(i -> !Double.isNaN(a[i]) && !Double.isNaN(b[i]))
                .toArray();
        double meanA = Arrays.stream(rows).mapToDouble(i -> a[i]).average().orElse(0);
        double meanB = Arrays.stream(rows).mapToDouble(i -> b[i]).average().orElse(0);
        double products = Arrays.stream(rows)
                .mapToDouble(i -> (a[i] - meanA) * (b[i] - meanB))
                .sum();
        double squaresA =
                Arrays.stream(rows).mapToDouble(i -> Math.pow(a[i] - meanA, 2)).sum();
        double squaresB =
                Arrays.stream(rows).mapToDouble(i -> Math.pow(b[i] - meanB, 2)).sum();
        ExpectationResult result = Held.against(
                        table,
                        batch,
                        new Profile(table.rowCount(), List.of()),
                        CONTEXT,
                        Expectation.correlationBetween("whole", "flag", -1, 1))
                .results()
                .get(0);
        assertThat(result.checked()).isEqualTo(rows.length);
        boolean constant = Arrays.stream(rows).mapToDouble(i -> a[i]).distinct().count() < 2
                || Arrays.stream(rows).mapToDouble(i -> b[i]).distinct().count() < 2;
        assertThat(result.passed()).isEqualTo(!constant);
        if (!constant) {
            assertThat(Double.parseDouble(result.observed()))
                    .isCloseTo(products / Math.sqrt(squaresA * squaresB), within(1e-12));
        }
    }

    @Property(tries = 40)
    void whatIsSuggestedFromATableIsKeptByIt(
            @ForAll("tables") Table few, @ForAll @IntRange(min = 1, max = 12) int times) {
        // Several copies, so that there are enough rows for the rules that ask for some.
        Table.Builder builder = Table.builder();
        double[] once = few.doubles("real");
        String[] words = new String[once.length];
        for (int i = 0; i < words.length; i++) {
            words[i] =
                    few.column("word").isMissing(i) ? null : few.column("word").stringAt(i);
        }
        int n = once.length * times;
        builder.doubles(
                "real",
                IntStream.range(0, n).mapToDouble(i -> once[i % once.length]).toArray());
        builder.doubles(
                "share", IntStream.range(0, n).mapToDouble(i -> i / (double) n).toArray());
        builder.strings(
                "word",
                IntStream.range(0, n).mapToObj(i -> words[i % words.length]).toArray(String[]::new));
        builder.longs("row_id", IntStream.range(0, n).mapToLong(i -> i).toArray());
        Table table = builder.build();
        Profile profile = Held.profile(table);
        List<Expectation> rules = Expectation.suggest(profile);
        Quality quality = Held.against(table, 7, profile, CONTEXT, rules.toArray(Expectation[]::new));
        assertThat(quality.broken()).isEmpty();
        assertThat(quality.warnings()).isEmpty();
        assertThat(rules.contains(Expectation.unique("row_id"))).isEqualTo(n >= 100);
    }
}
