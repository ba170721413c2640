package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.List;

/** What the specifications of features demand of names and numbers. */
final class FeatureColumns {
    private FeatureColumns() {}

    /** A copy; refuses invalid and repeated names. */
    static List<String> check(List<String> columns) {
        List<String> copy = List.copyOf(columns);
        copy.forEach(ColumnSchema::checkName);
        if (copy.stream().distinct().count() != copy.size()) {
            throw new InvalidInput("A step of a feature pipeline names a column twice: " + Quoted.list(copy) + ".");
        }
        return copy;
    }

    static void checkFinite(String what, String column, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidInput(what + " of '" + column + "' is " + value + "; give a finite number.");
        }
    }

    static void checkShares(String column, double low, double high) {
        if (!(low >= 0 && low < high && high <= 1)) {
            throw new InvalidInput("The quantiles " + low + " and " + high + " of '" + column
                    + "' are no range within [0, 1]; give two shares such as 0.01 and 0.99.");
        }
    }

    static void checkCount(String what, String column, int count, int least, int most) {
        if (count < least || count > most) {
            throw new InvalidInput(
                    what + " of '" + column + "' is " + count + "; give a number from " + least + " to " + most + ".");
        }
    }
}
