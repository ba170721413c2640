package io.mlops4j.core.evaluation.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Turns that are skipped give what turns that are all taken give. */
class PrecisionRecallProperties {
    private static final double[] RECALLS =
            IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 100.0).toArray();

    /** Detections of one image and score, and how often that image is there. */
    record Equals(List<Byte> verdicts, int weight) {
        byte[] bytes() {
            byte[] bytes = new byte[verdicts.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = verdicts.get(i);
            }
            return bytes;
        }

        int right() {
            return weight
                    * (int) verdicts.stream().filter(v -> v == Verdict.RIGHT).count();
        }
    }

    @Provide
    Arbitrary<List<Equals>> blocks() {
        Arbitrary<Byte> verdict = Arbitraries.of(Verdict.ASIDE, Verdict.RIGHT, Verdict.WRONG);
        Arbitrary<Integer> weight = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 5), Arbitraries.integers().between(1, 3000));
        return Combinators.combine(verdict.list().ofMinSize(1).ofMaxSize(5), weight)
                .as(Equals::new)
                .list()
                .ofMaxSize(6);
    }

    @Property(tries = 300)
    void aWeightIsThatManyTurns(@ForAll("blocks") List<Equals> blocks, @ForAll("missed") int missed) {
        int objects = blocks.stream().mapToInt(Equals::right).sum() + missed;
        PrecisionRecall weighted = new PrecisionRecall(RECALLS, objects);
        PrecisionRecall repeated = new PrecisionRecall(RECALLS, objects);
        for (Equals block : blocks) {
            byte[] verdicts = block.bytes();
            weighted.add(verdicts, 0, verdicts.length, block.weight());
            for (int copy = 0; copy < block.weight(); copy++) {
                for (int d = 0; d < verdicts.length; d++) {
                    repeated.add(verdicts, d, d + 1, 1);
                }
            }
        }
        assertThat(weighted.precisions()).isEqualTo(repeated.precisions());
    }

    @Provide
    Arbitrary<Integer> missed() {
        return Arbitraries.integers().between(1, 2000);
    }

    @Test
    void theRestOfAWeightIsATurnThatCountsLess() {
        byte[] verdicts = {Verdict.WRONG, Verdict.RIGHT};
        PrecisionRecall curve = new PrecisionRecall(new double[] {0.3, 0.5, 1}, 2.5);
        curve.add(verdicts, 0, 2, 2.5);
        // 1 of 2, 2 of 4 and 2.5 of 5 are right after each turn.
        assertThat(curve.precisions()).containsExactly(new double[] {0.5, 0.5, 0.5}, within(1e-12));
        PrecisionRecall first = new PrecisionRecall(new double[] {0.3, 0.5, 1}, 2.5);
        first.add(new byte[] {Verdict.RIGHT, Verdict.WRONG}, 0, 2, 2.5);
        // 1 of 1, then 2 of 3, then 2.5 of 4.5.
        assertThat(first.precisions()).containsExactly(new double[] {1, 2 / 3.0, 2.5 / 4.5}, within(1e-12));
    }

    @Test
    void greatWeightsTakeNoLongerThanSmallOnes() {
        byte[] verdicts = {Verdict.RIGHT, Verdict.WRONG};
        PrecisionRecall curve = new PrecisionRecall(RECALLS, 2e15);
        List<Double> weights = new ArrayList<>(List.of(1e15, 1.0, 1e15));
        for (double weight : weights) {
            curve.add(verdicts, 0, 2, weight);
        }
        assertThat(curve.precisions()[100]).isBetween(0.499, 0.501);
    }
}
