/**
 * Pages on runs: {@link io.mlops4j.core.experiment.page.ComparisonPage} puts some side by side, {@link
 * io.mlops4j.core.experiment.page.LeaderboardPage} ranks all.
 */
@NullMarked
package io.mlops4j.core.experiment.page;

import org.jspecify.annotations.NullMarked;
