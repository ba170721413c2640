package io.mlops4j.core.monitoring.page;

import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.Verdict;
import io.mlops4j.monitoring.WindowSummary;
import io.mlops4j.monitoring.WindowSummary.ColumnSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * How a column went over the windows. What is drawn of it is the number that decides: the effect, or for a distance with a threshold of its own the distance. Immutable.
 *
 * @param name the column
 * @param test when it counts as changed
 * @param drifted in how many windows it had drifted
 * @param greatest the greatest number
 * @param last what was found in the last window that has it
 */
record ColumnHistory(String name, DriftTest test, long drifted, double greatest, Verdict last) {
    private static final Comparator<ColumnHistory> ORDER = Comparator.<ColumnHistory>comparingInt(
                    column -> column.last() == Verdict.DRIFTED ? 0 : 1)
            .thenComparing(column -> -column.drifted())
            .thenComparing(column -> -column.greatest())
            .thenComparing(ColumnHistory::name);

    /** All columns, the most severe first: those that have drifted now, then those that had most often. */
    static List<ColumnHistory> of(MonitorHistory history) {
        TreeSet<String> names = new TreeSet<>();
        history.windows().forEach(window -> names.addAll(window.columns().keySet()));
        List<ColumnHistory> columns = new ArrayList<>();
        for (String name : names) {
            DriftTest test = test(history, name);
            long drifted = 0;
            double greatest = 0;
            Verdict last = Verdict.NOT_TESTED;
            for (WindowSummary window : history.windows()) {
                ColumnSummary column = window.columns().get(name);
                if (column != null) {
                    drifted += column.verdict() == Verdict.DRIFTED ? 1 : 0;
                    last = column.verdict();
                    greatest = Math.max(greatest, number(test, column).orElse(0));
                }
            }
            columns.add(new ColumnHistory(name, test, drifted, greatest, last));
        }
        columns.sort(ORDER);
        return columns;
    }

    private static DriftTest test(MonitorHistory history, String column) {
        int segment = column.indexOf(" [");
        DriftTest own = history.tests().get(column);
        return own != null
                ? own
                : history.tests().getOrDefault(segment > 0 ? column.substring(0, segment) : column, history.test());
    }

    private static OptionalDouble number(DriftTest test, ColumnSummary column) {
        if (column.verdict() == Verdict.INSUFFICIENT_DATA || column.verdict() == Verdict.NOT_TESTED) {
            return OptionalDouble.empty();
        }
        return test instanceof DriftTest.Distance ? column.statistic() : column.effect();
    }

    /** From where on a change counts; NaN if the number drawn does not decide. */
    double report() {
        return test instanceof DriftTest.Auto auto
                ? auto.report()
                : test instanceof DriftTest.Distance distance ? distance.threshold() : Double.NaN;
    }

    /** From where on an alert is sent; NaN if that is where a change counts. */
    double alert() {
        return test instanceof DriftTest.Auto auto && auto.alert() > auto.report() ? auto.alert() : Double.NaN;
    }

    String measure() {
        return test instanceof DriftTest.Auto auto
                ? Words.measure(auto.measure())
                : test instanceof DriftTest.Distance distance
                        ? distance.measure().title()
                        : "PSI";
    }

    /**
     * The greatest number of each place.
     *
     * @param values NaN where no window has one
     * @param bad where any window had drifted
     * @param few where windows are, and none has enough rows
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Course(double[] values, boolean[] bad, boolean[] few) {}

    Course course(WindowAxis axis) {
        double[] values = new double[axis.places()];
        boolean[] bad = new boolean[axis.places()];
        boolean[] few = new boolean[axis.places()];
        for (int k = 0; k < values.length; k++) {
            values[k] = Double.NaN;
            for (WindowSummary window : axis.at(k)) {
                ColumnSummary column = window.columns().get(name);
                if (column != null) {
                    double number = number(test, column).orElse(Double.NaN);
                    values[k] = Double.isNaN(values[k])
                            ? number
                            : Double.isNaN(number) ? values[k] : Math.max(values[k], number);
                    bad[k] |= column.verdict() == Verdict.DRIFTED;
                    few[k] |= column.verdict() == Verdict.INSUFFICIENT_DATA;
                }
            }
            few[k] &= Double.isNaN(values[k]);
        }
        return new Course(values, bad, few);
    }
}
