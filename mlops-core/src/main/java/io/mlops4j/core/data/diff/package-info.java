/** What is different between two versions: {@link io.mlops4j.core.data.diff.VersionComparison} reads both in batches and keeps no row. */
@NullMarked
package io.mlops4j.core.data.diff;

import org.jspecify.annotations.NullMarked;
