package io.mlops4j.spi;

import io.mlops4j.NotFound;
import io.mlops4j.stats.Categorical;
import io.mlops4j.stats.EmptyBins;
import io.mlops4j.stats.MultipleTesting;
import io.mlops4j.stats.PopulationStability;
import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.util.ServiceLoader;
import java.util.function.ToDoubleBiFunction;

/**
 * What does the arithmetic behind {@link TwoSample}, {@link Categorical} and {@link MultipleTesting}, found by {@link ServiceLoader}:
 * {@code mlops-core} brings it. Users call those; only who writes another engine implements this. Stateless and safe for use by many
 * threads; the arrays handed over are only read.
 */
public interface StatisticsEngine {
    /** See {@link TwoSample#kolmogorovSmirnov}. */
    TestResult kolmogorovSmirnov(double[] a, double[] b);

    /** See {@link TwoSample#cramerVonMises}. */
    TestResult cramerVonMises(double[] a, double[] b);

    /** See {@link TwoSample#mannWhitney}. */
    TestResult mannWhitney(double[] a, double[] b);

    /** See {@link TwoSample#andersonDarling}. */
    TestResult andersonDarling(double[] a, double[] b);

    /** See {@link TwoSample#welch}. */
    TestResult welch(double[] a, double[] b);

    /** See {@link TwoSample#energyDistance}. */
    double energyDistance(double[] a, double[] b);

    /** See {@link TwoSample#maximumMeanDiscrepancy(double[][], double[][], double)}. */
    double maximumMeanDiscrepancy(double[][] a, double[][] b, double bandwidth);

    /** See {@link TwoSample#maximumMeanDiscrepancy(double[][], double[][], int, long)}. */
    TestResult maximumMeanDiscrepancy(double[][] a, double[][] b, int permutations, long seed);

    /** See {@link TwoSample#permutation}. */
    TestResult permutation(
            double[] a, double[] b, ToDoubleBiFunction<double[], double[]> distance, int permutations, long seed);

    /** See {@link TwoSample#wasserstein}. */
    double wasserstein(double[] a, double[] b);

    /** See {@link Categorical#chiSquare(long[], long[])}. */
    TestResult chiSquare(long[] a, long[] b);

    /** See {@link Categorical#chiSquare(long[], long[], int, long)}. */
    TestResult chiSquare(long[] a, long[] b, int permutations, long seed);

    /** See {@link Categorical#gTest}. */
    TestResult gTest(long[] a, long[] b);

    /** See {@link Categorical#fisherExact}. */
    TestResult fisherExact(long[] a, long[] b);

    /** See {@link Categorical#twoProportions}. */
    TestResult twoProportions(long countA, long rowsA, long countB, long rowsB);

    /** See {@link Categorical#kullbackLeibler(long[], long[], EmptyBins)}. */
    double kullbackLeibler(long[] a, long[] b, EmptyBins rule);

    /** See {@link Categorical#hellinger}. */
    double hellinger(long[] a, long[] b);

    /** See {@link Categorical#totalVariation}. */
    double totalVariation(long[] a, long[] b);

    /** See {@link Categorical#populationStability(long[], long[], EmptyBins)}. */
    PopulationStability populationStability(long[] a, long[] b, EmptyBins rule);

    /** See {@link Categorical#jensenShannon}. */
    double jensenShannon(long[] a, long[] b);

    /** See {@link MultipleTesting#benjaminiHochberg(double[])}. */
    double[] benjaminiHochberg(double[] pValues);

    /** See {@link MultipleTesting#holm}. */
    double[] holm(double[] pValues);

    /** See {@link MultipleTesting#eBenjaminiHochberg}. */
    boolean[] eBenjaminiHochberg(double[] eValues, double level);

    /**
     * The engine on the class or module path.
     *
     * @throws NotFound if there is none
     */
    static StatisticsEngine installed() {
        return ServiceLoader.load(StatisticsEngine.class, StatisticsEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new NotFound("Nothing on the class or module path can compute statistics: add the"
                        + " dependency io.mlops4j:mlops-core."));
    }
}
