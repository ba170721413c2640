package io.mlops4j.core.stats.tests;

import io.mlops4j.spi.StatisticsEngine;
import io.mlops4j.stats.EmptyBins;
import io.mlops4j.stats.PopulationStability;
import io.mlops4j.stats.TestResult;

/** Checks what it is given and hands it to the class that computes it. Stateless. */
public final class StatisticalFunctions implements StatisticsEngine {
    @Override
    public TestResult kolmogorovSmirnov(double[] a, double[] b) {
        return KolmogorovSmirnov.test(Samples.sorted(a, b));
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
}
