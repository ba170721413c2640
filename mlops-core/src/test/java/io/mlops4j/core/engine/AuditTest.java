package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.experiment.Run;
import io.mlops4j.governance.AuditEvent;
import io.mlops4j.governance.AuditProof;
import io.mlops4j.governance.AuditQuery;
import io.mlops4j.model.Model;
import io.mlops4j.model.ModelVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {
    @TempDir
    Path dir;

    private final ManualClock clock = new ManualClock();
    private final ThreadLocal<String> user = ThreadLocal.withInitial(() -> "alice");
    private Path data;
    private Path stream;
    private Mlops ml;
    private Model model;

    @BeforeEach
    void open() {
        data = dir.resolve("ml");
        stream = data.resolve("journal/model/loans.jsonl");
        ml = engine(user::get);
        model = ml.model("loans");
    }

    private Mlops engine(Supplier<String> actor) {
        return Mlops.builder().directory(data).clock(clock).actor(actor).build();
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private void reopen() {
        ml.close();
        open();
    }

    private ModelVersion register() {
        return model.from(LinearRuntime.write(dir.resolve("m.linear"), 2, 1)).register();
    }

    /** Three events of model 'loans', a second apart: a version by alice, an alias by bob, another one by alice. */
    private void threeEvents() {
        ModelVersion version = register();
        clock.advance(Duration.ofSeconds(1));
        user.set("bob");
        model.alias("champion", version, "the best so far");
        clock.advance(Duration.ofSeconds(1));
        user.set("alice");
        model.alias("candidate", version, "");
    }

    private static List<String> types(AuditQuery query) {
        return query.list().stream().map(AuditEvent::type).toList();
    }

    @Test
    void everyEventSaysWhoDidWhatWhenAndWhy() {
        threeEvents();
        AuditEvent event = ml.audit().events().list().get(1);
        assertThat(event.stream()).isEqualTo("model/loans");
        assertThat(event.sequence()).isEqualTo(1);
        assertThat(event.actor()).isEqualTo("bob");
        assertThat(event.type()).isEqualTo("alias-set");
        assertThat(event.at()).isEqualTo(new ManualClock().instant().plusSeconds(1));
        assertThat(event.why()).hasValue("the best so far");
        assertThat(event.data()).isEqualTo("{\"alias\":\"champion\",\"version\":1}");
    }

    @Test
    void eventsAreFoundByActorTypeAndStream() {
        threeEvents();
        ml.model("other").from(dir.resolve("m.linear")).register();
        AuditQuery events = ml.audit().events();
        assertThat(types(events.by("bob"))).containsExactly("alias-set");
        assertThat(events.type("version-registered").list()).hasSize(2);
        assertThat(events.of("model/o").list()).hasSize(1);
        assertThat(events.of("model/").by("alice").type("alias-set").list()).hasSize(1);
        assertThat(events.of("dataset/").list()).isEmpty();
    }

    @Test
    void sinceIncludesItsInstantAndUntilDoesNot() {
        Instant start = clock.instant();
        threeEvents();
        AuditQuery events = ml.audit().events();
        assertThat(events.since(start.plusSeconds(1)).list()).hasSize(2);
        assertThat(events.until(start.plusSeconds(1)).list()).hasSize(1);
        assertThat(events.since(start.plusSeconds(1))
                        .until(start.plusSeconds(2))
                        .list())
                .hasSize(1);
    }

    @Test
    void theNewestAreTheLastInTheOrderOfTime() {
        threeEvents();
        assertThat(ml.audit().events().newest(2).list())
                .extracting(AuditEvent::sequence)
                .containsExactly(1L, 2L);
        assertThat(ml.audit().events().newest(0).list()).isEmpty();
        assertThatThrownBy(() -> ml.audit().events().newest(-1)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void eventsOfManyStreamsComeInTheOrderOfTimeAndThenOfStreamAndPosition() {
        register();
        clock.advance(Duration.ofSeconds(1));
        Run run = ml.experiment("loans").run("first", r -> {});
        clock.advance(Duration.ofSeconds(1));
        register();
        assertThat(ml.audit().events().list())
                .extracting(event -> event.stream() + " " + event.type())
                .containsExactly(
                        "model/loans version-registered",
                        "experiment/loans run-started",
                        "experiment/loans run-ended",
                        "run/" + run.id() + " run-opened",
                        "run/" + run.id() + " run-closed",
                        "model/loans version-registered");
    }

    @Test
    void aTrailThatNobodyTouchedVerifies() {
        threeEvents();
        ml.experiment("loans").run("first", r -> r.metric("loss", 1));
        AuditProof proof = ml.audit().verify();
        assertThat(proof.streams()).isEqualTo(3);
        assertThat(proof.events()).isEqualTo(ml.audit().events().list().size());
        assertThat(ml.audit().verify(proof)).isEqualTo(proof);
    }

    @Test
    void aForgedEventIsNamedThoughItsChecksumIsRight() {
        threeEvents();
        ml.close();
        JournalFiles.forge(stream, 1, "\"actor\":\"bob\"", "\"actor\":\"eve\"");
        open();
        assertThatThrownBy(() -> ml.audit().verify())
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("model/loans")
                .hasMessageContaining("event 2")
                .hasMessageContaining("hash of event 1");
    }

    @Test
    void aDamagedEventIsNamedByTheStorage() {
        threeEvents();
        ml.close();
        JournalFiles.damage(stream, 1, "\"actor\":\"bob\"", "\"actor\":\"bOb\"");
        open();
        assertThatThrownBy(() -> ml.audit().verify())
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("model/loans");
    }

    @Test
    void aForgedLastEventIsFoundByAnEarlierProof() {
        threeEvents();
        AuditProof proof = ml.audit().verify();
        ml.close();
        JournalFiles.forge(stream, 2, "candidate", "canditate");
        open();
        assertThatThrownBy(() -> ml.audit().verify(proof))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("model/loans")
                .hasMessageContaining("Event 2")
                .hasMessageContaining("rewritten");
    }

    @Test
    void anEventThatWasCutOffTheEndIsMissedByAnEarlierProof() {
        threeEvents();
        AuditProof proof = ml.audit().verify();
        ml.close();
        JournalFiles.cut(stream, 2);
        open();
        assertThat(ml.audit().verify().events()).isEqualTo(2);
        assertThatThrownBy(() -> ml.audit().verify(proof))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("has 2 events, but had 3");
    }

    @Test
    void aStreamThatIsGoneIsMissedByAnEarlierProof() throws Exception {
        threeEvents();
        AuditProof proof = ml.audit().verify();
        ml.close();
        java.nio.file.Files.delete(stream);
        open();
        assertThatThrownBy(() -> ml.audit().verify(proof))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("model/loans");
    }

    @Test
    void aStreamThatGrewStillHoldsAnEarlierProof() {
        threeEvents();
        AuditProof proof = ml.audit().verify();
        register();
        assertThat(ml.audit().verify(proof).events()).isEqualTo(4);
    }

    @Test
    void aPastTrailEndsAtItsInstant() {
        Instant start = clock.instant();
        threeEvents();
        Mlops past = ml.asOf(start.plusSeconds(1));
        assertThat(types(past.audit().events())).containsExactly("version-registered", "alias-set");
        assertThat(past.audit().verify().events()).isEqualTo(2);
    }

    @Test
    void pastExperimentsAreThoseThatHadBegun() {
        Instant start = clock.instant();
        ml.experiment("early").run("first", r -> {});
        clock.advance(Duration.ofSeconds(1));
        ml.experiment("early").run("second", r -> {});
        ml.experiment("late").run("first", r -> {});
        Mlops past = ml.asOf(start);
        assertThat(past.experiments()).containsExactly("early");
        assertThat(past.experiment("early").runs().list()).hasSize(1);
        assertThat(past.experiment("late").runs().list()).isEmpty();
    }

    @Test
    void theActorIsThatOfTheThreadThatCalls() throws Exception {
        ModelVersion version = register();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            threads.submit(() -> {
                        user.set("carol");
                        model.alias("champion", version, "");
                    })
                    .get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(ml.audit().events().list()).extracting(AuditEvent::actor).containsExactly("alice", "carol");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void anActorWithoutANameDoesNothing(String actor) {
        register();
        Path file = dir.resolve("m.linear");
        try (Mlops anonymous = engine(() -> actor)) {
            assertThatThrownBy(() -> anonymous.model("loans").from(file).register())
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("actor");
            assertThatThrownBy(() -> anonymous.experiment("loans").start("first"))
                    .isInstanceOf(InvalidInput.class);
        }
        assertThat(ml.audit().events().list()).hasSize(1);
    }

    @Test
    void anActorThatCannotBeToldFailsOnlyItsOwnCall() {
        user.set("");
        assertThatThrownBy(this::register).isInstanceOf(InvalidInput.class);
        user.set("alice");
        assertThat(register().number()).isEqualTo(1);
    }

    @Test
    void theTrailOutlivesARestart() {
        threeEvents();
        List<AuditEvent> before = ml.audit().events().list();
        reopen();
        assertThat(ml.audit().events().list()).isEqualTo(before);
    }
}
