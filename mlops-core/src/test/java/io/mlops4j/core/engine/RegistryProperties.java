package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.MlopsException;
import io.mlops4j.NotFound;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.model.Model;
import io.mlops4j.model.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is done to a model, in whatever order and however often the engine is opened again, it is as a map would have it. */
class RegistryProperties {
    private static Path file;

    @BeforeContainer
    static void write() throws IOException {
        file = LinearRuntime.write(Files.createTempFile("registry", ".linear"), 2, 1);
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 200)
    void theRegistryIsAMap(@ForAll("sequences") List<Action> actions) {
        Naive naive = new Naive();
        InMemoryJournal journal = new InMemoryJournal();
        InMemoryBlobStore blobs = new InMemoryBlobStore();
        Mlops ml = open(journal, blobs);
        try {
            for (Action action : actions) {
                if (action instanceof Reopen) {
                    ml.close();
                    ml = open(journal, blobs);
                } else {
                    Model model = ml.model("loans");
                    assertThat(refusal(() -> apply(model, action))).isEqualTo(refusal(() -> naive.apply(action)));
                }
                compare(ml.model("loans"), naive);
            }
            assertThat(ml.audit().verify().events()).isEqualTo(naive.events);
        } finally {
            ml.close();
        }
    }

    private static Mlops open(InMemoryJournal journal, InMemoryBlobStore blobs) {
        return Mlops.builder().journal(journal).blobs(blobs).build();
    }

    /** The kind of exception, or none. */
    private static Optional<Class<?>> refusal(Runnable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (MlopsException e) {
            return Optional.of(e.getClass());
        }
    }

    private static void apply(Model model, Action action) {
        if (action instanceof Register) {
            model.from(file).register();
        } else if (action instanceof Point point) {
            model.alias(point.alias, model.version(point.number), "because");
        } else if (action instanceof Remove remove) {
            model.removeAlias(remove.alias, "because");
        } else if (action instanceof Retire retire) {
            model.version(retire.number).retire("because");
        }
    }

    private static void compare(Model model, Naive naive) {
        assertThat(model.aliases()).isEqualTo(naive.aliases);
        List<ModelVersion> versions = model.versions();
        assertThat(versions).hasSize(naive.versions);
        for (ModelVersion version : versions) {
            assertThat(version.findRetirement().isPresent()).isEqualTo(naive.retired.contains(version.number()));
            TreeSet<String> names = new TreeSet<>();
            naive.aliases.forEach((alias, number) -> {
                if (number == version.number()) {
                    names.add(alias);
                }
            });
            assertThat(version.aliases()).containsExactlyElementsOf(names);
        }
    }

    @Provide
    Arbitrary<List<Action>> sequences() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 5);
        Arbitrary<String> aliases = Arbitraries.of("champion", "candidate", "shadow");
        Arbitrary<Action> actions = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(new Register())),
                Tuple.of(4, Combinators.combine(aliases, numbers).as(Point::new)),
                Tuple.of(2, aliases.map(Remove::new)),
                Tuple.of(2, numbers.map(Retire::new)),
                Tuple.of(1, Arbitraries.just(new Reopen())));
        return actions.list().ofMaxSize(30);
    }

    private sealed interface Action {}

    private record Register() implements Action {}

    private record Point(String alias, int number) implements Action {}

    private record Remove(String alias) implements Action {}

    private record Retire(int number) implements Action {}

    private record Reopen() implements Action {}

    /** The registry as one would write it on a napkin. */
    private static final class Naive {
        private int versions;
        private final Map<String, Integer> aliases = new TreeMap<>();
        private final TreeSet<Integer> retired = new TreeSet<>();
        private long events;

        void apply(Action action) {
            if (action instanceof Register) {
                versions++;
                events++;
            } else if (action instanceof Point point) {
                require(point.number);
                if (retired.contains(point.number)) {
                    throw new InvalidInput("retired");
                }
                Integer before = aliases.put(point.alias, point.number);
                events += before != null && before == point.number ? 0 : 1;
            } else if (action instanceof Remove remove) {
                if (aliases.remove(remove.alias) == null) {
                    throw new NotFound("no such alias");
                }
                events++;
            } else if (action instanceof Retire retire) {
                require(retire.number);
                if (aliases.containsValue(retire.number) || !retired.add(retire.number)) {
                    throw new Conflict("aliased, or retired already");
                }
                events++;
            }
        }

        private void require(int number) {
            if (number > versions) {
                throw new NotFound("no such version");
            }
        }
    }
}
