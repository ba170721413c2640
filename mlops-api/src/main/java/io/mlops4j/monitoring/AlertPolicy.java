package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When findings become an alert, when sinks are told of it, and when it is over.
 *
 * <pre>{@code
 * AlertPolicy.defaults()
 *     .openAfter(2, 3)                               // two bad windows of the last three
 *     .resolveAfter(3)                               // three clean ones in a row
 *     .coolDown(Duration.ofHours(1))
 *     .rule(AlertRule.of(Severity.CRITICAL, AlertMatcher.tests("psi")).reaching(0.5))
 * }</pre>
 *
 * <p>Immutable; each setting answers another policy.
 */
public final class AlertPolicy {
    /** The most windows that {@link #openAfter} looks back on. */
    public static final int MOST_WINDOWS = 60;

    private static final AlertPolicy DEFAULTS = new AlertPolicy(new Settings(
            1, 1, 2, Duration.ZERO, Duration.ofDays(1), AlertGrouping.TOGETHER, List.of(), Resolutions.KEPT));

    private final Settings settings;

    private AlertPolicy(Settings settings) {
        this.settings = settings;
    }

    /**
     * Open at the first bad window (the tests of a monitor keep the rate of false alarms already), over after two clean ones, no cool-down, a reminder each
     * day, one alert for all columns, no rules, and no word when it is over.
     */
    public static AlertPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * The same, where an alert opens once so many of the last windows were bad.
     *
     * @param bad how many, at least 1
     * @param windows of how many, at least {@code bad}, at most 60
     */
    public AlertPolicy openAfter(int bad, int windows) {
        if (bad < 1 || windows < bad || windows > MOST_WINDOWS) {
            throw new InvalidInput("An alert cannot open after " + bad + " of " + windows
                    + " windows; give at least 1, of at most " + MOST_WINDOWS + ".");
        }
        return new AlertPolicy(settings.open(bad, windows));
    }

    /**
     * The same, where an alert is over after so many clean windows in a row.
     *
     * @param clean at least 1, at most 1000
     */
    public AlertPolicy resolveAfter(int clean) {
        if (clean < 1 || clean > 1_000) {
            throw new InvalidInput("An alert cannot be over after " + clean + " clean windows; give 1 to 1000.");
        }
        return new AlertPolicy(settings.clean(clean));
    }

    /**
     * The same with a time after a resolution in which the same trouble opens no new alert; if it is still there at the first window after that time, it does.
     *
     * @param coolDown zero, the default, for none
     */
    public AlertPolicy coolDown(Duration coolDown) {
        if (coolDown.isNegative()) {
            throw new InvalidInput("The cool-down of alerts cannot be " + coolDown + "; give zero or more.");
        }
        return new AlertPolicy(settings.coolDown(coolDown));
    }

    /**
     * The same, where the sinks are reminded of an alert that stays open, at the first bad window after this time; each day by default.
     *
     * @param pause more than zero
     */
    public AlertPolicy remindEvery(Duration pause) {
        if (pause.isNegative() || pause.isZero()) {
            throw new InvalidInput(
                    "Reminders cannot be sent every " + pause + "; give more than zero, or withoutReminders().");
        }
        return new AlertPolicy(settings.remind(pause));
    }

    /** The same without reminders. */
    public AlertPolicy withoutReminders() {
        return new AlertPolicy(settings.remind(null));
    }

    /** The same with another grouping. */
    public AlertPolicy grouping(AlertGrouping grouping) {
        return new AlertPolicy(settings.grouping(grouping));
    }

    /** The same with one rule of severity more. */
    public AlertPolicy rule(AlertRule rule) {
        return new AlertPolicy(settings.rule(rule));
    }

    /** The same, where the sinks are also told when an alert is over. */
    public AlertPolicy announceResolved() {
        return new AlertPolicy(settings.announce());
    }

    /** How many bad windows open an alert. */
    public int badWindows() {
        return settings.bad;
    }

    /** Of how many. */
    public int lookback() {
        return settings.windows;
    }

    /** After how many clean windows in a row it is over. */
    public int cleanWindows() {
        return settings.clean;
    }

    /** How long the same trouble opens no alert after a resolution. */
    public Duration coolDown() {
        return settings.coolDown;
    }

    /** The time between reminders, if there are any. */
    public Optional<Duration> findReminderPause() {
        return Optional.ofNullable(settings.remind);
    }

    /** Which findings share an alert. */
    public AlertGrouping grouping() {
        return settings.grouping;
    }

    /** The rules of severity. */
    public List<AlertRule> rules() {
        return settings.rules;
    }

    /** Whether the sinks are told when an alert is over. */
    public boolean announcesResolved() {
        return settings.resolutions == Resolutions.ANNOUNCED;
    }

    /**
     * How severe findings are together: as severe as the worst of them.
     *
     * @param topic their topic
     * @param where their segment or reference
     * @param findings at least one
     */
    public Severity severity(AlertTopic topic, String where, List<AlertFinding> findings) {
        List<AlertRule> holding = settings.rules.stream()
                .filter(rule -> rule.holds(topic, where, findings))
                .toList();
        return findings.stream()
                .map(finding -> holding.stream()
                        .filter(rule -> rule.fits(topic, where, finding))
                        .map(AlertRule::severity)
                        .max(Severity::compareTo)
                        .orElse(Severity.WARNING))
                .max(Severity::compareTo)
                .orElse(Severity.INFO);
    }

    @Override
    public String toString() {
        return settings.toString();
    }

    private enum Resolutions {
        KEPT,
        ANNOUNCED
    }

    private record Settings(
            int bad,
            int windows,
            int clean,
            Duration coolDown,
            @Nullable Duration remind,
            AlertGrouping grouping,
            List<AlertRule> rules,
            Resolutions resolutions) {
        Settings open(int some, int of) {
            return new Settings(some, of, clean, coolDown, remind, grouping, rules, resolutions);
        }

        Settings clean(int inARow) {
            return new Settings(bad, windows, inARow, coolDown, remind, grouping, rules, resolutions);
        }

        Settings coolDown(Duration time) {
            return new Settings(bad, windows, clean, time, remind, grouping, rules, resolutions);
        }

        Settings remind(@Nullable Duration pause) {
            return new Settings(bad, windows, clean, coolDown, pause, grouping, rules, resolutions);
        }

        Settings grouping(AlertGrouping other) {
            return new Settings(bad, windows, clean, coolDown, remind, other, rules, resolutions);
        }

        Settings rule(AlertRule rule) {
            List<AlertRule> more = new ArrayList<>(rules);
            more.add(rule);
            return new Settings(bad, windows, clean, coolDown, remind, grouping, List.copyOf(more), resolutions);
        }

        Settings announce() {
            return new Settings(bad, windows, clean, coolDown, remind, grouping, rules, Resolutions.ANNOUNCED);
        }
    }
}
