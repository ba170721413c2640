package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.core.evaluation.scores.BinaryRows;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Two classes, many ties, against the definitions written out naively. */
class BinaryMetricsProperties {
    /** Rows with at least two of each class; scores are tenths, so ties abound. */
    record Sample(int[] labels, double[] scores, int[] repeats) {
        double[] weights() {
            return Arrays.stream(repeats).asDoubleStream().toArray();
        }
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Arbitraries.integers()
                .between(4, 40)
                .flatMap(n -> Combinators.combine(
                                Arbitraries.integers()
                                        .between(0, 1)
                                        .array(int[].class)
                                        .ofSize(n),
                                Arbitraries.integers()
                                        .between(0, 10)
                                        .array(int[].class)
                                        .ofSize(n),
                                Arbitraries.integers()
                                        .between(1, 3)
                                        .array(int[].class)
                                        .ofSize(n))
                        .as((labels, tenths, repeats) -> {
                            int[] both = labels.clone();
                            for (int i = 0; i < 4; i++) {
                                both[i] = i % 2;
                            }
                            return new Sample(
                                    both,
                                    Arrays.stream(tenths)
                                            .mapToDouble(t -> t / 10.0)
                                            .toArray(),
                                    repeats);
                        }));
    }

    @Property(tries = 300)
    void theAreaIsTheShareOfPairsInTheRightOrder(@ForAll("samples") Sample sample) {
        assertThat(area(sample.labels(), sample.scores()))
                .isCloseTo(naiveArea(sample.labels(), sample.scores()), within(1e-12));
    }

    @Property(tries = 200)
    void theAreaIsBlindToWhatKeepsTheOrder(@ForAll("samples") Sample sample) {
        double[] bent = Arrays.stream(sample.scores()).map(s -> s * s * s).toArray();
        assertThat(area(sample.labels(), bent)).isEqualTo(area(sample.labels(), sample.scores()));
    }

    @Property(tries = 200)
    void aWholeWeightIsARepetition(@ForAll("samples") Sample sample) {
        int[] rows = IntStream.range(0, sample.labels().length)
                .flatMap(i -> IntStream.generate(() -> i).limit(sample.repeats()[i]))
                .toArray();
        Evaluation repeated = Evaluator.binary()
                .evaluate(SortedOrder.permuted(sample.labels(), rows), SortedOrder.permuted(sample.scores(), rows));
        Evaluation weighted = Evaluator.binary().weights(sample.weights()).evaluate(sample.labels(), sample.scores());
        assertThat(weighted.metrics().keySet()).isEqualTo(repeated.metrics().keySet());
        weighted.metrics()
                .forEach((name, metric) -> assertThat(metric.value())
                        .as(name)
                        .isCloseTo(repeated.metric(name).value(), within(1e-9)));
    }

    @Property(tries = 200)
    void deLongsVarianceIsThatOfItsStructuralComponents(@ForAll("samples") Sample sample) {
        double[] ones = new double[sample.labels().length];
        Arrays.fill(ones, 1);
        BinaryRows rows = BinaryRows.of(0.5, sample.labels(), sample.scores(), ones);
        double area = naiveArea(sample.labels(), sample.scores());
        assertThat(rows.areaVariance(area))
                .isCloseTo(naiveVariance(sample.labels(), sample.scores(), area), within(1e-12));
    }

    @Property(tries = 30)
    void everyEstimateLiesInItsInterval(@ForAll("samples") Sample sample) {
        Evaluation evaluation = Evaluator.binary().resamples(100).evaluate(sample.labels(), sample.scores());
        evaluation
                .metrics()
                .values()
                .forEach(metric -> metric.findInterval()
                        .ifPresent(interval -> assertThat(interval.contains(metric.value()))
                                .as(metric.toString())
                                .isTrue()));
    }

    @Property(tries = 100)
    void aSliceIsTheEvaluationOfItsRowsAlone(@ForAll("samples") Sample sample) {
        String[] column = Arrays.stream(sample.repeats()).mapToObj(r -> "r" + r).toArray(String[]::new);
        int[] rows = IntStream.range(0, column.length)
                .filter(i -> column[i].equals(column[0]))
                .toArray();
        Evaluation alone = Evaluator.binary()
                .evaluate(SortedOrder.permuted(sample.labels(), rows), SortedOrder.permuted(sample.scores(), rows));
        Evaluation sliced = Evaluator.binary().slice("repeats", column).evaluate(sample.labels(), sample.scores());
        Evaluation slice = sliced.slice("repeats", column[0]);
        assertThat(slice.metrics()).isEqualTo(alone.metrics());
        assertThat(slice.warnings()).isEqualTo(alone.warnings());
        assertThat(slice.settings()).isEqualTo(alone.settings());
        assertThat(alone.plots()).containsAll(slice.plots());
    }

    @Property(tries = 30)
    void slicesChangeNothingOfTheWhole(@ForAll("samples") Sample sample) {
        String[] column = Arrays.stream(sample.repeats()).mapToObj(r -> "r" + r).toArray(String[]::new);
        Evaluation whole = Evaluator.binary().resamples(100).evaluate(sample.labels(), sample.scores());
        Evaluation sliced =
                Evaluator.binary().resamples(100).slice("repeats", column).evaluate(sample.labels(), sample.scores());
        assertThat(sliced.metrics()).isEqualTo(whole.metrics());
        assertThat(sliced.plots()).isEqualTo(whole.plots());
    }

    private static double area(int[] labels, double[] scores) {
        return Evaluator.binary().evaluate(labels, scores).metric("roc_auc").value();
    }

    private static double naiveArea(int[] labels, double[] scores) {
        double won = 0;
        int pairs = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < labels.length; j++) {
                if (labels[i] == 1 && labels[j] == 0) {
                    won += kernel(scores[i], scores[j]);
                    pairs++;
                }
            }
        }
        return won / pairs;
    }

    private static double kernel(double positive, double negative) {
        return positive > negative ? 1 : positive == negative ? 0.5 : 0;
    }

    /** DeLong, DeLong and Clarke-Pearson 1988, by the definition. */
    private static double naiveVariance(int[] labels, double[] scores, double area) {
        double variance = 0;
        for (int label = 0; label < 2; label++) {
            int own = label;
            int count = (int) Arrays.stream(labels).filter(l -> l == own).count();
            int others = labels.length - count;
            double squares = 0;
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] != label) {
                    continue;
                }
                double component = 0;
                for (int j = 0; j < labels.length; j++) {
                    if (labels[j] != label) {
                        component += label == 1 ? kernel(scores[i], scores[j]) : kernel(scores[j], scores[i]);
                    }
                }
                squares += Math.pow(component / others - area, 2);
            }
            variance += squares / (count - 1) / count;
        }
        return variance;
    }
}
