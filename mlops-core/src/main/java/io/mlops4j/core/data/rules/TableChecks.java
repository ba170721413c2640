package io.mlops4j.core.data.rules;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.Profile;
import io.mlops4j.data.TableRule;
import io.mlops4j.internal.RealText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;

/** The checks of rules that a table keeps or breaks as a whole. */
final class TableChecks {
    private TableChecks() {}

    /** A number of the table that has to lie in a range. */
    private abstract static class Statistic extends RuleCheck {
        private final double low;
        private final double high;

        Statistic(Expectation expectation, double low, double high) {
            super(expectation);
            this.low = low;
            this.high = high;
        }

        @Override
        void accept(List<CellVector> batch, long firstRow) {
            // The profile, which sees the same batches, has it.
        }

        final ExpectationResult result(long of, OptionalDouble value) {
            boolean kept = value.isPresent() && value.getAsDouble() >= low && value.getAsDouble() <= high;
            return new ExpectationResult(
                    expectation(),
                    of,
                    kept ? 0 : 1,
                    List.of(),
                    value.isPresent() ? RealText.of(value.getAsDouble()) : "");
        }
    }

    /** A mean. */
    static final class Mean extends Statistic {
        private final TableRule.MeanBetween rule;

        Mean(Expectation expectation, TableRule.MeanBetween rule) {
            super(expectation, rule.low(), rule.high());
            this.rule = rule;
        }

        @Override
        ExpectationResult finish(Profile profile) {
            return result(
                    profile.column(rule.column()).count(),
                    profile.column(rule.column()).findMean());
        }
    }

    /** A quantile: the profile's where it has it, otherwise of a sample of the check's own. */
    static final class Quantile extends Statistic {
        private final TableRule.QuantileBetween rule;
        private final int column;
        private final QuantileSample sample = new QuantileSample();

        Quantile(Expectation expectation, TableRule.QuantileBetween rule, int column) {
            super(expectation, rule.low(), rule.high());
            this.rule = rule;
            this.column = column;
        }

        @Override
        void accept(List<CellVector> batch, long firstRow) {
            CellVector cells = batch.get(column);
            double[] numbers = cells.numbers();
            for (int row = 0; row < cells.size(); row++) {
                if (!Double.isNaN(numbers[row])) {
                    sample.add(numbers[row]);
                }
            }
        }

        @Override
        ExpectationResult finish(Profile profile) {
            NavigableMap<Double, Double> known = profile.column(rule.column()).quantiles();
            Double value = known.get(rule.p());
            return result(sample.count(), value == null ? sample.quantile(rule.p()) : OptionalDouble.of(value));
        }
    }

    /** Pearson's correlation, in one pass (Welford 1962, doi:10.1080/00401706.1962.10490022, for two variables). */
    static final class Correlation extends Statistic {
        private final int first;
        private final int second;
        private long count;
        private double meanA;
        private double meanB;
        private double squaresA;
        private double squaresB;
        private double products;

        Correlation(Expectation expectation, TableRule.CorrelationBetween rule, int first, int second) {
            super(expectation, rule.low(), rule.high());
            this.first = first;
            this.second = second;
        }

        @Override
        void accept(List<CellVector> batch, long firstRow) {
            double[] a = batch.get(first).numbers();
            double[] b = batch.get(second).numbers();
            int size = batch.get(first).size();
            for (int row = 0; row < size; row++) {
                if (Double.isFinite(a[row]) && Double.isFinite(b[row])) {
                    count++;
                    double deltaA = a[row] - meanA;
                    double deltaB = b[row] - meanB;
                    meanA += deltaA / count;
                    meanB += deltaB / count;
                    squaresA += deltaA * (a[row] - meanA);
                    squaresB += deltaB * (b[row] - meanB);
                    products += deltaA * (b[row] - meanB);
                }
            }
        }

        @Override
        ExpectationResult finish(Profile profile) {
            double correlation = products / (Math.sqrt(squaresA) * Math.sqrt(squaresB));
            return result(
                    count,
                    Double.isFinite(correlation)
                            ? OptionalDouble.of(Math.max(-1, Math.min(1, correlation)))
                            : OptionalDouble.empty());
        }
    }

    /** How many rows there are. */
    static final class RowCount extends RuleCheck {
        private final TableRule.RowCount rule;

        RowCount(Expectation expectation, TableRule.RowCount rule) {
            super(expectation);
            this.rule = rule;
        }

        @Override
        void accept(List<CellVector> batch, long firstRow) {
            // The profile counts.
        }

        @Override
        ExpectationResult finish(Profile profile) {
            long rows = profile.rowCount();
            long lacking = Math.max(0, rule.least() - rows);
            long surplus = Math.max(0, rows - rule.most());
            return new ExpectationResult(expectation(), rows, lacking + surplus, List.of());
        }
    }

    /** How old the latest date or instant is. */
    static final class Fresh extends RuleCheck {
        private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

        private final TableRule.Fresh rule;
        private final int column;
        private final Instant now;
        private Instant latest = Instant.MIN;
        private long seen;

        Fresh(Expectation expectation, TableRule.Fresh rule, int column, Instant now) {
            super(expectation);
            this.rule = rule;
            this.column = column;
            this.now = now;
        }

        @Override
        void accept(List<CellVector> batch, long firstRow) {
            CellVector cells = batch.get(column);
            boolean[] absent = cells.absent();
            long[] wholes = cells.wholes();
            int greatest = -1;
            for (int row = 0; row < cells.size(); row++) {
                if (!absent[row] && (greatest < 0 || isAfter(cells, wholes, row, greatest))) {
                    greatest = row;
                }
            }
            if (greatest >= 0) {
                Instant value = cells.type() == ColumnType.DATE
                        ? Instant.ofEpochSecond(Math.multiplyExact(wholes[greatest], SECONDS_A_DAY))
                        : cells.instant(greatest);
                latest = value.isAfter(latest) ? value : latest;
                seen += cells.size() - cells.missing();
            }
        }

        private static boolean isAfter(CellVector cells, long[] wholes, int row, int other) {
            return wholes[row] > wholes[other]
                    || (wholes[row] == wholes[other]
                            && cells.type() == ColumnType.INSTANT
                            && cells.nanos()[row] > cells.nanos()[other]);
        }

        @Override
        ExpectationResult finish(Profile profile) {
            if (seen == 0) {
                return new ExpectationResult(expectation(), 0, 1, List.of());
            }
            boolean kept = !latest.isBefore(now.minus(rule.atMost()));
            return new ExpectationResult(expectation(), seen, kept ? 0 : 1, List.of(), latest.toString());
        }
    }

    /** A predicate of the user's. */
    static final class Custom extends RuleCheck {
        private final TableRule.Custom rule;

        Custom(Expectation expectation, TableRule.Custom rule) {
            super(expectation);
            this.rule = rule;
        }

        @Override
        void accept(List<CellVector> batch, long firstRow) {
            // It is about the profile.
        }

        @Override
        ExpectationResult finish(Profile profile) {
            return new ExpectationResult(expectation(), profile.rowCount(), rule.test(profile) ? 0 : 1, List.of());
        }
    }
}
