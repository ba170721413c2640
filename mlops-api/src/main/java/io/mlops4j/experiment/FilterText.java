package io.mlops4j.experiment;

import io.mlops4j.experiment.RunCondition.Input;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes conditions and fields as a filter has them, so that reading what was written gives the same again. */
final class FilterText {
    private static final Pattern BARE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

    private FilterText() {}

    static String of(RunField field) {
        if (field instanceof RunField.Metric metric) {
            return "metrics." + key(metric.name());
        } else if (field instanceof RunField.Param param) {
            return "params." + key(param.name());
        } else if (field instanceof RunField.Tag tag) {
            return "tags." + key(tag.name());
        } else if (field instanceof RunField.NumberIn number) {
            return "number(" + of(number.text()) + ")";
        }
        return "attributes." + attribute(field);
    }

    private static String attribute(RunField field) {
        if (field instanceof RunField.Status) {
            return "status";
        } else if (field instanceof RunField.Name) {
            return "run_name";
        } else if (field instanceof RunField.Id) {
            return "run_id";
        } else if (field instanceof RunField.Actor) {
            return "user_id";
        } else if (field instanceof RunField.Parent) {
            return "parent_run_id";
        } else if (field instanceof RunField.Started) {
            return "start_time";
        }
        return field instanceof RunField.Ended ? "end_time" : "duration";
    }

    static String of(RunCondition condition) {
        if (condition instanceof RunCondition.OnNumber number) {
            return of(number.field()) + " " + number.comparison().sign() + " " + number.value();
        } else if (condition instanceof RunCondition.OnTime time) {
            return of(time.field()) + " " + time.comparison().sign() + " '" + time.instant() + "'";
        } else if (condition instanceof RunCondition.OnText text) {
            return of(text.field()) + " " + text.match().sign() + " " + quoted(text.value());
        } else if (condition instanceof RunCondition.In in) {
            return of(in.field()) + " IN "
                    + in.values().stream().map(FilterText::quoted).collect(Collectors.joining(", ", "(", ")"));
        } else if (condition instanceof RunCondition.Exists exists) {
            return of(exists.field()) + " IS NOT NULL";
        } else if (condition instanceof Input input) {
            return "datasets." + input.part().name().toLowerCase(Locale.ROOT) + " = " + quoted(input.value());
        } else if (condition instanceof RunCondition.All all) {
            return joined(all.conditions(), " AND ");
        } else if (condition instanceof RunCondition.Any any) {
            return joined(any.conditions(), " OR ");
        }
        RunCondition opposite = ((RunCondition.Not) condition).condition();
        return opposite instanceof RunCondition.Exists exists
                ? of(exists.field()) + " IS NULL"
                : "NOT " + inner(opposite);
    }

    private static String joined(List<RunCondition> conditions, String word) {
        return conditions.stream().map(FilterText::inner).collect(Collectors.joining(word));
    }

    private static String inner(RunCondition condition) {
        boolean composed = condition instanceof RunCondition.All || condition instanceof RunCondition.Any;
        return composed ? "(" + of(condition) + ")" : of(condition);
    }

    private static String key(String name) {
        return BARE.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
