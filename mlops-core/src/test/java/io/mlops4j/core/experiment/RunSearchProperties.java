package io.mlops4j.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.SnapshotCopies;
import io.mlops4j.core.stream.Viewpoint;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunCondition;
import io.mlops4j.experiment.RunCondition.Comparison;
import io.mlops4j.experiment.RunCondition.Input;
import io.mlops4j.experiment.RunCondition.Match;
import io.mlops4j.experiment.RunField;
import io.mlops4j.experiment.RunOrder;
import io.mlops4j.experiment.RunQuery;
import io.mlops4j.experiment.RunStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Searches, held against a filter and a sort that a reader can check by eye, while runs change. */
class RunSearchProperties {
    private static final String[] NAMES = {"a", "b"};
    private static final String[] TEXTS = {"", "1", "2.50", "1e1", "tree", "TREE", "%", "x_y", "ß", "\uD83D\uDE00"};
    private static final double[] NUMBERS = {0.0, -0.0, 1, 2.5, Double.NaN, Double.POSITIVE_INFINITY, -3};

    private final ExperimentStreams streams = new ExperimentStreams(
            "e",
            new EventStreams(new InMemoryJournal(), Clock.systemUTC(), () -> "alice"),
            Viewpoint.NOW,
            new Blobs(new InMemoryBlobStore(Clock.systemUTC())),
            run -> {});

    /** Runs that begin and change at random, more than fit a page if there are many. */
    private static final class Runs {
        private final Random random;
        private final TreeMap<String, RunSummary> model = new TreeMap<>();
        private RunCatalogue catalogue = RunCatalogue.EMPTY;

        Runs(long seed) {
            this.random = new Random(seed);
        }

        void change(int times) {
            for (int i = 0; i < times; i++) {
                // Mostly at the end, now and then in the middle or over another.
                int at = random.nextInt(10) == 0 ? random.nextInt(2_000) : 1_000 + model.size();
                RunSummary run = run("%06d".formatted(at));
                model.put(run.id(), run);
                catalogue = catalogue.with(run);
            }
        }

        private RunSummary run(String id) {
            RunStatus status = any(RunStatus.values());
            Instant started = Instant.ofEpochSecond(random.nextInt(5));
            return new RunSummary(
                    id,
                    any(TEXTS),
                    any(NAMES),
                    random.nextBoolean() ? "" : any(NAMES),
                    started,
                    random.nextBoolean()
                            ? ProcessMark.self()
                            : new ProcessMark(ProcessMark.self().host(), 1L << 40, 1),
                    status,
                    status.ended() ? started.plusMillis(random.nextInt(3)) : null,
                    "",
                    facts());
        }

        private RunFacts facts() {
            Map<String, String> params = new LinkedHashMap<>();
            Map<String, String> tags = new LinkedHashMap<>();
            Map<String, RunFacts.Latest> metrics = new LinkedHashMap<>();
            for (String name : NAMES) {
                if (random.nextInt(4) > 0) {
                    params.put(name, any(TEXTS));
                }
                if (random.nextBoolean()) {
                    tags.put(name, any(TEXTS));
                }
                if (random.nextInt(4) > 0) {
                    double value =
                            random.nextBoolean() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextInt(100) / 10.0;
                    metrics.put(name, new RunFacts.Latest(0, 0, value));
                }
            }
            List<DatasetRef> inputs = random.nextInt(3) == 0
                    ? List.of(new DatasetRef(any(NAMES), 1 + random.nextInt(2), any(TEXTS)))
                    : List.of();
            return new RunFacts(params, tags, metrics, inputs);
        }

        @SafeVarargs
        private <T> T any(T... values) {
            return values[random.nextInt(values.length)];
        }
    }

    @Property(tries = 400)
    void aSearchFindsWhatAPlainFilterFinds(
            @ForAll long seed,
            @ForAll @IntRange(max = 1_300) int size,
            @ForAll("conditions") RunCondition condition,
            @ForAll("orders") List<RunOrder> orders,
            @ForAll @IntRange(max = 20) int skipped,
            @ForAll @IntRange(max = 30) int most) {
        Runs runs = new Runs(seed);
        for (int changes : new int[] {size, 1, 3}) {
            runs.change(changes);
            RunQuery query = query(runs).where(condition);
            if (!orders.isEmpty()) {
                query = query.orderBy(
                        orders.get(0), orders.subList(1, orders.size()).toArray(RunOrder[]::new));
            }
            List<String> expected = expected(runs, condition, orders);

            assertThat(ids(query.list())).isEqualTo(expected);
            assertThat(ids(query.offset(skipped).limit(most).list()))
                    .isEqualTo(expected.stream().skip(skipped).limit(most).toList());
            assertThat(query.limit(most).count()).isEqualTo(expected.size());
            assertThat(query.first().map(Run::id)).isEqualTo(expected.stream().findFirst());
        }
    }

    @Property(tries = 50)
    void aRunIsFoundByItsIdAfterAnyChanges(@ForAll long seed, @ForAll @IntRange(max = 3_000) int size) {
        Runs runs = new Runs(seed);
        runs.change(size);

        assertThat(runs.model.values())
                .allSatisfy(run -> assertThat(runs.catalogue.get(run.id())).isSameAs(run));
        assertThat(runs.catalogue.get("nobody")).isNull();
        assertThat(runs.catalogue.get("")).isNull();
        assertThat(runs.catalogue.all()).containsExactlyElementsOf(runs.model.values());
    }

    @Property(tries = 50)
    void aCheckpointGivesTheSameRuns(@ForAll long seed, @ForAll @IntRange(max = 1_300) int size) {
        Runs runs = new Runs(seed);
        runs.change(size);

        RunCatalogue again = SnapshotCopies.copy(CatalogueSnapshots.INSTANCE, runs.catalogue);

        assertThat(again.all()).isEqualTo(runs.catalogue.all());
        assertThat(again.all())
                .allSatisfy(run -> assertThat(run.facts().params().keySet())
                        .containsExactlyElementsOf(
                                runs.model.get(run.id()).facts().params().keySet()));
    }

    private RunQuery query(Runs runs) {
        return RunSearch.all(() -> runs.catalogue, run -> new RecordedRun(run, streams));
    }

    private static List<String> ids(List<Run> runs) {
        return runs.stream().map(Run::id).toList();
    }

    private static List<String> expected(Runs runs, RunCondition condition, List<RunOrder> orders) {
        List<RunSummary> kept = new ArrayList<>(runs.model.descendingMap().values());
        kept.removeIf(run -> !holds(run, condition));
        Comparator<RunSummary> comparator = (a, b) -> 0;
        for (RunOrder order : orders) {
            comparator = comparator.thenComparing(by(order));
        }
        kept.sort(comparator);
        return kept.stream().map(RunSummary::id).toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the values of one field compare
    private static Comparator<RunSummary> by(RunOrder order) {
        Comparator<Comparable> natural = order.direction() == RunOrder.Direction.ASCENDING
                ? Comparator.naturalOrder()
                : Comparator.reverseOrder();
        return Comparator.comparing(
                run -> {
                    Comparable value = value(run, order.field());
                    return value instanceof Double number ? number.isNaN() ? null : (Comparable) (number + 0.0) : value;
                },
                Comparator.nullsLast(natural));
    }

    private static @Nullable Comparable<?> value(RunSummary run, RunField field) {
        if (field instanceof RunField.Metric metric) {
            RunFacts.Latest latest = run.facts().metrics().get(metric.name());
            return latest == null ? null : latest.value();
        } else if (field instanceof RunField.NumberIn number) {
            return value(run, number.text()) instanceof String text && text.matches("[0-9.]+(e[0-9])?")
                    ? Double.valueOf(text)
                    : null;
        } else if (field instanceof RunField.Param param) {
            return run.facts().params().get(param.name());
        } else if (field instanceof RunField.Tag tag) {
            return run.facts().tags().get(tag.name());
        } else if (field instanceof RunField.Took) {
            return run.endedAt() == null
                    ? null
                    : (double) Duration.between(run.startedAt(), run.endedAt()).toMillis();
        } else if (field instanceof RunField.Parent) {
            return run.parent().isEmpty() ? null : run.parent();
        } else if (field instanceof RunField.Status) {
            return run.status().name();
        } else if (field instanceof RunField.Name) {
            return run.name();
        } else if (field instanceof RunField.Actor) {
            return run.actor();
        } else if (field instanceof RunField.Id) {
            return run.id();
        }
        return field instanceof RunField.Started ? run.startedAt() : run.endedAt();
    }

    private static boolean holds(RunSummary run, RunCondition condition) {
        if (condition instanceof RunCondition.All all) {
            return all.conditions().stream().allMatch(part -> holds(run, part));
        } else if (condition instanceof RunCondition.Any any) {
            return any.conditions().stream().anyMatch(part -> holds(run, part));
        } else if (condition instanceof RunCondition.Not not) {
            return !holds(run, not.condition());
        } else if (condition instanceof RunCondition.Exists exists) {
            return value(run, exists.field()) != null;
        } else if (condition instanceof RunCondition.In in) {
            return value(run, in.field()) instanceof String text && in.values().contains(text);
        } else if (condition instanceof RunCondition.OnNumber number) {
            return value(run, number.field()) instanceof Double value
                    && !value.isNaN()
                    && holds(number.comparison(), Double.compare(value + 0.0, number.value() + 0.0));
        } else if (condition instanceof RunCondition.OnTime time) {
            return value(run, time.field()) instanceof Instant instant
                    && holds(time.comparison(), instant.compareTo(time.instant()));
        } else if (condition instanceof RunCondition.OnText text) {
            return value(run, text.field()) instanceof String value && holds(text.match(), value, text.value());
        }
        Input input = (Input) condition;
        return run.facts().inputs().stream().anyMatch(ref -> switch (input.part()) {
            case NAME -> ref.name().equals(input.value());
            case VERSION -> (ref.name() + "/" + ref.number()).equals(input.value());
            case DIGEST -> ref.digest().equals(input.value());
        });
    }

    private static boolean holds(Comparison comparison, int compared) {
        return switch (comparison) {
            case EQUAL -> compared == 0;
            case UNEQUAL -> compared != 0;
            case ABOVE -> compared > 0;
            case AT_LEAST -> compared >= 0;
            case BELOW -> compared < 0;
            case AT_MOST -> compared <= 0;
        };
    }

    private static boolean holds(Match match, String value, String wanted) {
        return switch (match) {
            case IS -> value.equals(wanted);
            case IS_NOT -> !value.equals(wanted);
            case LIKE -> regex(wanted, 0).matcher(value).matches();
            case ILIKE ->
                regex(wanted, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(value)
                        .matches();
        };
    }

    private static Pattern regex(String like, int flags) {
        String pattern = like.codePoints()
                .mapToObj(sign -> sign == '%' ? ".*" : sign == '_' ? "." : Pattern.quote(Character.toString(sign)))
                .collect(Collectors.joining());
        return Pattern.compile(pattern, flags | Pattern.DOTALL);
    }

    @Provide
    Arbitrary<List<RunOrder>> orders() {
        return Combinators.combine(fields(), Arbitraries.of(RunOrder.Direction.class))
                .as(RunOrder::new)
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<RunField> fields() {
        return Arbitraries.oneOf(
                numbers().map(field -> field), texts().map(field -> field), times().map(field -> field));
    }

    private static Arbitrary<RunField.OfNumber> numbers() {
        return Arbitraries.of(
                new RunField.Metric("a"),
                new RunField.Metric("b"),
                new RunField.Metric("nobody's"),
                new RunField.Param("a").number(),
                new RunField.Tag("b").number(),
                new RunField.Took());
    }

    private static Arbitrary<RunField.OfText> texts() {
        return Arbitraries.of(
                new RunField.Param("a"),
                new RunField.Tag("a"),
                new RunField.Param("nobody's"),
                new RunField.Id(),
                new RunField.Name(),
                new RunField.Actor(),
                new RunField.Parent());
    }

    private static Arbitrary<RunField.OfTime> times() {
        return Arbitraries.of(new RunField.Started(), new RunField.Ended());
    }

    @Provide
    Arbitrary<RunCondition> conditions() {
        Arbitrary<RunCondition> simple = simple();
        return Arbitraries.oneOf(
                simple,
                simple.map(RunCondition::not),
                Combinators.combine(simple, simple).as(RunCondition::and),
                Combinators.combine(simple, simple, simple)
                        .as((a, b, c) -> a.or(b.not()).and(c)));
    }

    private static Arbitrary<RunCondition> simple() {
        Arbitrary<String> values = Arbitraries.of(TEXTS);
        return Arbitraries.oneOf(
                Combinators.combine(
                                numbers(), Arbitraries.of(Comparison.class), Arbitraries.of(0.0, -0.0, 2.5, 9.9, 1.0))
                        .as(RunCondition.OnNumber::new),
                Combinators.combine(texts(), Arbitraries.of(Match.class), values)
                        .as(RunCondition.OnText::new),
                Combinators.combine(texts(), Arbitraries.of("%", "tr%", "%e", "_", "%_%", "T_ee"))
                        .as(RunField.OfText::like),
                Combinators.combine(texts(), values.list().ofMinSize(1).ofMaxSize(3))
                        .as(RunCondition.In::new),
                Arbitraries.of(RunStatus.values()).map(new RunField.Status()::is),
                Arbitraries.of(RunStatus.values()).map(new RunField.Status()::isNot),
                Combinators.combine(
                                times(),
                                Arbitraries.of(Comparison.class),
                                Arbitraries.integers().between(0, 5))
                        .as((field, comparison, second) ->
                                new RunCondition.OnTime(field, comparison, Instant.ofEpochSecond(second))),
                fields().map(RunField::exists),
                Arbitraries.of(NAMES).map(RunQuery::input),
                Arbitraries.of("a/1", "b/2").map(value -> new Input(Input.Part.VERSION, value)),
                values.map(value -> new Input(Input.Part.DIGEST, value)));
    }
}
