/**
 * Tests and bounds that hold at every look at growing data, so that one may look all the time and stop when one likes. All are computed from sums, which add up
 * over processes.
 */
@NullMarked
package io.mlops4j.core.stats.sequential;

import org.jspecify.annotations.NullMarked;
