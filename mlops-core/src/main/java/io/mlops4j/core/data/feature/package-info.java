/**
 * What is behind {@link io.mlops4j.data.FeaturePipeline}. {@link io.mlops4j.core.data.feature.FeatureFitting} turns a plan and a table into
 * fitted steps, which are values and what is stored; {@code Program} turns those into operations over the slots of one row. Tables are
 * transformed by the same operations, row by row, so that training and serving cannot differ.
 */
@NullMarked
package io.mlops4j.core.data.feature;

import org.jspecify.annotations.NullMarked;
