package io.mlops4j.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The end of every "there is no such name" message: which name was probably meant, or which there are. Stateless. */
public final class NearNames {
    private static final int LISTED = 10;
    private static final int SUGGESTED = 3;
    private static final int LONGEST_COMPARED = 128;

    private NearNames() {}

    /**
     * A sentence to append to a message, with its leading blank: {@code " Did you mean 'loans'?"} when a name is within a third
     * of its length in edits (letter case is free), else {@code " There are: a, b, c."}, else nothing when no name exists.
     * The order of the suggestions depends on the names alone, not on the order of the collection.
     */
    public static String sentence(String wanted, Collection<String> existing) {
        if (existing.isEmpty()) {
            return "";
        }
        List<String> near = existing.stream()
                .distinct()
                .filter(name -> isNear(wanted, name))
                .sorted(Comparator.<String>comparingInt(name -> distance(fold(wanted), fold(name), LONGEST_COMPARED))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTED)
                .toList();
        if (!near.isEmpty()) {
            return " Did you mean "
                    + near.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" or ")) + "?";
        }
        List<String> sorted = existing.stream().distinct().sorted().toList();
        String listed = sorted.stream().limit(LISTED).collect(Collectors.joining(", "));
        int more = sorted.size() - LISTED;
        return " There are: " + listed + (more > 0 ? " and " + more + " more." : ".");
    }

    private static boolean isNear(String wanted, String name) {
        int length = Math.max(wanted.length(), name.length());
        if (length > LONGEST_COMPARED) {
            return false;
        }
        int bound = Math.max(1, length / 3);
        return distance(fold(wanted), fold(name), bound) <= bound;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Edits between two texts (Levenshtein's, and two neighbours in the wrong order are one edit), or any number above the bound as
     * soon as it is known to be above.
     */
    private static int distance(String a, String b, int bound) {
        if (Math.abs(a.length() - b.length()) > bound) {
            return bound + 1;
        }
        int[] twoAbove = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > bound) {
                return bound + 1;
            }
            int[] free = twoAbove;
            twoAbove = above;
            above = row;
            row = free;
        }
        return above[b.length()];
    }
}
