package io.mlops4j.core.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The evidence of counts against a reference. */
class BinEvidenceTest {
    @Test
    void thereIsNoneWithoutRows() {
        assertThat(new BinEvidence(new double[] {10, 20}).log(new long[] {0, 0}))
                .isZero();
    }

    /** Row by row: each is drawn from an urn that a ball of its kind is added to, which is what a Dirichlet-multinomial is. */
    @Test
    void isTheRatioOfTwoPolyaUrns() {
        double[] prior = {6, 3, 1};
        int[] rows = {2, 2, 0, 2, 1, 2};
        double[] urn = prior.clone();
        double without = 0;
        double[] with = new double[3];
        double[][] urns = new double[3][];
        double[] concentrations = {10, 100, 1_000};
        for (int i = 0; i < 3; i++) {
            double c = concentrations[i];
            urns[i] = Arrays.stream(prior).map(a -> c * a / 10).toArray();
        }
        long[] counts = new long[3];
        for (int row : rows) {
            without += Math.log(urn[row] / Arrays.stream(urn).sum());
            urn[row]++;
            for (int i = 0; i < 3; i++) {
                with[i] += Math.log(urns[i][row] / Arrays.stream(urns[i]).sum());
                urns[i][row]++;
            }
            counts[row]++;
        }
        double urnless = without;
        double mean = Arrays.stream(with)
                .map(log -> Math.exp(log - urnless))
                .average()
                .orElseThrow();
        assertThat(new BinEvidence(prior).log(counts)).isCloseTo(Math.log(mean), within(1e-10));
    }

    @Test
    void isAsLikelyAsNotToGrowWithoutAChange() {
        // Ville: with a probability of at most 0.05 it ever reaches 20. 400 streams of 3 000 rows against references of
        // 500.
        int alarms = 0;
        for (int stream = 0; stream < 400; stream++) {
            alarms += reaches(new Random(stream), 500, 3_000, 0) ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(400 * 5 / 100 + 3 * (int) Math.sqrt(400 * 0.05 * 0.95));
    }

    @Test
    void findsAShiftOfHalfADeviationWithinFewRows() {
        int found = 0;
        for (int stream = 0; stream < 100; stream++) {
            found += reaches(new Random(1_000 + stream), 10_000, 250, 0.5) ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(95);
    }

    /** Whether the evidence reaches 20 at any of the looks after every 25 rows. */
    private static boolean reaches(Random random, int reference, int rows, double shift) {
        double[] sample = random.doubles(reference)
                .map(u -> random.nextGaussian())
                .sorted()
                .toArray();
        int bins = 32;
        double[] edges = new double[bins - 1];
        for (int k = 1; k < bins; k++) {
            edges[k - 1] = sample[k * reference / bins];
        }
        double[] prior = new double[bins];
        for (double value : sample) {
            prior[bin(edges, value)]++;
        }
        BinEvidence evidence = new BinEvidence(prior);
        long[] counts = new long[bins];
        for (int row = 1; row <= rows; row++) {
            counts[bin(edges, random.nextGaussian() + shift)]++;
            if (row % 25 == 0 && evidence.log(counts) >= Math.log(20)) {
                return true;
            }
        }
        return false;
    }

    private static int bin(double[] edges, double value) {
        int at = Arrays.binarySearch(edges, value);
        return at >= 0 ? at + 1 : -at - 1;
    }

    @Test
    void binsThatStayEmptyAsTheyWereAreNoEvidence() {
        // Asked together with the others, the three empty bins alone made it 40 here.
        boolean[] never = {false, false, true, true, true};
        BinEvidence evidence = new BinEvidence(new double[] {26, 26, 1, 1, 1}, never);
        for (int rows = 100; rows <= 100_000; rows *= 10) {
            // Shares that are just those of the reference are more like it than its sample promises, which is at most
            // this much.
            assertThat(evidence.log(new long[] {rows / 2, rows / 2, 0, 0, 0})).isLessThan(Math.log(3));
        }
    }

    @Test
    void rowsInBinsThatTheReferenceNeverHadAreEvidence() {
        boolean[] never = {false, false, true};
        BinEvidence evidence = new BinEvidence(new double[] {501, 501, 1}, never);
        assertThat(evidence.log(new long[] {90, 90, 20})).isGreaterThan(Math.log(1_000));
        assertThat(evidence.log(new long[] {0, 0, 20})).isGreaterThan(Math.log(1_000));
    }
}
