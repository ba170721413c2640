package io.mlops4j.core.stats.tests;

import io.mlops4j.spi.StatisticsEngine;
import io.mlops4j.stats.EmptyBins;
import io.mlops4j.stats.PopulationStability;
import io.mlops4j.stats.TestResult;
import java.util.function.ToDoubleBiFunction;

/** Checks what it is given and hands it to the class that computes it. Stateless. */
public final class StatisticalFunctions implements StatisticsEngine {
    @Override
    public TestResult kolmogorovSmirnov(double[] a, double[] b) {
        return KolmogorovSmirnov.test(Samples.sorted(a, b));
    }

    @Override
    public TestResult cramerVonMises(double[] a, double[] b) {
        String test = "Cramér and von Mises' test";
        return CramerVonMises.test(Samples.sorted(a, b).atLeast(2, test).notAllEqual(test));
    }

    @Override
    public TestResult mannWhitney(double[] a, double[] b) {
        return MannWhitney.test(Samples.sorted(a, b));
    }

    @Override
    public TestResult andersonDarling(double[] a, double[] b) {
        return AndersonDarling.test(Samples.sorted(a, b).notAllEqual("Anderson and Darling's test"));
    }

    @Override
    public TestResult welch(double[] a, double[] b) {
        return Welch.test(Samples.sorted(a, b).atLeast(2, "Welch's test"));
    }

    @Override
    public double energyDistance(double[] a, double[] b) {
        return Distances.energy(Samples.sorted(a, b));
    }

    @Override
    public double maximumMeanDiscrepancy(double[][] a, double[][] b, double bandwidth) {
        return MeanDiscrepancy.of(a, b).estimate(bandwidth);
    }

    @Override
    public TestResult maximumMeanDiscrepancy(double[][] a, double[][] b, int permutations, long seed) {
        return MeanDiscrepancy.of(a, b).test(permutations, seed);
    }

    @Override
    public TestResult permutation(
            double[] a, double[] b, ToDoubleBiFunction<double[], double[]> distance, int permutations, long seed) {
        return Permutations.test(a, b, distance, permutations, seed);
    }

    @Override
    public double wasserstein(double[] a, double[] b) {
        return Distances.wasserstein(Samples.sorted(a, b));
    }

    @Override
    public TestResult chiSquare(long[] a, long[] b) {
        return Contingency.chiSquare(Counts.of(a, b));
    }

    @Override
    public TestResult chiSquare(long[] a, long[] b, int permutations, long seed) {
        return Contingency.chiSquare(Counts.of(a, b), permutations, seed);
    }

    @Override
    public TestResult gTest(long[] a, long[] b) {
        return Contingency.gTest(Counts.of(a, b));
    }

    @Override
    public TestResult fisherExact(long[] a, long[] b) {
        return TwoByTwo.fisher(a, b);
    }

    @Override
    public TestResult twoProportions(long countA, long rowsA, long countB, long rowsB) {
        return TwoByTwo.proportions(countA, rowsA, countB, rowsB);
    }

    @Override
    public double kullbackLeibler(long[] a, long[] b, EmptyBins rule) {
        return Divergences.kullbackLeibler(Counts.of(a, b), rule);
    }

    @Override
    public double hellinger(long[] a, long[] b) {
        return Divergences.hellinger(Counts.of(a, b));
    }

    @Override
    public double totalVariation(long[] a, long[] b) {
        return Divergences.totalVariation(Counts.of(a, b));
    }

    @Override
    public PopulationStability populationStability(long[] a, long[] b, EmptyBins rule) {
        return Divergences.populationStability(Counts.of(a, b), rule);
    }

    @Override
    public double jensenShannon(long[] a, long[] b) {
        return Divergences.jensenShannon(Counts.of(a, b));
    }

    @Override
    public double[] benjaminiHochberg(double[] pValues) {
        return AdjustedPValues.benjaminiHochberg(pValues);
    }

    @Override
    public double[] holm(double[] pValues) {
        return AdjustedPValues.holm(pValues);
    }

    @Override
    public boolean[] eBenjaminiHochberg(double[] eValues, double level) {
        return AdjustedPValues.eBenjaminiHochberg(eValues, level);
    }
}
