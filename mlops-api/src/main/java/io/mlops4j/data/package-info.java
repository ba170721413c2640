/**
 * The first step of a model's life: versioned, described and checked data. {@link io.mlops4j.data.Dataset} is the entry: it
 * takes a {@link io.mlops4j.data.Source}, a {@link io.mlops4j.data.SchemaRule} and {@link io.mlops4j.data.Expectation}s through a
 * {@link io.mlops4j.data.DatasetDraft}, and gives immutable {@link io.mlops4j.data.DatasetVersion}s, which carry a
 * {@link io.mlops4j.data.Schema}, a {@link io.mlops4j.data.Profile} and a {@link io.mlops4j.data.Quality}, and read back as a
 * columnar {@link io.mlops4j.data.Table}.
 *
 * <p>{@link io.mlops4j.data.FeaturePipeline} turns the columns of a table, and of a row to predict for, into the features of a model.
 *
 * <p>A cell is missing or has a value; a real number that is NaN is missing. Rows are counted from 1 in messages and results,
 * the header not counted; arrays start at 0.
 */
@NullMarked
package io.mlops4j.data;

import org.jspecify.annotations.NullMarked;
