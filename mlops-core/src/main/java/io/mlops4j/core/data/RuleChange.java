package io.mlops4j.core.data;

import io.mlops4j.data.Expectation;
import io.mlops4j.data.RowRule;
import io.mlops4j.data.TableRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a commit does to the rules of its dataset. A rule that is given takes the place of the dataset's of the same kind on the same columns; among the
 * rules that are given together, as a wide range that refuses and a narrow one that warns, all count.
 */
record RuleChange(boolean replacesAll, List<Expectation> given) {
    static final RuleChange NONE = new RuleChange(false, List.of());

    static RuleChange only(List<Expectation> rules) {
        return new RuleChange(true, rules);
    }

    RuleChange plus(List<Expectation> more) {
        List<Expectation> all = new ArrayList<>(given);
        all.addAll(more);
        return new RuleChange(replacesAll, List.copyOf(all));
    }

    /** The rules from then on: those of the dataset that stay, then the given ones, each once. */
    List<Expectation> applyTo(List<Expectation> kept) {
        Set<Object> replaced = given.stream().map(RuleChange::place).collect(Collectors.toSet());
        Set<Expectation> rules = new LinkedHashSet<>();
        if (!replacesAll) {
            kept.stream().filter(rule -> !replaced.contains(place(rule))).forEach(rules::add);
        }
        // The code of a custom rule counts: the last one of a name is the one that is meant.
        given.forEach(rule -> {
            rules.remove(rule);
            rules.add(rule);
        });
        return List.copyOf(rules);
    }

    /** Two rules of one place exclude each other. */
    private static Object place(Expectation expectation) {
        Expectation rule = expectation.rule();
        if (rule instanceof RowRule.Custom || rule instanceof TableRule.Custom || rule instanceof Expectation.Unknown) {
            return rule;
        }
        List<Object> place = new ArrayList<>(List.of(rule.getClass(), rule.columns()));
        if (rule instanceof TableRule.QuantileBetween quantile) {
            place.add(quantile.p());
        } else if (rule instanceof RowRule.Foreign foreign) {
            place.add(List.of(foreign.dataset(), foreign.otherColumn()));
        }
        return place;
    }
}
