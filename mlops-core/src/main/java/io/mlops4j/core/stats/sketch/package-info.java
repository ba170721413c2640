/** Numbers in little memory: {@link io.mlops4j.core.stats.sketch.LogBuckets}, {@link io.mlops4j.core.stats.sketch.BucketCounts}. */
@NullMarked
package io.mlops4j.core.stats.sketch;

import org.jspecify.annotations.NullMarked;
