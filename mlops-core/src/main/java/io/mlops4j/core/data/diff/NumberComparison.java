package io.mlops4j.core.data.diff;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.data.cells.QuantileBins;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnShift;
import io.mlops4j.data.ColumnShift.Bin;
import io.mlops4j.data.ColumnShift.Measure;
import io.mlops4j.data.ColumnType;
import io.mlops4j.internal.RealText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Compares numbers, dates or instants over quantiles of the earlier version. For one thread. */
final class NumberComparison extends ColumnComparison {
    private static final int COARSE = 10;
    private static final int FINE = 100;
    private static final int DRAWN = 24;

    private final long stride;
    private final Numbers numbersBefore;
    private final Numbers numbersAfter;
    private final double least;
    private final double greatest;
    private final long[] drawnBefore = new long[DRAWN];
    private final long[] drawnAfter = new long[DRAWN];
    private QuantileBins coarse = QuantileBins.of(new double[0], 0, 1);
    private QuantileBins fine = coarse;
    private long[] coarseBefore = new long[COARSE];
    private long[] coarseAfter = new long[COARSE];
    private long[] fineBefore = new long[FINE];
    private long[] fineAfter = new long[FINE];

    /**
     * Of a column.
     *
     * @param stride every how many rows one is in the sample
     */
    NumberComparison(ColumnProfile before, ColumnProfile after, long stride) {
        super(before, after);
        this.stride = stride;
        this.numbersBefore = new Numbers(before, stride);
        this.numbersAfter = new Numbers(after, stride);
        this.least = Math.min(
                before.findMin().orElse(Double.POSITIVE_INFINITY),
                after.findMin().orElse(Double.POSITIVE_INFINITY));
        this.greatest = Math.max(
                before.findMax().orElse(Double.NEGATIVE_INFINITY),
                after.findMax().orElse(Double.NEGATIVE_INFINITY));
    }

    @Override
    void first(Side side, CellVector vector) {
        (side == Side.BEFORE ? numbersBefore : numbersAfter).add(vector);
    }

    @Override
    void between() {
        double[] sorted = numbersBefore.sorted();
        coarse = QuantileBins.of(sorted, sorted.length, COARSE);
        fine = QuantileBins.of(sorted, sorted.length, FINE);
        coarseBefore = new long[coarse.count()];
        coarseAfter = new long[coarse.count()];
        fineBefore = new long[fine.count()];
        fineAfter = new long[fine.count()];
        if (stride == 1) {
            for (double value : sorted) {
                count(Side.BEFORE, value);
            }
            for (double value : numbersAfter.sorted()) {
                count(Side.AFTER, value);
            }
        }
    }

    @Override
    void second(Side side, CellVector vector) {
        for (int row = 0; row < vector.size(); row++) {
            if (!vector.isMissing(row)) {
                count(side, vector.numbers()[row]);
            }
        }
    }

    private void count(Side side, double value) {
        boolean early = side == Side.BEFORE;
        (early ? coarseBefore : coarseAfter)[coarse.bin(value)]++;
        (early ? fineBefore : fineAfter)[fine.bin(value)]++;
        if (canBeDrawn()) {
            (early ? drawnBefore : drawnAfter)[drawn(value)]++;
        }
    }

    private boolean canBeDrawn() {
        return greatest > least && greatest - least <= Double.MAX_VALUE;
    }

    private int drawn(double value) {
        return (int) Math.max(0, Math.min(DRAWN - 1, (value - least) / (greatest - least) * DRAWN));
    }

    @Override
    ColumnShift shift() {
        Map<Measure, Double> measures = measures(coarseBefore, coarseAfter);
        if (!measures.isEmpty()) {
            measures.put(
                    Measure.KOLMOGOROV_SMIRNOV,
                    stride == 1
                            ? Shares.kolmogorovSmirnov(numbersBefore.sorted(), numbersAfter.sorted())
                            : Shares.kolmogorovSmirnov(fineBefore, fineAfter));
        }
        return new ColumnShift(before(), after(), measures, bins());
    }

    private List<Bin> bins() {
        if (Shares.sum(coarseBefore) + Shares.sum(coarseAfter) == 0) {
            return List.of();
        }
        if (!canBeDrawn()) {
            return least == greatest
                    ? List.of(new Bin(text(least), Shares.sum(coarseBefore), Shares.sum(coarseAfter)))
                    : List.of();
        }
        List<Bin> bins = new ArrayList<>();
        double width = (greatest - least) / DRAWN;
        for (int i = 0; i < DRAWN; i++) {
            String label = "[" + text(least + i * width) + ", "
                    + (i == DRAWN - 1 ? text(greatest) + "]" : text(least + (i + 1) * width) + ")");
            bins.add(new Bin(label, drawnBefore[i], drawnAfter[i]));
        }
        return bins;
    }

    private String text(double value) {
        ColumnType type = after().type();
        if (type == ColumnType.DATE) {
            return LocalDate.ofEpochDay(Math.round(value)).toString();
        }
        if (type == ColumnType.INSTANT) {
            return Instant.ofEpochSecond(Math.round(value)).toString();
        }
        return RealText.of(rounded(value));
    }

    /** To as many digits as tell the bins apart. */
    private double rounded(double value) {
        double range = Math.max(Math.abs(least), Math.abs(greatest));
        double step = canBeDrawn() ? (greatest - least) / DRAWN : range;
        if (step == 0 || value == least || value == greatest) {
            return value;
        }
        int digits = (int) Math.floor(Math.log10(step)) - 1;
        return new BigDecimal(value).setScale(-digits, RoundingMode.HALF_EVEN).doubleValue();
    }

    /** The numbers of a sample. */
    private static final class Numbers {
        private final long stride;
        private double[] values;
        private int size;
        private long rows;
        private boolean isSorted;

        Numbers(ColumnProfile column, long stride) {
            this.stride = stride;
            this.values = new double[(int) Math.min(1 << 20, column.count() / stride + 1)];
        }

        void add(CellVector vector) {
            for (int row = 0; row < vector.size(); row++) {
                if (rows++ % stride == 0 && !vector.isMissing(row)) {
                    if (size == values.length) {
                        values = Arrays.copyOf(values, Math.addExact(size, Math.max(16, size >> 1)));
                    }
                    values[size++] = vector.numbers()[row] + 0.0;
                }
            }
        }

        double[] sorted() {
            if (!isSorted) {
                values = Arrays.copyOf(values, size);
                Arrays.sort(values);
                isSorted = true;
            }
            return values;
        }
    }
}
