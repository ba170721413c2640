/**
 * Profiles of rows that stream by: {@link io.mlops4j.core.data.profile.DatasetAccumulator} takes batches, merges with others of its kind, and gives
 * the profile at the end. What it keeps a column is bounded, whatever the number of rows.
 */
@NullMarked
package io.mlops4j.core.data.profile;

import org.jspecify.annotations.NullMarked;
