package io.mlops4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rules to start from; {@link Expectation#suggest} says how they are found. */
final class Suggestions {
    private static final long ENOUGH = 100;
    private static final int FEW_WORDS = 10;
    private static final int VALUES_A_WORD = 20;
    private static final double RARE = 0.99;
    private static final int LONGEST_KEPT_WORD = 255;

    /** The 99.95 % quantile of the normal distribution: both tails together are one in a thousand. */
    private static final double Z = 3.290526731491896;

    private static final Pattern KEY =
            Pattern.compile("(?:.*[_\\-. ])?(?i:id|key|uuid|guid)|.*[a-z0-9](?:Id|ID|Key|Uuid|UUID)");

    private Suggestions() {}

    static List<Expectation> of(Profile profile) {
        List<Expectation> rules = new ArrayList<>();
        for (ColumnProfile column : profile.columns()) {
            missing(column, rules);
            if (!column.type().isText()) {
                rules.add(Expectation.ofType(column.name(), column.type()));
            }
            if (isKey(column)) {
                rules.add(Expectation.unique(column.name()));
            }
            if (hasFewWords(column)) {
                String[] words = column.topValues().stream()
                        .map(ColumnProfile.ValueCount::value)
                        .sorted()
                        .toArray(String[]::new);
                rules.add(Expectation.in(column.name(), words).mostly(RARE));
            }
            if (column.type().isNumber() && column.count() >= ENOUGH) {
                range(column, rules);
            }
        }
        return List.copyOf(rules);
    }

    private static void missing(ColumnProfile column, List<Expectation> rules) {
        long cells = column.count() + column.missing();
        if (cells < ENOUGH) {
            return;
        }
        if (column.missing() == 0) {
            rules.add(Expectation.notNull(column.name()));
            return;
        }
        double share = Math.ceil(100 * wilsonUpper(column.missing(), cells)) / 100;
        if (share < 0.5) {
            rules.add(Expectation.missingAtMost(column.name(), share));
        }
    }

    /** The upper end of the score interval (Wilson 1927, doi:10.1080/01621459.1927.10502953). */
    private static double wilsonUpper(long hits, long of) {
        double p = (double) hits / of;
        double z2 = Z * Z;
        double centre = p + z2 / (2 * of);
        double half = Z * Math.sqrt(p * (1 - p) / of + z2 / (4.0 * of * of));
        return Math.min(1, (centre + half) / (1 + z2 / of));
    }

    private static boolean isKey(ColumnProfile column) {
        return (column.type() == ColumnType.INTEGER || column.type() == ColumnType.STRING)
                && column.count() >= ENOUGH
                && column.distinctIsExact()
                && column.distinct() == column.count()
                && KEY.matcher(column.name()).matches();
    }

    private static boolean hasFewWords(ColumnProfile column) {
        if (column.type() != ColumnType.STRING && column.type() != ColumnType.CATEGORY) {
            return false;
        }
        List<ColumnProfile.ValueCount> words = column.topValues();
        return !words.isEmpty()
                && words.size() <= FEW_WORDS
                && column.count() >= (long) VALUES_A_WORD * words.size()
                && words.stream().mapToLong(ColumnProfile.ValueCount::count).sum() == column.count()
                && words.stream().allMatch(word -> word.value().length() <= LONGEST_KEPT_WORD);
    }

    private static void range(ColumnProfile column, List<Expectation> rules) {
        double min = column.min();
        double max = column.max();
        if (min == 0 && max == 0) {
            return;
        }
        if (min >= 0 && max <= 1 && min < 1) {
            rules.add(Expectation.between(column.name(), 0, 1));
        } else if (min >= 0) {
            rules.add(Expectation.between(column.name(), 0, Double.POSITIVE_INFINITY));
        } else if (max <= 0) {
            rules.add(Expectation.between(column.name(), Double.NEGATIVE_INFINITY, 0));
        }
    }
}
