package io.mlops4j.core.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.monitoring.alert.AlertEvent.Notified;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertGrouping;
import io.mlops4j.monitoring.AlertMatcher;
import io.mlops4j.monitoring.AlertPolicy;
import io.mlops4j.monitoring.AlertReason;
import io.mlops4j.monitoring.AlertRule;
import io.mlops4j.monitoring.AlertState;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.AlertWindow;
import io.mlops4j.monitoring.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertJudgeTest {
    private static final AlertPolicy POLICY = AlertPolicy.defaults();

    /** Why the sinks were told, in order. */
    private static List<AlertReason> told(Bench bench) {
        return bench.events().stream()
                .filter(Notified.class::isInstance)
                .map(event -> ((Notified) event).reason())
                .toList();
    }

    private static Alert only(Bench bench) {
        assertThat(bench.read().open()).hasSize(1);
        return bench.read().open().get(0);
    }

    private static void acknowledge(Bench bench) {
        String id = only(bench).id();
        bench.write("on it", book -> bench.judge().acknowledge(book, id));
    }

    private static void silence(Bench bench, AlertMatcher matcher, Duration time) {
        Instant until = bench.now().plus(time);
        bench.write("deploying", book -> bench.judge().silence(book, matcher, until, bench.now()));
    }

    @Test
    void aMonitorWithoutTroubleWritesNothing() {
        Bench bench = new Bench(POLICY);
        IntStream.range(0, 100).forEach(i -> bench.clean());
        assertThat(bench.events()).isEmpty();
    }

    @Test
    void anAlertTellsWhatWhereHowMuchSinceWhenAndByWhichTest() {
        Bench bench = new Bench(POLICY);
        AlertWindow window = new AlertWindow(7, Bench.START, Bench.START.plusSeconds(60), 1_000);
        Verdict verdict = Verdict.of(
                        AlertTopic.DRIFT,
                        "country=DE",
                        window,
                        List.of(AlertFinding.above("income", "psi", 0.31415, 0.2)
                                .detail("mean 0.51, was 0.02")))
                .modelVersion("loan-default/3")
                .report(URI.create("https://example.org/r/7"));
        bench.write("", book -> bench.judge().judge(book, verdict, bench.now()));
        Alert alert = only(bench);
        assertThat(alert.message())
                .isEqualTo(
                        "WARNING, new: monitor 'scoring' sees drift of column 'income' where country=DE, model version"
                                + " loan-default/3, in window 7 (2026-03-01T09:00:00Z to 2026-03-01T09:01:00Z, 1000 rows): psi 0.3142,"
                                + " above the threshold 0.2 for 'income' (mean 0.51, was 0.02); since 2026-03-01T09:00:00Z. Report:"
                                + " https://example.org/r/7");
        assertThat(alert.value()).isEqualTo(0.31415);
        assertThat(alert.threshold()).isEqualTo(0.2);
        assertThat(alert.test()).isEqualTo("psi");
        assertThat(alert.window()).isEqualTo(window);
        assertThat(alert.findModelVersion()).contains("loan-default/3");
    }

    @Test
    void anAlertOpensAfterSoManyBadWindowsOfTheLast() {
        Bench bench = new Bench(POLICY.openAfter(2, 3));
        bench.bad("income");
        bench.clean();
        assertThat(bench.read().open()).isEmpty();
        bench.bad("income");
        assertThat(only(bench).since()).isEqualTo(Bench.START);
        assertThat(told(bench)).containsExactly(AlertReason.OPENED);
    }

    @Test
    void badWindowsThatLieTooFarApartOpenNothing() {
        Bench bench = new Bench(POLICY.openAfter(2, 3));
        for (int i = 0; i < 10; i++) {
            bench.bad("income");
            bench.clean();
            bench.clean();
        }
        assertThat(bench.read().open()).isEmpty();
    }

    @Test
    void anAlertIsOverAfterSoManyCleanWindowsInARow() {
        Bench bench = new Bench(POLICY.resolveAfter(2));
        bench.bad("income");
        bench.clean();
        bench.bad("income");
        bench.clean();
        assertThat(bench.read().open()).hasSize(1);
        bench.clean();
        assertThat(bench.read().open()).isEmpty();
        assertThat(bench.read().list()).singleElement().extracting(Alert::state).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void sinksAreToldOnceHoweverLongItLasts() {
        Bench bench = new Bench(POLICY.withoutReminders());
        IntStream.range(0, 50).forEach(i -> bench.bad("income"));
        assertThat(told(bench)).containsExactly(AlertReason.OPENED);
    }

    @Test
    void sinksAreRemindedAtTheFirstBadWindowAfterThePause() {
        Bench bench = new Bench(POLICY.remindEvery(Duration.ofMinutes(3)));
        IntStream.range(0, 7).forEach(i -> bench.bad("income"));
        assertThat(told(bench)).containsExactly(AlertReason.OPENED, AlertReason.REMINDER, AlertReason.REMINDER);
    }

    @Test
    void anAcknowledgedAlertDoesNotRemindNorTellThatItGrew() {
        Bench bench = new Bench(POLICY.remindEvery(Duration.ofMinutes(1)));
        bench.bad("income");
        acknowledge(bench);
        IntStream.range(0, 10).forEach(i -> bench.bad("income", "age"));
        assertThat(told(bench)).containsExactly(AlertReason.OPENED);
        assertThat(only(bench).state()).isEqualTo(AlertState.ACKNOWLEDGED);
    }

    @Test
    void anAcknowledgedAlertThatBecomesMoreSevereIsOpenAgainAndTold() {
        Bench bench = new Bench(POLICY.rule(
                AlertRule.of(Severity.CRITICAL, AlertMatcher.tests("psi")).reaching(0.5)));
        bench.bad("income");
        acknowledge(bench);
        bench.window(List.of(Bench.psi("income", 0.6)));
        assertThat(told(bench)).containsExactly(AlertReason.OPENED, AlertReason.ESCALATED);
        assertThat(only(bench).state()).isEqualTo(AlertState.OPEN);
        assertThat(only(bench).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aSeverityThatGoesUpAndDownIsToldOnce() {
        Bench bench = new Bench(POLICY.rule(
                AlertRule.of(Severity.CRITICAL, AlertMatcher.tests("psi")).reaching(0.5)));
        for (int i = 0; i < 5; i++) {
            bench.bad("income");
            bench.window(List.of(Bench.psi("income", 0.6)));
        }
        assertThat(told(bench)).containsExactly(AlertReason.OPENED, AlertReason.ESCALATED);
    }

    @Test
    void aColumnThatJoinsIsToldOnce() {
        Bench bench = new Bench(POLICY);
        bench.bad("income");
        bench.bad("income", "age");
        bench.bad("age");
        assertThat(told(bench)).containsExactly(AlertReason.OPENED, AlertReason.GREW);
    }

    @Test
    void columnsTogetherAreOneAlertAndByThemselvesOneEach() {
        Bench together = new Bench(POLICY);
        together.bad("income", "age");
        assertThat(only(together).findings()).hasSize(2);
        Bench each = new Bench(POLICY.grouping(AlertGrouping.EACH_SUBJECT));
        each.bad("income", "age");
        assertThat(each.read().open()).extracting(Alert::subject).containsExactlyInAnyOrder("income", "age");
        each.bad("age");
        each.bad("age");
        assertThat(only(each).subject()).isEqualTo("age");
    }

    @Test
    void topicsAndSegmentsDoNotShareAnAlert() {
        Bench bench = new Bench(POLICY);
        AlertWindow window = new AlertWindow(0, Bench.START, Bench.START, 10);
        for (AlertTopic topic : List.of(AlertTopic.DRIFT, AlertTopic.PERFORMANCE)) {
            for (String where : List.of("", "country=DE")) {
                Verdict verdict = Verdict.of(topic, where, window, List.of(Bench.psi("income", 0.3)));
                bench.write("", book -> bench.judge().judge(book, verdict, bench.now()));
            }
        }
        assertThat(bench.read().open()).hasSize(4);
    }

    @Test
    void aWindowThatIsJudgedTwiceCountsOnce() {
        Bench bench = new Bench(POLICY.openAfter(2, 2));
        AlertWindow window = new AlertWindow(5, Bench.START, Bench.START, 10);
        Verdict verdict = Verdict.of(AlertTopic.DRIFT, "", window, List.of(Bench.psi("income", 0.3)));
        bench.write("", book -> bench.judge().judge(book, verdict, bench.now()));
        assertThat(bench.judge().judge(bench.read(), verdict, bench.now())).isEmpty();
    }

    @Test
    void nothingOpensWhileItCoolsDownAndWhatLastsOpensAfter() {
        Bench bench = new Bench(POLICY.resolveAfter(1).coolDown(Duration.ofMinutes(5)));
        bench.bad("income");
        bench.clean();
        Instant resolved = bench.now();
        while (bench.now().isBefore(resolved.plus(Duration.ofMinutes(4)))) {
            bench.bad("income");
            assertThat(bench.read().open()).isEmpty();
        }
        bench.bad("income");
        assertThat(only(bench).openedAt()).isEqualTo(resolved.plus(Duration.ofMinutes(5)));
        assertThat(told(bench)).containsExactly(AlertReason.OPENED, AlertReason.OPENED);
    }

    @Test
    void aSilencedAlertOpensUnheardAndIsToldWhenTheSilenceEnds() {
        Bench bench = new Bench(POLICY);
        silence(bench, AlertMatcher.subjects("inc*"), Duration.ofMinutes(3));
        bench.bad("income");
        bench.bad("income");
        assertThat(bench.read().open()).hasSize(1);
        assertThat(told(bench)).isEmpty();
        bench.bad("income");
        assertThat(told(bench)).containsExactly(AlertReason.OPENED);
    }

    @Test
    void aSilenceForSomeColumnsDoesNotHideTheOthers() {
        Bench bench = new Bench(POLICY);
        silence(bench, AlertMatcher.subjects("age"), Duration.ofHours(1));
        bench.bad("age", "income");
        assertThat(told(bench)).containsExactly(AlertReason.OPENED);
    }

    @Test
    void aSilenceThatIsEndedEarlyHidesNothingMore() {
        Bench bench = new Bench(POLICY);
        silence(bench, AlertMatcher.all(), Duration.ofHours(1));
        bench.bad("age");
        String id = bench.read().silences(bench.now()).get(0).id();
        bench.write("", book -> bench.judge().unsilence(book, id, bench.now()));
        bench.bad("age");
        assertThat(told(bench)).containsExactly(AlertReason.OPENED);
        assertThatThrownBy(() -> bench.judge().unsilence(bench.read(), id, bench.now()))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining(id);
    }

    @Test
    void aSilenceTellsWhoAskedForItAndWhy() {
        Bench bench = new Bench(POLICY);
        silence(bench, AlertMatcher.all(), Duration.ofHours(1));
        assertThat(bench.read().silences(bench.now())).singleElement().satisfies(silence -> {
            assertThat(silence.by()).isEqualTo("ann");
            assertThat(silence.why()).isEqualTo("deploying");
        });
        assertThat(bench.read().silences(bench.now().plus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void aSilenceThatIsOverBeforeItBeginsIsRefused() {
        Bench bench = new Bench(POLICY);
        assertThatThrownBy(() -> bench.judge().silence(bench.read(), AlertMatcher.all(), bench.now(), bench.now()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is over");
    }

    @Test
    void theEndIsToldOnlyIfThePolicySaysSoAndTheBeginningWasTold() {
        Bench quiet = new Bench(POLICY.resolveAfter(1));
        quiet.bad("age");
        quiet.clean();
        assertThat(told(quiet)).containsExactly(AlertReason.OPENED);
        Bench loud = new Bench(POLICY.resolveAfter(1).announceResolved());
        loud.bad("age");
        loud.clean();
        assertThat(told(loud)).containsExactly(AlertReason.OPENED, AlertReason.RESOLVED);
        Bench unheard = new Bench(POLICY.resolveAfter(1).announceResolved());
        silence(unheard, AlertMatcher.all(), Duration.ofHours(1));
        unheard.bad("age");
        unheard.clean();
        assertThat(told(unheard)).isEmpty();
    }

    @Test
    void theMessageOfTheEndSaysHowItWasAtLast() {
        Bench bench = new Bench(POLICY.resolveAfter(1).announceResolved());
        bench.bad("age");
        bench.clean();
        List<Delivery> messages = bench.read().waiting();
        assertThat(messages.get(messages.size() - 1).alert().message())
                .startsWith("WARNING, resolved: monitor 'scoring' no longer sees drift of column 'age', in window 0 ")
                .contains("; at last psi 0.3, above the threshold 0.2 for 'age'; since 2026-03-01T09:00:00Z.");
    }

    @Test
    void anAlertThatIsResolvedByHandIsOverAndNewTroubleIsAnotherOne() {
        Bench bench = new Bench(POLICY);
        bench.bad("age");
        String first = only(bench).id();
        bench.write("fixed", book -> bench.judge().resolve(book, first, bench.now()));
        assertThat(bench.read().open()).isEmpty();
        assertThatThrownBy(() -> bench.judge().acknowledge(bench.read(), first))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(first)
                .hasMessageContaining("is over");
        bench.bad("age");
        assertThat(only(bench).id()).isNotEqualTo(first);
    }

    @Test
    void anUnknownAlertCannotBeAcknowledged() {
        Bench bench = new Bench(POLICY);
        assertThatThrownBy(() -> bench.judge().acknowledge(bench.read(), "nobody"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("'nobody'");
    }

    @Test
    void anAcknowledgedAlertIsAcknowledgedAlready() {
        Bench bench = new Bench(POLICY);
        bench.bad("age");
        acknowledge(bench);
        assertThat(bench.judge().acknowledge(bench.read(), only(bench).id())).isEmpty();
    }

    @Test
    void aNewPolicyDoesNotChangeThePastAndEndsWhatTheOldOneGrouped() {
        Bench bench = new Bench(POLICY);
        bench.bad("age");
        AlertJudge each = new AlertJudge(
                "scoring", POLICY.grouping(AlertGrouping.EACH_SUBJECT).resolveAfter(1), List.of(), () -> "new");
        AlertWindow window = new AlertWindow(99, bench.now(), bench.now(), 10);
        Verdict verdict = Verdict.of(AlertTopic.DRIFT, "", window, List.of(Bench.psi("age", 0.3)));
        bench.write("", book -> each.judge(book, verdict, bench.now()));
        assertThat(only(bench).id()).isEqualTo("new");
        assertThat(bench.read().list()).hasSize(2);
    }

    @Test
    void onlyTheLastHundredThatAreOverAreKept() {
        Bench bench = new Bench(POLICY.resolveAfter(1));
        for (int i = 0; i < 120; i++) {
            bench.bad("age");
            bench.clean();
        }
        assertThat(bench.read().list()).hasSize(100);
    }

    @Test
    void anAlertNamesAtMostAHundredFindings() {
        Bench bench = new Bench(POLICY);
        bench.window(
                IntStream.range(0, 150).mapToObj(i -> Bench.psi("c" + i, 0.3)).toList());
        assertThat(only(bench).findings()).hasSize(100);
        assertThat(only(bench).message()).contains("'c4' and 95 more");
    }
}
