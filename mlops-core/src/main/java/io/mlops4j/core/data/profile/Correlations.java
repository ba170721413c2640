package io.mlops4j.core.data.profile;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.Correlation;
import io.mlops4j.data.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pearson's correlation of every two columns that have a number form, over the rows in which both have a value; of the first {@value #MOST_COLUMNS} such columns.
 * Rows are worked on in blocks of {@value #BLOCK}: the sums of products around the means of a block are combined as {@link Moments} are.
 */
final class Correlations {
    static final int MOST_COLUMNS = 64;
    private static final int BLOCK = 512;
    /** What is kept of two columns: count, means, squares and products around the means. */
    private static final int N = 0;

    private static final int MEAN_X = 1;
    private static final int MEAN_Y = 2;
    private static final int XX = 3;
    private static final int YY = 4;
    private static final int XY = 5;
    private static final int FIELDS = 6;

    private final int[] columns;
    private final List<String> names;
    private final double[][] block;
    /** Block by block: the values around their mean, where a column misses none. */
    private final double[][] centered;

    private final double[] means;
    private final double[] squares;
    private final boolean[] complete;
    private final double[] state;
    private int filled;

    Correlations(Schema schema) {
        columns = IntStream.range(0, schema.columns().size())
                .filter(i -> schema.columns().get(i).type().hasNumberForm())
                .limit(MOST_COLUMNS)
                .toArray();
        names = IntStream.of(columns).mapToObj(i -> schema.names().get(i)).toList();
        block = new double[columns.length][BLOCK];
        centered = new double[columns.length][BLOCK];
        means = new double[columns.length];
        squares = new double[columns.length];
        complete = new boolean[columns.length];
        state = new double[columns.length * columns.length * FIELDS];
    }

    void add(List<CellVector> batch) {
        if (columns.length < 2) {
            return;
        }
        int rows = batch.get(columns[0]).size();
        for (int from = 0; from < rows; ) {
            int count = Math.min(BLOCK - filled, rows - from);
            for (int i = 0; i < columns.length; i++) {
                System.arraycopy(batch.get(columns[i]).numbers(), from, block[i], filled, count);
            }
            filled += count;
            from += count;
            if (filled == BLOCK) {
                flush();
            }
        }
    }

    private void flush() {
        if (filled == 0) {
            return;
        }
        for (int i = 0; i < columns.length; i++) {
            center(i);
        }
        for (int i = 0; i < columns.length; i++) {
            for (int j = i + 1; j < columns.length; j++) {
                if (complete[i] && complete[j]) {
                    double products = dot(centered[i], centered[j], filled);
                    combine(place(i, j), filled, means[i], means[j], squares[i], squares[j], products);
                } else {
                    pairwise(i, j);
                }
            }
        }
        filled = 0;
    }

    private void center(int i) {
        double[] values = block[i];
        double sum = 0;
        for (int row = 0; row < filled; row++) {
            sum += values[row];
        }
        // A missing cell is NaN, and so is every sum with it.
        complete[i] = !Double.isNaN(sum);
        means[i] = sum / filled;
        double[] around = centered[i];
        for (int row = 0; row < filled; row++) {
            around[row] = values[row] - means[i];
        }
        squares[i] = dot(around, around, filled);
    }

    /** Four sums at a time, so that no addition waits for the one before. */
    private static double dot(double[] a, double[] b, int size) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < size; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < size; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private void pairwise(int i, int j) {
        double[] x = block[i];
        double[] y = block[j];
        int n = 0;
        double sumX = 0;
        double sumY = 0;
        for (int row = 0; row < filled; row++) {
            if (!Double.isNaN(x[row]) && !Double.isNaN(y[row])) {
                n++;
                sumX += x[row];
                sumY += y[row];
            }
        }
        if (n == 0) {
            return;
        }
        double meanX = sumX / n;
        double meanY = sumY / n;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int row = 0; row < filled; row++) {
            if (!Double.isNaN(x[row]) && !Double.isNaN(y[row])) {
                double dx = x[row] - meanX;
                double dy = y[row] - meanY;
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
            }
        }
        combine(place(i, j), n, meanX, meanY, xx, yy, xy);
    }

    private int place(int i, int j) {
        return (i * columns.length + j) * FIELDS;
    }

    private void combine(int at, double n, double meanX, double meanY, double xx, double yy, double xy) {
        double before = state[at + N];
        if (before == 0) {
            state[at + MEAN_X] = meanX;
            state[at + MEAN_Y] = meanY;
            state[at + XX] = xx;
            state[at + YY] = yy;
            state[at + XY] = xy;
        } else {
            double all = before + n;
            double dx = meanX - state[at + MEAN_X];
            double dy = meanY - state[at + MEAN_Y];
            double weight = before / all * n;
            state[at + XX] += xx + dx * dx * weight;
            state[at + YY] += yy + dy * dy * weight;
            state[at + XY] += xy + dx * dy * weight;
            state[at + MEAN_X] += dx * n / all;
            state[at + MEAN_Y] += dy * n / all;
        }
        state[at + N] = before + n;
    }

    void merge(Correlations other) {
        flush();
        other.flush();
        double[] theirs = other.state;
        for (int at = 0; at < state.length; at += FIELDS) {
            if (theirs[at + N] > 0) {
                combine(
                        at,
                        theirs[at + N],
                        theirs[at + MEAN_X],
                        theirs[at + MEAN_Y],
                        theirs[at + XX],
                        theirs[at + YY],
                        theirs[at + XY]);
            }
        }
    }

    /** Those that are defined: of two values at least, and of columns that vary. */
    List<Correlation> correlations() {
        flush();
        List<Correlation> all = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            for (int j = i + 1; j < columns.length; j++) {
                int at = place(i, j);
                double value = state[at + XY] / (Math.sqrt(state[at + XX]) * Math.sqrt(state[at + YY]));
                if (Double.isFinite(value)) {
                    all.add(new Correlation(names.get(i), names.get(j), Math.max(-1, Math.min(1, value))));
                }
            }
        }
        return all;
    }

    void write(DataOutput out) throws IOException {
        flush();
        for (double value : state) {
            out.writeDouble(value);
        }
    }

    void read(DataInput in) throws IOException {
        for (int i = 0; i < state.length; i++) {
            state[i] = in.readDouble();
        }
    }
}
