package io.mlops4j.data;

/**
 * What {@link FeaturePlan#fitTransform} gives.
 *
 * @param pipeline the fitted pipeline
 * @param table the table to train on: what the pipeline makes of the rows that it was fitted on, without duplicates if the plan drops them, and
 *     with every target encoding of a row taken from other rows than it; the label, if there is one, is its last column
 */
public record FittedFeatures(FeaturePipeline pipeline, Table table) {}
