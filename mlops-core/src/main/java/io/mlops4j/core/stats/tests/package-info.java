/**
 * The arithmetic behind {@code io.mlops4j.stats}; {@link io.mlops4j.core.stats.tests.StatisticalFunctions} is what the API finds. A class
 * a statistic; what is checked first stands in {@code Samples} and {@code Counts}.
 */
@NullMarked
package io.mlops4j.core.stats.tests;

import org.jspecify.annotations.NullMarked;
