package io.mlops4j.core.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.alert.AlertEvent.Notified;
import io.mlops4j.core.monitoring.alert.AlertEvent.Opened;
import io.mlops4j.core.monitoring.alert.AlertEvent.Resolved;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertPolicy;
import io.mlops4j.monitoring.AlertReason;
import io.mlops4j.monitoring.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Random windows and hands against a model that looks at the whole past each time. */
class AlertModelProperties {
    enum Step {
        BAD,
        CLEAN,
        ACKNOWLEDGE,
        WAIT
    }

    record Rules(int bad, int of, int clean, Duration coolDown, Duration remind) {
        AlertPolicy policy() {
            return AlertPolicy.defaults()
                    .openAfter(bad, of)
                    .resolveAfter(clean)
                    .coolDown(coolDown)
                    .remindEvery(remind)
                    .announceResolved();
        }
    }

    /** Keeps all windows since the last resolution and counts anew each time. */
    private static final class Model {
        private final Rules rules;
        private final List<Boolean> windows = new ArrayList<>();
        private final List<AlertReason> told = new ArrayList<>();
        private boolean open;
        private boolean acknowledged;
        private @Nullable Instant toldAt;
        private @Nullable Instant resolvedAt;

        Model(Rules rules) {
            this.rules = rules;
        }

        void window(boolean bad, Instant at) {
            windows.add(bad);
            if (open) {
                lasting(bad, at);
            } else if (bad && badOfLast() >= rules.bad() && !cooling(at)) {
                open = true;
                acknowledged = false;
                tell(AlertReason.OPENED, at);
            }
        }

        private void lasting(boolean bad, Instant at) {
            if (bad && !acknowledged && toldAt != null && !at.isBefore(toldAt.plus(rules.remind()))) {
                tell(AlertReason.REMINDER, at);
            }
            int from = windows.size() - rules.clean();
            if (from >= 0 && !windows.subList(from, windows.size()).contains(true)) {
                open = false;
                resolvedAt = at;
                windows.clear();
                tell(AlertReason.RESOLVED, at);
            }
        }

        private void tell(AlertReason reason, Instant at) {
            told.add(reason);
            toldAt = at;
        }

        private long badOfLast() {
            return windows.subList(Math.max(0, windows.size() - rules.of()), windows.size()).stream()
                    .filter(bad -> bad)
                    .count();
        }

        private boolean cooling(Instant at) {
            return resolvedAt != null && at.isBefore(resolvedAt.plus(rules.coolDown()));
        }
    }

    @Property(tries = 500)
    void alertsOpenRemindAndResolveAsTheModelSays(@ForAll("rules") Rules rules, @ForAll("steps") List<Step> steps) {
        Bench bench = new Bench(rules.policy());
        Model model = new Model(rules);
        for (Step step : steps) {
            take(step, bench, model);
            assertThat(bench.read().open()).hasSize(model.open ? 1 : 0);
            if (model.open) {
                assertThat(bench.read().open().get(0).state())
                        .isEqualTo(model.acknowledged ? AlertState.ACKNOWLEDGED : AlertState.OPEN);
            }
        }
        assertThat(bench.events().stream().filter(Notified.class::isInstance).map(event -> ((Notified) event).reason()))
                .containsExactlyElementsOf(model.told);
        episodesDoNotOverlap(bench.events());
    }

    private static void take(Step step, Bench bench, Model model) {
        switch (step) {
            case BAD -> {
                bench.bad("income");
                model.window(true, bench.now());
            }
            case CLEAN -> {
                bench.clean();
                model.window(false, bench.now());
            }
            case ACKNOWLEDGE -> {
                for (Alert alert : bench.read().open()) {
                    bench.write("", book -> bench.judge().acknowledge(book, alert.id()));
                }
                model.acknowledged = model.open;
            }
            case WAIT -> bench.pass(Duration.ofMinutes(7));
        }
    }

    private static void episodesDoNotOverlap(List<AlertEvent> events) {
        int open = 0;
        for (AlertEvent event : events) {
            open += event instanceof Opened ? 1 : 0;
            open -= event instanceof Resolved ? 1 : 0;
            assertThat(open).isBetween(0, 1);
        }
    }

    @Property(tries = 100)
    void whatIsReadBackFromTheJournalGoesOnAsIfNothingHadHappened(
            @ForAll("rules") Rules rules, @ForAll("steps") List<Step> steps) {
        Bench bench = new Bench(rules.policy());
        Model model = new Model(rules);
        steps.forEach(step -> take(step, bench, model));
        AlertBook again = AlertBook.EMPTY;
        for (AlertEvent event : bench.events()) {
            ObjectNode data = Json.object();
            AlertProjection.INSTANCE.write(event, data);
            AlertEvent read = AlertProjection.INSTANCE
                    .read(AlertProjection.INSTANCE.type(event), data)
                    .orElseThrow();
            assertThat(read).isEqualTo(event);
            again = again.apply(new Stamp(0, bench.stampOf(event), "ann", ""), read);
        }
        assertThat(again.list()).isEqualTo(bench.read().list());
        assertThat(again.waiting()).isEqualTo(bench.read().waiting());
    }

    @Provide
    Arbitrary<Rules> rules() {
        Arbitrary<Duration> minutes = Arbitraries.integers().between(0, 12).map(Duration::ofMinutes);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 4),
                        minutes,
                        minutes.map(pause -> pause.plusMinutes(1)))
                .as((bad, more, clean, coolDown, remind) -> new Rules(bad, bad + more, clean, coolDown, remind));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.frequency(
                        Tuple.of(6, Step.BAD),
                        Tuple.of(6, Step.CLEAN),
                        Tuple.of(1, Step.ACKNOWLEDGE),
                        Tuple.of(1, Step.WAIT))
                .list()
                .ofMaxSize(60);
    }
}
